import json

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT

from .common import FENGHUANG, JISHOU, RepairCase

SECRET = "别家的"
PHONE = "13812345678"


def build(cls):
    """Two companies, each with a station in the same county, a ticket and people."""
    cls.ours = cls.env.company
    cls.theirs = cls.env["res.company"].create({"name": f"{SECRET}公司"})
    codes = [FENGHUANG, JISHOU]
    cls.regions = cls.env["service.region"]._from_code(codes)
    cls.station = cls._station("凤凰站", cls.ours)
    cls.foreign = cls._station(f"{SECRET}站", cls.theirs, calendar_id=False)
    cls.people = {
        role: new_test_user(cls.env, f"ours_{role}", f"service_repair.group_{role}")
        for role in ("technician", "agent", "dispatcher", "manager")
    }
    cls.ticket = cls._file(cls.ours)
    cls.secret = cls._file(
        cls.theirs, address=f"湖南省凤凰县{SECRET}巷", fault=f"{SECRET}柜子"
    )


class TwoCompanies:
    @classmethod
    def _station(cls, name, company, **values):
        return cls.env["service.station"].create(
            {
                "name": name,
                "company_id": company.id,
                "is_round_the_clock": True,
                "coverage_ids": [(0, 0, {"region_id": cls.regions[FENGHUANG].id})],
                **values,
            }
        )

    @classmethod
    def _file(cls, company, **values):
        vals = {"is_repair": True, "company_id": company.id, "caller_phone": PHONE}
        return cls.env["helpdesk.ticket"].create(
            {**vals, "address": "湖南省凤凰县", **values}
        )

    def _as(self, role):
        return self.env(user=self.people[role])

    def assertNothingLeaks(self, answer):
        self.assertNotIn(SECRET, json.dumps(answer, ensure_ascii=False, default=str))


