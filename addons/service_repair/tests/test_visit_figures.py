from datetime import date, timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .test_visit_rating import HOUR, DoneCase
from .visits import MORNING

DAY = timedelta(days=1)
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@tagged("post_install", "-at_install")
class TestFigures(DoneCase):
    """Shares are of those visits alone to which the question arises."""

    def _figures(self, visit):
        self.env.flush_all()
        self.env["service.visit.figures"].invalidate_model()
        return self.env["service.visit.figures"].browse(visit.id)

    def test_on_time_is_within_the_window(self):
        on_time = self._done()
        late = self._done(at=MORNING + 3 * HOUR)
        late._decide({"arrived_at": late.window_end + timedelta(minutes=1)})
        self.assertEqual(self._figures(on_time).on_time, 100)
        self.assertEqual(self._figures(late).on_time, 0)
        self.assertEqual(self.fenghuang.figures_on_time, "50 %")
        self.assertEqual(self.fenghuang.figures_promise_kept, "–")

    def test_promise_of_emergencies(self):
        kept, late = (
            self._create_ticket(is_emergency=True).visit_ids for _each in range(2)
        )
        (kept | late).mapped(lambda visit: visit._accept())
        self.travel_to(MORNING + timedelta(minutes=28))
        kept._arrive()
        self.travel_to(MORNING + timedelta(minutes=31))
        late._arrive()
        for visit in kept | late:
            visit._finish("solved", code=visit.completion_code)
        self.assertEqual(self._figures(kept).promise_kept, 100)
        self.assertEqual(self._figures(late).promise_kept, 0)
        self.fenghuang.invalidate_recordset()
        self.assertEqual(self.fenghuang.figures_promise_kept, "50 %")
        self.assertEqual(self.fenghuang.figures_on_time, "–")

    def test_first_time_fix_and_repeats(self):
        fixed, back, parts = (
            self._done(result, at=MORNING + hours * HOUR)
            for result, hours in (("solved", 0), ("solved", 2), ("parts_needed", 4))
        )
        self._done("customer_absent", at=MORNING + 6 * HOUR)
        self.assertEqual(self._figures(back).first_time_fix, 100)
        back.ticket_id._reopen()
        again = back.ticket_id.next_visit_id
        self.assertEqual(self._figures(fixed).first_time_fix, 100)
        self.assertEqual(self._figures(back).first_time_fix, 0)
        self.assertEqual(self._figures(parts).first_time_fix, 0)
        self.assertEqual(self.fenghuang.figures_first_time_fix, "33 %")
        again._decide(
            {"state": "arrived", "resource_id": self.li.id, "start": MORNING + DAY}
        )
        again._finish("solved", code=again.completion_code)
        self.assertEqual(self._figures(again).repeat, 100)
        self.fenghuang.invalidate_recordset()
        self.assertEqual(self.fenghuang.figures_repeat, "20 %")

    def test_stars_without_those_who_gave_none(self):
        self._done()._rate(3)
        self._done(at=MORNING + 2 * HOUR)
        self.assertEqual(self.fenghuang.figures_rating, "3.0")
        self.assertEqual(self.fenghuang.figures_visits, 2)


