from datetime import timedelta

from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from .visits import MORNING, VisitCase

HOUR = timedelta(hours=1)


class ContractorCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contractor, cls.rival = (
            new_test_user(cls.env, login, "base.group_portal")
            for login in ("our_contractor", "rival_contractor")
        )
        cls.fenghuang.write(
            {"kind": "contractor", "contractor_user_ids": cls.contractor}
        )
        cls.jishou.write({"kind": "contractor", "contractor_user_ids": cls.rival})

    def _theirs(self, visit, user=None):
        visits = self.env["service.visit"].with_user(user or self.contractor)
        return visits._find_for_contractor(visit.id)


@tagged("post_install", "-at_install")
class TestContractorVisits(ContractorCase):
    """A contractor's dispatcher gives visits to the station's people, or declines."""

    def test_which_are_theirs(self):
        visit = self._create_visit(MORNING + HOUR, self.li)
        self.assertEqual(self._theirs(visit), visit)
        self.assertFalse(self._theirs(visit, self.rival))
        self.assertFalse(self._theirs(visit, self.dispatcher))
        visit._decide({"state": "done", "finished_at": MORNING - timedelta(days=31)})
        self.assertFalse(self._theirs(visit))

    def test_the_list_is_by_the_stations_day(self):
        at = MORNING.replace(hour=15, minute=30)  # 23:30 in Shanghai
        today, tomorrow = (
            self._create_visit(at + each * HOUR, self.li) for each in (0, 2)
        )
        untimed = self._create_visit()
        visits = self.env["service.visit"].with_user(self.contractor)
        for day, expected in ((2, today), (3, tomorrow), (4, today.browse())):
            found = visits._list_for_contractor(
                MORNING.date().replace(day=day), "Asia/Shanghai"
            )
            self.assertEqual(found, (expected, untimed))

    def test_given_once_to_the_own_people(self):
        visit = self._create_visit(MORNING + 2 * HOUR, self.li, "offered")
        theirs = self._theirs(visit)
        self.assertEqual(theirs._give_for_contractor(self.zhao.id), "technician")
        self.assertEqual(theirs._give_for_contractor(self.wang.id), "given")
        self.assertEqual((visit.resource_id, visit.state), (self.wang, "accepted"))
        self.assertEqual(theirs._give_for_contractor(self.wang.id), "already")

    def test_not_to_who_is_busy_or_away(self):
        self._create_visit(MORNING + 2 * HOUR, self.wang)
        visit = self._create_visit(MORNING + 2 * HOUR, self.li)
        theirs = self._theirs(visit)
        self.assertEqual(theirs._give_for_contractor(self.wang.id), "busy")
        night = self._create_visit(MORNING + 12 * HOUR)
        self.assertEqual(self._theirs(night)._give_for_contractor(self.li.id), "busy")
        untimed = self._theirs(self._create_visit())
        self.assertEqual(untimed._give_for_contractor(self.li.id), "no_time")
        self.assertEqual(visit.resource_id, self.li)

    def test_an_emergency_goes_at_once(self):
        visit = self._create_ticket(is_emergency=True).visit_ids
        other = (self.li | self.wang) - visit.resource_id
        self.assertEqual(self._theirs(visit)._give_for_contractor(other.id), "given")
        self.assertEqual((visit.resource_id, visit.state), (other, "accepted"))
        self.assertEqual(visit.offer_ids.state, "withdrawn")

    def test_too_late(self):
        visit = self._create_visit(MORNING, self.li, "arrived")
        theirs = self._theirs(visit)
        self.assertEqual(theirs._give_for_contractor(self.wang.id), "late")
        self.assertEqual(theirs._decline_for_contractor("不去"), "late")

    def test_declined_goes_to_the_next_station(self):
        visit = self._create_visit(MORNING + 3 * HOUR, self.li)
        theirs = self._theirs(visit)
        self.assertEqual(theirs._decline_for_contractor(""), "reason")
        self.assertEqual(theirs._decline_for_contractor("没有配件"), "declined")
        self.assertEqual(
            (visit.station_id, visit.resource_id), (self.jishou, self.zhao)
        )
        self.assertFalse(self._theirs(visit))
        # and it does not come back when the other one declines too
        self._theirs(visit, self.rival)._decline_for_contractor("太远")
        self.assertEqual(visit.state, "open")
        self.assertTrue(visit.dispatcher_called_at)
        self.assertNotIn(self.contractor.partner_id, visit.sudo().message_partner_ids)


@tagged("post_install", "-at_install")
class TestContractorVisitPages(HttpCase, ContractorCase):
    """The same over HTTP."""

    def _log_in(self, login):
        self.authenticate(login, login)

    def _post(self, visit, action, **data):
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(f"/my/station/visit/{visit.id}/{action}", data=data).text

    def test_the_pages(self):
        visit = self._create_visit(MORNING + 2 * HOUR, self.li)
        self._log_in("our_contractor")
        day = self.url_open("/my/station/visits").text
        self.assertIn(visit.name, day)
        self.assertNotIn(
            visit.name, self.url_open("/my/station/visits?day=2026-03-03").text
        )
        for nonsense in ("x", "9999-99-99", "2026-03-02' OR 1=1", "0001-01-01"):
            answer = self.url_open(f"/my/station/visits?day={nonsense}")
            self.assertEqual(answer.status_code, 200, nonsense)
        page = self.url_open(f"/my/station/visit/{visit.id}").text
        self.assertIn("王芳", page)
        self.assertNotIn(visit.completion_code, page)
        self.assertNotIn("赵敏", page)
        self.assertIn(
            "has the visit", self._post(visit, "give", technician=self.wang.id)
        )
        self.assertIn("is declined", self._post(visit, "decline", reason="没有配件"))

    @mute_logger("odoo.http")
    def test_others_find_nothing(self):
        visit = self._create_visit(MORNING + 2 * HOUR, self.li)
        for login in ("rival_contractor", "repair_dispatcher"):
            self._log_in(login)
            answer = self.url_open(f"/my/station/visit/{visit.id}")
            self.assertEqual(answer.status_code, 404)
            self._post(visit, "give", technician=self.wang.id)
            self._post(visit, "decline", reason="?")
        visit.invalidate_recordset()
        self.assertEqual((visit.resource_id, visit.state), (self.li, "accepted"))

    @mute_logger("odoo.http")
    def test_statements(self):
        made = self.env["service.station.statement"].create(
            {
                "station_id": self.fenghuang.id,
                "month": "2026-02-01",
                "currency_id": self.fenghuang.currency_id.id,
            }
        )
        door = f"/my/station/statement/{made.id}"
        self._log_in("our_contractor")
        self.assertEqual(self.url_open(door).status_code, 404)
        made.action_confirm()
        self.assertIn(made.name, self.url_open("/my/station/statements").text)
        self.assertIn(made.name, self.url_open(door).text)
        self.assertIn(made.name, self.url_open(f"{door}/file").text)
        self._log_in("rival_contractor")
        for path in (door, f"{door}/file"):
            self.assertEqual(self.url_open(path).status_code, 404)
        self.assertNotIn(made.name, self.url_open("/my/station/statements").text)