@tagged("post_install", "-at_install")
class TestCompanies(TwoCompanies, RepairCase):
    """Whoever works in one company sees and changes nothing of another's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        build(cls)

    def test_tickets_of_others_are_not_there(self):
        """No search, count, group or board shows them, to no role."""
        spec = {"name": {}, "fault": {}, "station_id": {"fields": {"display_name": {}}}}
        for role in self.people:
            Ticket = self._as(role)["helpdesk.ticket"]
            with self.subTest(role):
                self.assertNothingLeaks(Ticket.web_search_read([], spec))
                grouped = Ticket.formatted_read_group([], ["station_id", "team_id"])
                self.assertNothingLeaks(grouped)
                for call in (
                    lambda t: t.read(["fault"]),
                    lambda t: t.write({"fault": "?"}),
                    lambda t: t.copy(),
                    lambda t: t.action_route(),
                    lambda t: t.unlink(),
                    lambda t: t.message_post(body="?"),
                ):
                    with self.assertRaises(AccessError):
                        call(self.secret.with_env(Ticket.env))

    def test_stations_and_figures_of_others_are_not_there(self):
        """Stations, coverage, the map's figures, mails and links stay apart."""
        self.env["service.mail"].create(
            {"subject": f"{SECRET}信", "company_id": self.theirs.id}
        )
        self.secret._create_link()
        self.env.flush_all()
        env = self._as("manager")
        for model in (
            "service.station",
            "service.coverage",
            "service.mail",
            "service.ticket.link",
            "service.region.figures",
        ):
            with self.subTest(model):
                found = env[model].search([]).read()
                self.assertNothingLeaks(found)
        self.assertTrue(env["service.region.figures"].search_count([]))

    def test_nobody_files_or_moves_a_ticket_into_another_company(self):
        """Neither a new ticket, nor one's own, nor a form that is being filled in."""
        for role in ("agent", "dispatcher", "manager"):
            env = self._as(role)
            Ticket = env["helpdesk.ticket"]
            into = {"company_id": self.theirs.id}
            with self.subTest(role):
                with self.assertRaises(AccessError):
                    Ticket.create({"is_repair": True, "address": "凤凰县", **into})
                with self.assertRaises(AccessError):
                    self.ticket.with_env(env).write(into)
                self.ticket.invalidate_recordset()
                typed = {"is_repair": True, "address": "湖南省凤凰县", **into}
                fields = ["company_id", "address"]
                spec = {"station_id": {"fields": {"display_name": {}}}}
                spec |= {"routing_reason": {}, "address": {}, "company_id": {}}
                with self.assertRaises(AccessError):
                    Ticket.onchange(typed, fields, spec)
        self.assertEqual(self.ticket.company_id, self.ours)

    def test_another_companys_station_is_no_choice(self):
        """A dispatcher can't send a ticket to a station of another company."""
        before = self.ticket.station_id
        ticket = self.ticket.with_user(self.people["dispatcher"])
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            ticket.write({"station_id": self.foreign.id})
        both = self.people["dispatcher"]
        both.company_ids |= self.theirs
        ticket = ticket.with_context(allowed_company_ids=both.company_ids.ids)
        with self.assertRaises(ValidationError):
            ticket.write({"station_id": self.foreign.id})
        self.ticket.invalidate_recordset()
        self.assertEqual(self.ticket.station_id, before)

    def test_the_desk_knows_one_company(self):
        """The same number in two companies: the desk tells of the own tickets only,
        and where the other company was called to decides nothing."""
        self.ticket.unlink()
        self._file(self.theirs, address=f"湖南省吉首市{SECRET}路")
        desk = self._as("agent")["service.desk"]
        self.assertNothingLeaks(desk.look_up(PHONE))
        values = {"caller_phone": PHONE, "address": "人民路", "key": "company-key-1"}
        self.assertNothingLeaks(desk.preview(values))
        self.assertFalse(desk.preview({**values, "address": "凤凰县"})["same"])
        with self.assertRaises(AccessError):
            desk.join(self.secret.id, values)
        said = {"is_repair": True, "caller_phone": PHONE, "address": "人民路"}
        draft = self._as("agent")["helpdesk.ticket"].new(said)
        hints = draft._region_hints()[draft.id]
        self.assertNotIn("last_address", [hint.source for hint in hints])

    def test_mails_know_one_company(self):
        """Where a sender's earlier ticket was decides within its company only."""
        mail = {"partner_email": "chen@example.com", "caller_phone": False}
        self._file(self.theirs, **mail)
        drafts = self.env["helpdesk.ticket"].concat(
            *(
                self.env["helpdesk.ticket"].new(
                    {"is_repair": True, "company_id": company.id, **mail}
                )
                for company in (self.ours, self.theirs)
            )
        )
        sources = [
            [hint.source for hint in drafts._region_hints()[draft.id]]
            for draft in drafts
        ]
        self.assertEqual(sources, [[], ["last_address"]])

    def test_merging_stays_inside(self):
        """Tickets of another company are neither merged nor merged into."""
        for one, other in ((self.ticket, self.secret), (self.secret, self.ticket)):
            agent = self._as("agent")
            with self.assertRaises(AccessError):
                one.with_env(agent)._merge_into(other.with_env(agent))

    def test_wizards_ask_for_the_own_companies(self):
        """Import, proof and check can't be pointed at another company."""
        env = self._as("manager")
        into = {"company_id": self.theirs.id}
        with self.assertRaises(AccessError):
            env["service.coverage.proof"].create(into)
        proof = env["service.coverage.proof"].create({})
        with self.assertRaises(AccessError):
            proof.write(into)
        with self.assertRaises(AccessError):
            env["service.coverage.import"].create({"written": "凤凰县", **into})
        listed = env["service.coverage.import"].create(
            {"written": "吉首市", "station_id": self.foreign.id}
        )
        with self.assertRaises(AccessError):
            listed.action_preview()
            listed.action_apply()
        issues = env["service.configuration.issue"]
        issues.action_check()
        self.assertNothingLeaks(issues.search([]).read(["description", "station_id"]))
        with self.assertRaises(AccessError):
            issues.with_context(allowed_company_ids=self.theirs.ids).action_check()

    def test_stations_are_not_pulled_over(self):
        """A manager neither takes another company's station nor gives one away."""
        env = self._as("manager")
        with self.assertRaises(AccessError):
            self.foreign.with_env(env).write({"name": "?"})
        with self.assertRaises(AccessError):
            env["service.coverage"].create(
                {
                    "station_id": self.foreign.id,
                    "region_id": self.regions[JISHOU].id,
                }
            )
        with self.assertRaises(AccessError):
            env["service.station"].create(
                {"name": "?", "company_id": self.theirs.id, "calendar_id": False}
            )


