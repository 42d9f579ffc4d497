from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT

from .common import FENGHUANG, XIANGXI, RepairCase

HOSTILE = "<img src=x onerror=alert(1)>"


@tagged("post_install", "-at_install")
class TestContractorPages(HttpCase):
    """The doors of a contractor's dispatcher, over HTTP."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **DISABLED_MAIL_CONTEXT})
        cls.contractor = cls._create_user("contractor", "base.group_portal")
        cls.customer = cls._create_user("customer_1", "base.group_portal")
        cls.agent = cls._create_user("agent_1", "service_repair.group_agent")
        cls.technician = cls._create_user(
            "technician_1", "service_repair.group_technician", name="龙师傅"
        )
        codes = [FENGHUANG, XIANGXI]
        cls.regions = cls.env["service.region"]._from_code(codes)
        cls.station = RepairCase._create_station.__func__(
            cls,
            "凤凰站",
            [FENGHUANG],
            kind="contractor",
            user_ids=cls.technician,
            contractor_user_ids=cls.contractor,
        )
        RepairCase._create_station.__func__(cls, "吉首站", [XIANGXI])
        cls.ticket = cls._file("湖南省凤凰县沱江镇虹桥路", fault=f"打不开{HOSTILE}")
        cls.elsewhere = cls._file("湖南省吉首市人民路", fault="别人的保险柜")

    @classmethod
    def _create_user(cls, login, group, **values):
        return new_test_user(cls.env, login, group, password=login * 2, **values)

    @classmethod
    def _region(cls, code):
        return cls.regions[code]

    @classmethod
    def _file(cls, address, **values):
        return cls.env["helpdesk.ticket"].create(
            {
                "is_repair": True,
                "address": address,
                "partner_name": f"石梅{HOSTILE}",
                "caller_phone": "13812345678",
                **values,
            }
        )

    def _log_in(self, login="contractor"):
        self.authenticate(login, login * 2)

    def _url(self, ticket, action=""):
        return f"/my/station/ticket/{ticket.id}{action}"

    def _post(self, ticket, action, **data):
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(self._url(ticket, action), data=data)

    def test_the_list_and_the_page(self):
        """The list shows the own station's tickets, the page whom to call and where."""
        self._log_in()
        found = self.url_open("/my/station").text
        self.assertIn(self.ticket.number, found)
        self.assertNotIn(self.elsewhere.number, found)
        page = self.url_open(self._url(self.ticket)).text
        for text in ("沱江镇虹桥路", "tel:+8613812345678", "龙师傅", "凤凰站"):
            self.assertIn(text, page)
        self.assertNotIn(HOSTILE, found + page)
        self.assertNotIn("吉首", found + page)
        self.assertIn("/my/station", self.url_open("/my").text)

    @mute_logger("odoo.http")
    def test_other_tickets_are_not_there(self):
        """Another station's ticket and none at all are answered alike, at each door."""
        self._log_in()
        for number in (self.elsewhere.id, 2**31 - 1, 10**30):
            door = f"/my/station/ticket/{number}"
            self.assertEqual(self.url_open(door).status_code, 404)
            self.assertEqual(self.url_open(f"{door}/photo/1").status_code, 404)
            for action in ("/dispatch", "/note"):
                csrf = Request.csrf_token(self)
                said = self.url_open(
                    door + action, data={"csrf_token": csrf, "text": "?"}
                )
                self.assertIn("not at your station any more", said.text)
        self.elsewhere.invalidate_recordset()
        self.assertTrue(self.elsewhere.unattended)
        self.assertFalse(self.elsewhere.message_ids.filtered("body"))

    @mute_logger("odoo.http")
    def test_only_contractors_dispatchers_come_in(self):
        """Customers, staff and visitors find nothing behind these doors."""
        for login in ("customer_1", "agent_1", None):
            self.authenticate(login, login and login * 2)
            for door in ("/my/station", self._url(self.ticket)):
                answer = self.url_open(door)
                self.assertNotIn(self.ticket.number, answer.text, (login, door))
            self._post(self.ticket, "/dispatch")
            self.ticket.invalidate_recordset()
            self.assertTrue(self.ticket.unattended, login)

    def test_accepting_and_giving(self):
        """Accept with a technician; a second press says that it was done."""
        self._log_in()
        chosen = {"technician": self.technician.id}
        page = self._post(self.ticket, "/dispatch", **chosen)
        self.assertIn("The ticket is accepted.", page.text)
        self.ticket.invalidate_recordset()
        self.assertEqual(self.ticket.user_id, self.technician)
        self.assertFalse(self.ticket.unattended)
        page = self._post(self.ticket, "/dispatch", **chosen)
        self.assertIn("That was done already.", page.text)
        self.assertIn(
            self.ticket.number, self.url_open("/my/station?folder=working").text
        )

    @mute_logger("odoo.http")
    def test_only_by_post_and_from_the_own_page(self):
        """A link or another site's form changes nothing."""
        self._log_in()
        door = self._url(self.ticket, "/dispatch")
        self.assertEqual(self.url_open(door).status_code, 405)
        self.assertEqual(self.url_open(door, data={"x": "1"}).status_code, 400)
        self.ticket.invalidate_recordset()
        self.assertTrue(self.ticket.unattended)

    def test_bad_choices_are_told(self):
        """Who does not work at the station, or is nobody, is not chosen."""
        self._log_in()
        for technician in (self.agent.id, "abc", "9" * 30, "-1", "0", "1 OR 1=1"):
            page = self._post(self.ticket, "/dispatch", technician=technician)
            self.assertIn("Technician: choose one", page.text, technician)
        self.ticket.invalidate_recordset()
        self.assertTrue(self.ticket.unattended)

    def test_a_note_counts_once(self):
        """The same form sent twice makes one note; another page makes another."""
        self._log_in()
        for press in ("a" * 32, "a" * 32, "b" * 32, "no key"):
            page = self._post(self.ticket, "/note", text=f"明天{HOSTILE}", press=press)
            self.assertIn("Your note is with the company.", page.text)
            self.assertNotIn(HOSTILE, page.text)
        self.ticket.invalidate_recordset()
        self.assertEqual(len(self.ticket._notes_of_contractors()), 3)
        page = self._post(self.ticket, "/note", text=" \0 ")
        self.assertIn("Note: please write something.", page.text)

    def test_odd_pages_of_the_list(self):
        """An address that names no page or folder shows the first one."""
        self._log_in()
        for path in (
            "?folder=nothing",
            "/page/999999",
            "/page/99999999999999",
            "?page=x",
            "?page=²",
        ):
            answer = self.url_open(f"/my/station{path}")
            self.assertEqual(answer.status_code, 200, path)
            self.assertIn(self.ticket.number, answer.text)
