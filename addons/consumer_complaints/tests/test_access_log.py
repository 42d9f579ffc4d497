import base64

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestAccessLog(ComplaintCase):
    """Whoever sees an identity, opens proof or takes cases out is on record."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._create_complaint()
        cls.complainant = cls.complaint.complainant_id.with_user(cls.agent)
        cls.env.flush_all()

    def setUp(self):
        super().setUp()
        self.env.invalidate_all()

    def _looks(self, kind="identity", user=None):
        about = [("kind", "=", kind), ("user_id", "=", (user or self.agent).id)]
        return self.env["consumer.access"].search(about)

    def assertNoted(self, kind, times=1, user=None):
        self.assertEqual(len(self._looks(kind, user)), times)

    # -- what is shown without a look

    def test_cases_and_lists_show_a_mask(self):
        complaint = self.complaint.with_user(self.agent)
        [shown] = complaint.web_read(
            {
                "complainant_masked": {},
                "complainant_id": {"fields": {"display_name": {}, "masked": {}}},
            }
        )
        self.assertEqual(shown["complainant_masked"], "林**, 138****8000")
        self.assertEqual(shown["complainant_id"]["display_name"], "林**, 138****8000")
        [read] = complaint.read(["complainant_id"])
        self.assertEqual(read["complainant_id"][1], "林**, 138****8000")
        self.assertNoted("identity", 0)

    def test_a_caller_is_found_by_number_and_stays_masked(self):
        complainants = self.env["consumer.complainant"].with_user(self.agent)
        found = complainants.name_search("138001380")
        self.assertIn((self.complainant.id, "林**, 138****8000"), found)
        self.assertNoted("identity", 0)
        self.assertNoted("searched")

    def test_asking_whether_there_is_somebody_is_a_search(self):
        """Else a number could be guessed digit by digit, or names be put in order."""
        complainants = self.env["consumer.complainant"].with_user(self.agent)
        complaints = self.env["consumer.complaint"].with_user(self.agent)
        ways = {
            "count": lambda: complainants.search_count([("phone", "=like", "138%")]),
            "order": lambda: complainants.search([], order="name desc"),
            "contact": lambda: complainants.search([("partner_id.name", "=", "x")]),
            "through the case": lambda: complaints.search(
                [("complainant_id.phone", "=like", "138%")]
            ),
        }
        for number, (way, ask) in enumerate(ways.items(), 1):
            with self.subTest(way), freeze_time(f"2026-03-02 0{number}:00:00"):
                ask()
                self.assertNoted("searched", number)

    # -- every way to the identity is a look

    def test_each_way_of_reading_is_on_record(self):
        complainants = self.complainant
        ways = {
            "read": lambda: complainants.read(["name"]),
            "read all": lambda: complainants.read(),
            "web_read": lambda: complainants.web_read({"phone": {}}),
            "search_read": lambda: complainants.search_read([], ["email"]),
            "web_search_read": lambda: complainants.web_search_read([], {"name": {}}),
            "copy_data": lambda: complainants.copy_data(),
            "contact": lambda: complainants.read(["partner_id"]),
            "attribute": lambda: complainants.name,
            "mapped": lambda: complainants.mapped("id_number"),
            "through the case": lambda: self.complaint.with_user(self.agent).web_read(
                {
                    "complainant_masked": {},
                    "complainant_id": {"fields": {"display_name": {}, "name": {}}},
                }
            ),
            "export": lambda: self.complaint.with_user(self.manager).export_data(
                ["number", "complainant_id/name"]
            ),
        }
        for way, look in ways.items():
            with self.subTest(way):
                self.env.invalidate_all()
                before = self.env["consumer.access"].search_count([])
                with freeze_time("2026-03-02 02:00:00"), self.cr.savepoint() as point:
                    look()
                    looks = self.env["consumer.access"].search(
                        [("kind", "=", "identity")]
                    )
                    self.assertEqual(looks.complainant_id, self.complainant.sudo())
                    point.rollback()
                self.env.invalidate_all()
                self.assertEqual(self.env["consumer.access"].search_count([]), before)

    def test_one_entry_an_hour(self):
        for moment, entries in (
            ("2026-03-02 02:00:00", 1),
            ("2026-03-02 02:59:59", 1),
            ("2026-03-02 03:00:00", 2),
        ):
            with freeze_time(moment):
                self.complainant.read(["name", "phone"])
            self.assertNoted("identity", entries)

    def test_an_entry_tells_who_when_and_which_case(self):
        with freeze_time("2026-03-02 02:00:00"):
            self.complainant.read(["name"])
        look = self._looks()
        self.assertEqual(look.complaint_id, self.complaint)
        self.assertEqual(look.number, self.complaint.number)
        self.assertEqual(str(look.at), "2026-03-02 02:00:00")
        self.assertNotIn("小雨", str(look.read()))

    def test_a_page_of_people_is_noted_at_once(self):
        complainants = self.env["consumer.complainant"].with_user(self.agent)
        people = complainants.create(
            [{"name": f"人{number}", "phone": str(number)} for number in range(30)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        people.with_user(self.agent).read(["company_id"])
        few = self._queries(people[:3])
        many = self._queries(people)
        self.assertEqual(len(self._looks()), 30)
        self.assertEqual(few, many)

    def _queries(self, people):
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        people.with_user(self.agent).read(["name"])
        return self.cr.sql_log_count - before

    def test_what_the_program_reads_for_itself_is_no_look(self):
        self.complaint.with_user(self.agent)._dossier_complainant("body")
        self.complainant.sudo().read(["name"])
        self.assertNoted("identity", 0)

    def test_no_context_turns_it_off(self):
        self.complainant.with_context(bin_size=True, prefetch_fields=False).read(
            ["name"]
        )
        self.assertNoted("identity")

    def test_nobody_is_grouped_by_who_it_is(self):
        groups = (
            (self.complainant, ["name"], []),
            (self.complainant, [], ["phone:array_agg"]),
            (self.complaint.with_user(self.agent), ["complainant_id.name"], []),
        )
        for records, groupby, aggregates in groups:
            with self.subTest(groupby=groupby), self.assertRaises(AccessError):
                records.formatted_read_group([], groupby, aggregates)

    # -- files and exports

    def test_opened_proof_is_on_record(self):
        exhibit = self._take(self.complaint).with_user(self.agent)
        exhibit.with_context(bin_size=True).read(["content"])
        self.assertNoted("exhibit", 0)
        exhibit.read(["content"])
        self.assertNoted("exhibit")
        self.assertEqual(self._looks("exhibit").what, "E1")

    def test_its_attachment_is_no_way_around(self):
        self._take(self.complaint)
        files = self.env["ir.attachment"].search(
            [("res_model", "=", "consumer.exhibit"), ("res_field", "=", "content")]
        )
        files.with_user(self.agent).read(["name"])
        self.assertNoted("exhibit", 0)
        files.with_user(self.agent).read(["datas"])
        self.assertNoted("exhibit")

    def test_an_export_tells_how_many(self):
        complaints = self.complaint | self._create_complaint()
        for _each in range(2):
            complaints.with_user(self.manager).export_data(["number"])
        looks = self._looks("exported", self.manager)
        self.assertEqual(looks.mapped("count"), [2, 2])
        self.assertEqual(set(looks.mapped("what")), {"consumer.complaint"})

    # -- who reads it, and that nobody writes it

    def test_auditors_and_managers_read_it(self):
        self.complainant.read(["name"])
        look = self._looks()
        self.assertTrue(look.with_user(self.auditor).kind)
        self.assertTrue(look.with_user(self.manager).kind)
        for role in (self.agent, self.officer):
            with self.assertRaises(AccessError):
                look.with_user(role).read(["kind"])

    def test_nobody_writes_it(self):
        self.complainant.read(["name"])
        look = self._looks()
        for attempt in (
            lambda: look.write({"user_id": self.manager.id}),
            lambda: look.unlink(),
            lambda: look.create({"kind": "identity", "user_id": self.agent.id}),
        ):
            with self.assertRaises(UserError):
                attempt()
        for query in (
            "UPDATE consumer_access SET user_id = 1 WHERE id = %s",
            "UPDATE consumer_access SET number = NULL WHERE id = %s",
            "DELETE FROM consumer_access WHERE id = %s",
            "TRUNCATE consumer_access -- %s",
        ):
            with (
                self.subTest(query),
                self.assertRaises(IntegrityError),
                mute_logger("odoo.sql_db"),
                self.cr.savepoint(),
            ):
                self.cr.execute(query, [look.id])

    def test_a_deleted_draft_leaves_its_entries(self):
        draft = self._create_complaint(state="draft")
        draft.complainant_id.with_user(self.agent).read(["name"])
        number = draft.number
        draft.unlink()
        self.env.invalidate_all()
        self.assertEqual(self._looks().number, number)
        self.assertFalse(self._looks().complaint_id)

    def test_the_buttons_lead_there(self):
        action = self.complaint.with_user(self.agent).action_show_identity()
        self.assertEqual(action["res_id"], self.complainant.id)
        self.complainant.read(["name"])
        action = self.complaint.with_user(self.auditor).action_open_looks()
        found = self.env["consumer.access"].search(action["domain"])
        self.assertEqual(found, self._looks())


@tagged("post_install", "-at_install")
class TestAccessLogDoors(ComplaintCase, HttpCase):
    """The same for files that come through the server's doors."""

    def test_files_that_are_opened_are_on_record(self):
        complaint = self._create_complaint()
        exhibit = self._take(complaint)
        values = {
            "complaint_id": complaint.id,
            "version": 1,
            "purpose": "body",
            "made_at": "2026-03-02",
            "timeline_number": 1,
            "sha256": "0",
            "archive": base64.b64encode(b"zip"),
        }
        dossier = self.env["consumer.dossier"].create(values)
        file = self.env["ir.attachment"].search(
            [("res_model", "=", "consumer.dossier"), ("res_field", "=", "archive")]
        )
        self.authenticate("complaint_agent", "complaint_agent")
        for path, kind in (
            (f"/web/content/consumer.exhibit/{exhibit.id}/content", "exhibit"),
            (f"/web/content/consumer.dossier/{dossier.id}/archive", "dossier"),
        ):
            with self.subTest(kind):
                self.assertEqual(self.url_open(path).status_code, 200)
                look = self.env["consumer.access"].search([("kind", "=", kind)])
                self.assertEqual(look.user_id, self.agent)
                self.assertEqual(look.complaint_id, complaint)
        # an auditor sees no identities: not in a body's dossier either
        self.authenticate("complaint_auditor", "complaint_auditor")
        for path in (
            f"/web/content/consumer.dossier/{dossier.id}/archive",
            f"/web/content/{file.id}",
        ):
            self.assertNotEqual(self.url_open(path).status_code, 200)