@tagged("post_install", "-at_install")
class TestCompaniesOverHttp(TwoCompanies, HttpCase):
    """The same by the doors that a browser knocks at."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **DISABLED_MAIL_CONTEXT})
        build(cls)
        cls.file = cls.env["ir.attachment"].create(
            {
                "name": "secret.txt",
                "raw": SECRET.encode(),
                "res_model": "helpdesk.ticket",
                "res_id": cls.secret.id,
            }
        )

    def setUp(self):
        super().setUp()
        self.authenticate("ours_agent", "ours_agent")

    def _call(self, model, method, args, **kwargs):
        call = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        answer = self.url_open(
            f"/web/dataset/call_kw/{model}/{method}", json={"params": call}
        )
        self.assertNotIn(SECRET, answer.text)
        return answer.json()

    @mute_logger("odoo.http")
    def test_calls(self):
        """Reading, writing and the desk's calls refuse another company's ticket."""
        ids = self.secret.ids
        for method, args in (
            ("read", [ids, ["fault"]]),
            ("web_read", [ids]),
            ("write", [ids, {"fault": "?"}]),
            ("action_customer_link", [ids]),
            ("get_formview_action", [ids]),
            ("message_post", [ids]),
        ):
            kwargs = {"specification": {"fault": {}}} if method == "web_read" else {}
            with self.subTest(method):
                answer = self._call("helpdesk.ticket", method, args, **kwargs)
                if method != "get_formview_action":
                    self.assertIn("error", answer)
        typed = {"is_repair": True, "address": "湖南省凤凰县"}
        spec = {"address": {}, "station_id": {}, "company_id": {}}
        for company, outcome in ((self.theirs, "error"), (self.ours, "result")):
            values = {**typed, "company_id": company.id}
            asked = [[], values, ["address"], spec]
            self.assertIn(outcome, self._call("helpdesk.ticket", "onchange", asked))
        found = self._call("helpdesk.ticket", "name_search", [], name=SECRET)
        self.assertEqual(found["result"], [])
        found = self._call("service.station", "name_search", [], name=SECRET)
        self.assertEqual(found["result"], [])
        self._call("service.desk", "look_up", [PHONE])
        self.secret.invalidate_recordset()
        self.assertEqual(self.secret.fault, f"{SECRET}柜子")

    @mute_logger("odoo.http")
    def test_pages_and_files(self):
        """Pages, files and pictures of another company's ticket open nothing."""
        for path in (
            f"/web/content/{self.file.id}",
            f"/my/ticket/{self.secret.id}",
            f"/web/content/helpdesk.ticket/{self.secret.id}/fault",
            "/my/tickets",
        ):
            with self.subTest(path):
                answer = self.url_open(path)
                self.assertNotIn(SECRET, answer.text)

    @mute_logger("odoo.http")
    def test_a_forged_choice_of_companies(self):
        """The companies that a browser names count only where the user works there."""
        answer = self._call(
            "helpdesk.ticket",
            "search_read",
            [],
            fields=["fault"],
            context={"allowed_company_ids": self.theirs.ids},
        )
        self.assertIn("error", answer)
        self.url_open("/odoo", cookies={"cids": str(self.theirs.id)})
