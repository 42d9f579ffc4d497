from contextlib import contextmanager
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from .common import ComplaintCase

ENDED, BEFORE, AFTER = "2026-03-02 02:00:00", "2029-03-01", "2029-03-02 02:00:00"
MODULE = "odoo.addons.consumer_complaints.models.consumer_complaint_retention"
MAILED = "mail_mail.email_to"
WORDS = ("苏晚晴", "13900139000", "wanqing@qq.com", "430102200001011234", "苏妈妈")
STORY = "我是苏晚晴，电话13900139000，邮箱wanqing@qq.com"


@tagged("post_install", "-at_install")
class TestRetention(ComplaintCase):
    """When its time is over nothing tells any more whose a case was; what it was, and
    that its timeline is whole, stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(ENDED):
            cls.complaint = cls._create_ended()

    @classmethod
    def _create_ended(cls, **values):
        """A case with the consumer's name and number wherever they can stand."""
        complainant = cls._create_complainant(
            name="苏晚晴",
            phone="13900139000",
            email="wanqing@qq.com",
            id_number="430102200001011234",
            on_behalf_of="苏妈妈",
            relation="苏晚晴的妈妈",
        )
        complaint = cls._create_complaint(
            complainant_id=complainant.id,
            name=f"{STORY}要改套餐",
            description=STORY,
            product=STORY,
            contract_ref="13900139000",
            respondent_text=STORY,
            typed={"name": STORY},
            address=f"湖南省凤凰县苏晚晴家，{STORY}",
            nature_id=cls.env["consumer.nature"].search([], limit=1).id,
            practice_ids=cls.env["consumer.practice"].search([], limit=2).ids,
            amount=59.0,
            **values,
        )
        cls._fill(complaint)
        complaint.with_user(cls.agent)._happen("withdraw", reason=STORY)
        return complaint

    @classmethod
    def _fill(cls, complaint):
        complaint.outcome_note = STORY
        cls.env["consumer.remedy"].create(
            {
                "complaint_id": complaint.id,
                "kind": "refund",
                "name": STORY,
                "offered": STORY,
                "ground": STORY,
                "amount": 51.0,
            }
        )
        cls._take(complaint, STORY.encode(), "苏晚晴.txt", note=STORY)
        complaint._deadline_promise(STORY, cls._later(5), "小王", "苏晚晴")
        complaint._note_promise(STORY, hours=48, by="苏晚晴")
        complaint._note_attempts([{"said": STORY, "contact": STORY, "waited": 12}])
        cls.env["consumer.path"].create({"complaint_id": complaint.id, "out_steps": 9})
        complaint._happen("answer", role="respondent", answer=STORY)
        complaint.message_post(
            body=STORY,
            message_type="email",
            email_from="苏晚晴 <wanqing@qq.com>",
            attachments=[("13900139000.txt", STORY.encode())],
        )
        complaint.activity_schedule(
            "mail.mail_activity_data_todo", note=STORY, summary=STORY
        )
        body = cls.env["consumer.body"].search([], limit=1)
        referral = cls.env["consumer.referral"].create(
            {
                "complaint_id": complaint.id,
                "body_id": body.id,
                "reason": STORY,
                "demand": STORY,
                "reference": STORY,
                "said": STORY,
            }
        )
        referral.message_post(body=STORY)
        file = {"name": "苏晚晴.zip", "raw": STORY.encode()}
        referral.mail_id = cls.env["mail.mail"].create(
            {
                "model": referral._name,
                "res_id": referral.id,
                "body_html": STORY,
                "email_to": "wanqing@qq.com",
                "attachment_ids": cls.env["ir.attachment"].create(file).ids,
            }
        )
        complaint._send_letter("holding", STORY)
        cls.env["consumer.dossier"].create(
            {
                "complaint_id": complaint.id,
                "version": 1,
                "purpose": "body",
                "made_at": "2026-03-02",
                "timeline_number": 1,
                "sha256": "0",
                "archive": "emlw",
            }
        )
        complaint._link_for("consumer")

    @classmethod
    def _later(cls, days):
        fields = cls.env["consumer.complaint"]._fields["received_at"]
        return fields.add(fields.now(), days=days)

    def _job(self, at):
        with freeze_time(at), self.enter_registry_test_mode():
            job = self.env.ref("consumer_complaints.ir_cron_erase")
            with self.assertNoLogs("odoo.addons.base.models.ir_cron", "ERROR"):
                job.method_direct_trigger()
        self.env.invalidate_all()

    def _dump(self):
        """Every text that the database holds of the app, its clocks and its mails."""
        self.env.flush_all()
        self.cr.execute(
            """SELECT table_name, column_name FROM information_schema.columns
                WHERE table_schema = current_schema()
                  AND data_type IN ('text', 'character varying', 'json', 'jsonb')
                  AND table_name ~ '^(consumer_|service_|mail_|ir_attachment$|rating_)'
            """
        )
        found = []
        for table, column in self.cr.fetchall():
            query = SQL(
                "SELECT string_agg(%s::text, ' ') FROM %s",
                SQL.identifier(column),
                SQL.identifier(table),
            )
            [(text,)] = self.env.execute_query(query)
            found += [f"{table}.{column}" for word in WORDS if word in (text or "")]
        return set(found)

    def _figures(self):
        return self.env["consumer.complaint"].formatted_read_group(
            [("id", "=", self.complaint.id)],
            ["nature_id", "practice_ids", "respondent_id", "region_id", "state"],
            ["__count", "amount:sum", "days_open:avg", "days_to_answer:avg"],
        )

    # -- what is erased, and what stays

    def test_nothing_tells_whose_it_was(self):
        before = self._dump()
        for place in ("consumer_complainant.name", "mail_message.body", MAILED):
            self.assertIn(place, before)
        self._job(AFTER)
        self.assertEqual(self._dump(), set())
        self.assertEqual(self.complaint.complainant_masked, "****")

    def test_files_are_gone_and_hashes_stay(self):
        sha256 = self.complaint.exhibit_ids.sha256
        self._job(AFTER)
        self.assertFalse(self.complaint.exhibit_ids.content)
        self.assertFalse(self.complaint.dossier_ids.archive)
        self.assertEqual(self.complaint.exhibit_ids.sha256, sha256)
        self.assertTrue(self.complaint.exhibit_ids.erased_at)
        self.assertFalse(self.complaint.link_ids)

    def test_the_timeline_is_still_whole(self):
        codes = self.complaint.timeline_ids.mapped("code")
        self._job(AFTER)
        self.assertFalse(self.complaint._worded_faults())
        checked = self.complaint.action_check_chain()
        self.assertEqual(checked["params"]["type"], "success")
        self.assertEqual(self.complaint.timeline_ids.mapped("code"), [*codes, "erased"])
        # what was done stays, what was said goes
        filed, *_rest = self.complaint.timeline_ids
        self.assertEqual(filed._content()["state"], "received")

    def test_figures_stay_what_they_were(self):
        before = self._figures()
        self.assertTrue(before[0]["days_to_answer:avg"] is not None)
        self._job(AFTER)
        self.assertEqual(self._figures(), before)
        self.assertEqual(self.complaint.remedy_ids.amount, 51.0)
        self.assertEqual(self.complaint.attempt_ids.waited, 12)
        self.assertEqual(self.complaint.promise_count, 2)

    def test_no_text_is_forgotten(self):
        """A text that is new in the app needs a decision whether it may be personal."""
        erased = self.complaint._personal_texts()
        for model in self._models_of_cases():
            decided = {
                name
                for names in (erased, ERASED_OTHERWISE, HARMLESS)
                for name in names.get(model, ())
            }
            texts = {
                name
                for name, field in self.env[model]._fields.items()
                if field.store and field.type in ("char", "text", "html", "json")
            }
            with self.subTest(model):
                self.assertFalse(texts - decided)

    def _models_of_cases(self):
        return [
            name
            for name, model in self.registry.items()
            if model._original_module == "consumer_complaints"
            and not model._abstract
            and not model._transient
            and (name == "consumer.complaint" or "complaint_id" in model._fields)
        ]

    # -- when

    def test_it_waits_for_its_day(self):
        self.assertEqual(str(self.complaint.erase_on), "2029-03-02")
        self._job(BEFORE)
        self.assertFalse(self.complaint.erased_at)

    def test_the_company_decides_how_long(self):
        self.company.complaint_retention_days = 365
        self.assertEqual(str(self.complaint.erase_on), "2027-03-03")
        with self._refused():
            self.company.complaint_retention_days = 1
            self.env.flush_all()

    def test_an_open_case_has_no_such_day(self):
        self.assertFalse(self._create_complaint().erase_on)

    def test_a_forgotten_draft_and_who_never_complained_are_erased_too(self):
        with freeze_time(ENDED):
            draft = self._create_complaint(state="draft")
        self.cr.execute(
            "UPDATE consumer_complainant SET create_date = '2026-03-02' WHERE id = %s",
            [(orphan := self._create_complainant()).id],
        )
        self._job(AFTER)
        self.assertTrue(draft.erased_at)
        self.assertEqual(draft.complainant_id.name, "****")
        self.assertEqual(orphan.name, "****")

    def test_archived_cases_are_erased_too(self):
        self.complaint.active = False
        self._job(AFTER)
        self.assertTrue(self.complaint.erased_at)

    def test_what_is_left_for_the_next_round_is_told(self):
        with freeze_time(ENDED):
            for _each in range(2):
                self._create_complaint()._happen("withdraw", role="consumer")
        self.env.flush_all()
        with patch(f"{MODULE}.BATCH", 1):
            self._job(AFTER)
        due = [("erase_on", "<=", AFTER[:10]), ("erased_at", "=", False)]
        self.assertFalse(self.env["consumer.complaint"].search_count(due))

    def test_one_that_cannot_be_erased_stops_no_other(self):
        with freeze_time(ENDED):
            other = self._create_complaint()
            other._happen("withdraw", role="consumer")
        erase = type(self.env["consumer.complaint"])._erase_files

        def fail_for_one(cases):
            if other in cases:
                raise ValueError("x")
            return erase(cases)

        with (
            patch.object(type(other), "_erase_files", fail_for_one),
            mute_logger(MODULE),
        ):
            self._job(AFTER)
        self.assertTrue(self.complaint.erased_at)
        self.assertFalse(other.erased_at)
        self.assertEqual(str(other.erase_on), "2029-03-03")
        self._job("2029-03-03 02:00:00")
        self.assertTrue(other.erased_at)

    def test_who_still_has_another_case_is_only_parted_from_this_one(self):
        who = self.complaint.complainant_id
        other = self._create_complaint(complainant_id=who.id)
        self._job(AFTER)
        self.assertEqual(who.name, "苏晚晴")
        self.assertFalse(self.complaint.complainant_id)
        self.assertEqual(other.complainant_masked, "苏**, 139****9000")

    def test_contacts_that_a_letter_made_go_and_customers_stay(self):
        partners = self.env["res.partner"]
        made = partners.create({"name": "wanqing@qq.com", "email": "wanqing@qq.com"})
        customer = partners.create({"name": "苏晚晴", "email": "wanqing@qq.com"})
        self.complaint.complainant_id.partner_id = customer
        self._job(AFTER)
        self.assertFalse(made.email)
        self.assertEqual(customer.email, "wanqing@qq.com")
        self.assertFalse(self.complaint.complainant_id.partner_id)

    @contextmanager
    def _refused(self):
        """The database refuses it."""
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            yield

    # -- holding, and erasing on request

    def test_a_held_case_stays(self):
        held = self.complaint.with_user(self.officer)
        held.write({"legal_hold": True, "legal_hold_reason": "诉讼"})
        self._job(AFTER)
        self.assertEqual(self.complaint.complainant_id.name, "苏晚晴")
        self.assertEqual(self.complaint.timeline_ids[-1].code, "held")
        held.legal_hold = False
        self.assertEqual(str(self.complaint.erase_on), "2029-03-02")
        self.assertEqual(self.complaint.timeline_ids[-1].code, "released")

    def test_a_hold_needs_a_reason_and_an_officer(self):
        with self._refused():
            self.complaint.with_user(self.officer).legal_hold = True
            self.env.flush_all()
        with self.assertRaises(AccessError):
            self.complaint.with_user(self.agent).write(
                {"legal_hold": True, "legal_hold_reason": "x"}
            )

    def test_a_manager_erases_on_request(self):
        for role in (self.agent, self.officer):
            with self.assertRaises(AccessError):
                self.complaint.with_user(role).action_erase()
        self.complaint.with_user(self.manager).action_erase()
        self.assertEqual(self._dump(), set())
        self.assertEqual(self.complaint.timeline_ids[-1].actor, "manager")
        entries = self.complaint.timeline_count
        self.complaint.with_user(self.manager).action_erase()
        self.assertEqual(self.complaint.timeline_count, entries)

    def test_what_is_open_or_held_is_not_erased_on_request(self):
        case = self._create_complaint().with_user(self.manager)
        with self.assertRaisesRegex(UserError, "still open"):
            case.action_erase()
        self.complaint.write({"legal_hold": True, "legal_hold_reason": "诉讼"})
        with self.assertRaisesRegex(UserError, "诉讼"):
            self.complaint.with_user(self.manager).action_erase()

    def test_nobody_keeps_a_case_by_writing_what_follows(self):
        """From outside, as anybody may call `write` there."""
        for vals in (
            {"erase_on": "2999-01-01"},
            {"erased_at": "2026-01-01"},
            {"days_open": 1.0},
            {"timeline_count": 0},
        ):
            for role in (self.agent, self.manager):
                with self.subTest(vals), self.assertRaises(AccessError):
                    self.complaint.with_user(role).write(vals)
        for vals in ({"erased_at": "2026-01-01"}, {"masked": "x"}):
            with self.subTest(vals), self.assertRaises(AccessError):
                self.complaint.complainant_id.with_user(self.manager).write(vals)

    def test_an_erased_case_is_not_reopened(self):
        self.complaint.with_user(self.manager).action_erase()
        erased = self.complaint.with_user(self.manager)
        with self.assertRaises(UserError):
            erased._happen("reopen")
        self.assertNotIn(",reopen,", erased.can_events)

    def test_erasing_many_asks_no_more_than_erasing_few(self):
        with freeze_time(ENDED):
            few = self._create_ended() | self._create_ended()
            many = self.env["consumer.complaint"].union(
                *(self._create_ended() for _each in range(5))
            )
        self.assertLess(self._queries(many), 1.6 * self._queries(few))

    def _queries(self, cases):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        cases._erase("request")
        self.env.flush_all()
        return self.cr.sql_log_count - before


# Texts that the program writes or that are chosen, and that name nobody.
HARMLESS = {
    "consumer.complaint": {
        "complainant_masked",
        "number",
        "region_resolution",
        "timeline_head",
    },
    "consumer.access": {"number", "what"},
    "consumer.dossier": {"timeline_hash", "sha256"},
    "consumer.exhibit": {"sha256", "mimetype"},
    "consumer.link": {"key"},
    "consumer.timeline": {"code", "payload_hash", "previous_hash", "hash"},
}
# Texts that something else than a list of fields takes out: see `_erase`.
ERASED_OTHERWISE = {
    "consumer.exhibit": {"name", "note"},
    "consumer.timeline": {"payload"},
}
