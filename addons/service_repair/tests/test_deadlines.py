from datetime import datetime

from freezegun import freeze_time

from odoo.fields import Command

from .common import RepairCase

NIGHT = "2026-03-03 19:10:00"  # 03:10 on a Wednesday in China


class TestTicketDeadlines(RepairCase):
    """What a repair ticket promises, by emergency, category and station."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.day_shift = cls.env["resource.calendar"].create(
            {
                "name": "Day",
                "tz": "Asia/Shanghai",
                "attendance_ids": [
                    Command.create(
                        {
                            "name": "Day",
                            "dayofweek": str(weekday),
                            "hour_from": 9,
                            "hour_to": 17,
                        }
                    )
                    for weekday in range(5)
                ],
            }
        )
        (cls.fenghuang | cls.jishou).calendar_id = cls.day_shift
        cls._stage("awaiting").awaits_customer = True
        cls._stage("cancelled").dropped = True

    def _call(self, at=NIGHT, **values):
        with freeze_time(at):
            return self._create_ticket(**values)

    def _clock(self, ticket, code):
        return ticket.deadline_ids.filtered(
            lambda clock: clock.policy_id.code == code and not clock.withdrawn
        )

    def assertDue(self, ticket, code, at):
        self.assertEqual(self._clock(ticket, code).due_at, datetime.fromisoformat(at))

    def test_emergency_on_site_in_thirty_minutes(self):
        """Round the clock, at ten past three in the morning too."""
        ticket = self._call(is_emergency=True)
        self.assertDue(ticket, "REPAIR_ON_SITE_EMERGENCY", "2026-03-03 19:40:00")
        self.assertFalse(self._clock(ticket, "REPAIR_ON_SITE"))

    def test_emergency_wakes_the_sweep_at_its_minute(self):
        cron = self.env.ref("service_deadline.cron_sweep")
        self._call(is_emergency=True)
        moments = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        # ten minutes to take it, ten left to be on site
        self.assertIn(datetime(2026, 3, 3, 19, 20), moments.mapped("call_at"))

    def test_ordinary_repair_waits_for_the_morning(self):
        """Two working hours from nine o'clock, by the station's hours."""
        self.fenghuang.write({"is_round_the_clock": False})
        ticket = self._call()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-04 03:00:00")

    def test_by_the_hours_of_the_station(self):
        late_shift = self.day_shift.copy({"name": "Late"})
        late_shift.attendance_ids.write({"hour_from": 12, "hour_to": 20})
        self.fenghuang.write(
            {"is_round_the_clock": False, "calendar_id": late_shift.id}
        )
        ticket = self._call()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-04 06:00:00")

    def test_by_category(self):
        """A category may have a promise of its own; it binds if it is the shorter."""
        category = self.env["product.category"].create({"name": "Safes"})
        policy = self.env.ref("service_repair.repair_on_site")
        policy.copy(
            {
                "code": "SAFE",
                "unit": "hours",
                "amount": 4,
                "domain": f"[('product_category_id', '=', {category.id})]",
            }
        )
        ticket = self._call(product_category_id=category.id)
        self.assertDue(ticket, "SAFE", "2026-03-03 23:10:00")
        self.assertTrue(self._clock(self._call(), "REPAIR_ON_SITE"))

    def test_becomes_an_emergency(self):
        """Declared one later, its thirty minutes run from the call."""
        ticket = self._call()
        with freeze_time("2026-03-03 19:15:00"):
            ticket.is_emergency = True
        self.assertDue(ticket, "REPAIR_ON_SITE_EMERGENCY", "2026-03-03 19:40:00")
        self.assertFalse(self._clock(ticket, "REPAIR_ON_SITE"))

    def test_goes_to_another_station(self):
        """Promises follow the hours of the station that has the ticket now."""
        self.fenghuang.write({"is_round_the_clock": False})
        self.jishou.write({"is_round_the_clock": True})
        ticket = self._call()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-04 03:00:00")
        ticket.with_user(self.dispatcher).station_id = self.jishou
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-03 21:10:00")

    def test_station_closes(self):
        """Promises follow where a closed station's tickets are sent, and say why."""
        self.fenghuang.write({"is_round_the_clock": False})
        ticket = self._call()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-04 03:00:00")
        self.fenghuang.with_user(self.manager).action_archive()
        self.assertEqual(ticket.station_id, self.jishou)
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-03 21:10:00")
        move = self._clock(ticket, "REPAIR_RESPONSE").move_ids
        self.assertEqual(move.reason, "Another station has the ticket")

    def test_coverage_changes(self):
        """Routed anew by coverage, a ticket keeps the promises of where it is now."""
        self.fenghuang.write({"is_round_the_clock": False})
        ticket = self._call()
        self.fenghuang.coverage_ids.unlink()
        ticket.with_user(self.agent).action_route()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-03 21:10:00")

    def test_moved_while_the_customer_is_awaited(self):
        """In a queue without the stage nobody is awaited: the promise runs again."""
        stage = self._stage("awaiting").copy({"team_ids": self.fenghuang.team_id.ids})
        ticket = self._call()
        with freeze_time("2026-03-03 19:20:00"):
            ticket.stage_id = stage
        self.assertEqual(self._clock(ticket, "REPAIR_RESPONSE").state, "paused")
        self.fenghuang.coverage_ids.unlink()
        with freeze_time("2026-03-03 19:30:00"):
            ticket.action_route()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-03 21:20:00")

    def test_station_keeps_other_hours(self):
        """A station that is open day and night from now on answers at once."""
        self.fenghuang.write({"is_round_the_clock": False})
        ticket = self._call()
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-04 03:00:00")
        self.fenghuang.with_user(self.manager).is_round_the_clock = True
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-03 21:10:00")

    def test_taken(self):
        """Whoever takes the ticket keeps the promise that somebody would."""
        ticket = self._call(is_emergency=True)
        with freeze_time("2026-03-03 19:19:00"):
            ticket.user_id = self.technician
        clock = self._clock(ticket, "REPAIR_RESPONSE_EMERGENCY")
        self.assertEqual(clock.state, "met")

    @classmethod
    def _stage(cls, name):
        return cls.env.ref(f"helpdesk_mgmt.helpdesk_ticket_stage_{name}")

    def test_waits_for_the_customer(self):
        """While the customer is awaited the promise stands still."""
        self.fenghuang.is_round_the_clock = True
        ticket = self._call()
        with freeze_time("2026-03-03 20:10:00"):
            ticket.stage_id = self._stage("awaiting")
        self.assertEqual(self._clock(ticket, "REPAIR_RESPONSE").state, "paused")
        with freeze_time("2026-03-03 22:10:00"):
            ticket.stage_id = self._stage("in_progress")
        self.assertDue(ticket, "REPAIR_RESPONSE", "2026-03-03 23:10:00")

    def test_closed_from_waiting_keeps_its_verdict(self):
        self.fenghuang.is_round_the_clock = True
        ticket = self._call()
        with freeze_time("2026-03-03 20:10:00"):
            ticket.stage_id = self._stage("awaiting")
        with freeze_time("2026-03-10 20:10:00"):
            ticket.stage_id = self._stage("done")
        self.assertEqual(self._clock(ticket, "REPAIR_RESPONSE").state, "met")

    def test_cancelled_ends_without_verdict(self):
        ticket = self._call()
        ticket.stage_id = self._stage("cancelled")
        self.assertEqual(set(ticket.deadline_ids.mapped("state")), {"cancelled"})

    def test_reopened_starts_anew(self):
        ticket = self._call(is_emergency=True)
        with freeze_time("2026-03-03 19:30:00"):
            ticket.stage_id = self._stage("done")
        with freeze_time("2026-03-04 08:00:00"):
            ticket.stage_id = self._stage("new")
        clocks = self._clock(ticket, "REPAIR_ON_SITE_EMERGENCY").sorted("started_at")
        self.assertEqual(clocks.mapped("state"), ["met", "running"])
        self.assertEqual(clocks[1].due_at, datetime(2026, 3, 4, 8, 30))

    def test_created_with_an_end(self):
        """Of what is imported done, given up or waiting for the customer no clock runs
        on."""
        for stage, state in (
            ("done", "met"),
            ("cancelled", "cancelled"),
            ("awaiting", "paused"),
        ):
            ticket = self._call(stage_id=self._stage(stage).id)
            self.assertEqual(set(ticket.deadline_ids.mapped("state")), {state}, stage)

    def test_plain_tickets_promise_nothing(self):
        ticket = self.env["helpdesk.ticket"].create({"name": "x", "description": "y"})
        self.assertFalse(ticket.deadline_ids)

    def test_station_hears_of_a_missed_promise(self):
        """The station's manager is asked when nobody took an emergency."""
        self.fenghuang.manager_id = self.manager
        ticket = self._call(is_emergency=True)
        with freeze_time("2026-03-03 19:21:00"):
            self.env["service.deadline"].sudo()._sweep_batch()
        self.assertEqual(ticket.activity_ids.user_id, self.manager)

    def test_technicians_see_only_their_tickets_deadlines(self):
        """A technician of one station sees no clock of another's tickets."""
        ticket = self._call()
        self.assertEqual(ticket.station_id, self.fenghuang)
        seen = self.env["service.deadline"].with_user(self.technician).search([])
        self.assertFalse(seen & ticket.deadline_ids)
        self.fenghuang.user_ids = self.technician
        seen = self.env["service.deadline"].with_user(self.technician).search([])
        self.assertTrue(seen & ticket.deadline_ids)