@tagged("post_install", "-at_install")
class TestStatements(DoneCase):
    """What a contractor's station gets for a month."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contractor = new_test_user(cls.env, "stated", "base.group_portal")
        cls.rival = new_test_user(cls.env, "rival", "base.group_portal")
        cls.fenghuang.write(
            {
                "kind": "contractor",
                "contractor_user_ids": cls.contractor,
                "visit_fee": 50,
                "emergency_fee": 30.005,
                "calendar_id": cls.calendar.id,
            }
        )
        cls.jishou.write({"kind": "contractor", "contractor_user_ids": cls.rival})
        cls.statements = cls.env["service.station.statement"]

    def _statement(self):
        self.travel_to(MORNING.replace(month=4, day=1))
        self.statements._cron_make()
        return self.statements.search([("station_id", "=", self.fenghuang.id)])

    def test_lines_sums_and_figures(self):
        plain = self._done()
        plain._rate(4)
        emergency = self._create_ticket(is_emergency=True).visit_ids
        emergency._decide({"state": "arrived", "resource_id": self.wang.id})
        lines = emergency.part_ids.create(
            [
                {"visit_id": emergency.id, "kind": kind, "name": kind, "price_unit": 9}
                for kind in ("part", "work")
            ]
        )
        lines.filtered(lambda line: line.kind == "part").quantity = 2
        emergency._finish("parts_needed", code=emergency.completion_code)
        free = self._done(at=MORNING + 4 * HOUR)
        free.write({"is_warranty": True, "previous_id": plain.id})
        guarantee = self._done(at=MORNING + 6 * HOUR)
        guarantee.is_warranty = True
        made = self._statement()
        self.assertEqual((made.month, made.state), (MARCH, "draft"))
        self.assertEqual(made.line_ids.visit_id, plain | emergency | free | guarantee)
        self.assertEqual(made.line_ids.mapped("amount"), [50, 98.01, 0, 50])
        self.assertEqual((made.visit_amount, made.emergency_amount), (150, 30.01))
        self.assertEqual((made.amount, made.visit_count), (198.01, 4))
        self.assertEqual((made.warranty_count, made.rating), (1, "4.0"))

    def test_the_month_is_the_stations(self):
        """What is done in Shanghai's first minutes of March is March's."""
        self._done(at=MORNING.replace(month=2, day=28, hour=14, minute=30))
        inside = MORNING.replace(month=2, day=28, hour=15, minute=30)
        inside = self._done(at=inside, person=self.wang)
        last = self._done(at=MORNING.replace(month=3, day=31, hour=14, minute=30))
        after = MORNING.replace(month=3, day=31, hour=15, minute=30)
        self._done(at=after, person=self.wang)
        self.assertEqual(self._statement().line_ids.visit_id, inside | last)

    def test_each_month_once_and_only_what_did_something(self):
        self._done()
        made = self._statement()
        self.statements._cron_make()
        self.assertEqual(self.statements.search([]), made)
        action = self.fenghuang.with_user(self.manager).action_make_statement()
        self.assertEqual(action["res_id"], made.id)

    def test_drafts_follow_and_confirmed_stay(self):
        visit = self._done()
        made = self._statement().with_user(self.manager)
        self.fenghuang.visit_fee = 60
        made.action_reckon()
        self.assertEqual(made.amount, 60)
        made.action_confirm()
        visit.is_warranty = True
        self.fenghuang.visit_fee = 70
        made.action_confirm()
        for act in (made.action_reckon, made.action_delete_draft, made.sudo().unlink):
            with self.assertRaises(UserError):
                act()
        self.assertEqual(made.amount, 60)
        self.assertEqual(made.line_ids.amount, 60)

    def test_only_managers(self):
        self._done()
        made = self._statement()
        for user in (self.dispatcher, self.technician, self.contractor):
            for act in ("action_confirm", "action_reckon", "action_delete_draft"):
                with self.assertRaises(AccessError):
                    getattr(made.with_user(user), act)()
            with self.assertRaises(AccessError):
                self.fenghuang.with_user(user).action_make_statement()
        with self.assertRaises(AccessError):
            made.with_user(self.manager).write({"amount": 1})
        with self.assertRaises(AccessError):
            self.fenghuang.with_user(self.dispatcher).visit_fee = 1

    def test_the_contractor_reads_what_is_confirmed(self):
        self._done()
        made = self._statement()
        theirs = self.statements.with_user(self.contractor)
        self.assertFalse(theirs._of_contractor())
        made.with_user(self.manager).action_confirm()
        self.assertEqual(theirs._of_contractor(), made)
        self.assertFalse(self.statements.with_user(self.rival)._of_contractor())

    def test_on_paper(self):
        visit = self._done()
        content, _kind = self._statement()._print()
        self.assertIn(visit.name.encode(), content)
        self.assertIn("凤凰站".encode(), content)
