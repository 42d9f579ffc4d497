from datetime import date, datetime

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .common import FENGHUANG, XIANGXI, RepairCase

# Moments in UTC; China's clocks are eight hours ahead.
WEDNESDAY = "2025-09-24 02:00:00"
SATURDAY = "2025-09-27 02:00:00"
SUNDAY = "2025-09-28 02:00:00"  # made up for the days around National Day
NATIONAL_DAY = "2025-10-01 02:00:00"  # a Wednesday


@tagged("post_install", "-at_install")
class TestOpeningHours(RepairCase):
    """Emergencies go where somebody is there: special days count, off as well as on."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office = cls._create_calendar("Office")
        cls.fenghuang.write({"is_round_the_clock": False, "calendar_id": cls.office.id})
        cls.planner = new_test_user(
            cls.env, "hours_planner", "service_deadline.group_manager"
        )

    @classmethod
    def _create_calendar(cls, name, **values):
        """Mondays to Fridays from nine to five, in China."""
        shift = {"name": "Day", "hour_from": 9, "hour_to": 17}
        shifts = [Command.create({**shift, "dayofweek": str(n)}) for n in range(5)]
        return cls.env["resource.calendar"].create(
            {
                "name": name,
                "tz": "Asia/Shanghai",
                "attendance_ids": shifts,
                **values,
            }
        )

    def _create_day(self, moment, kind, calendar=None, **values):
        """A special day, as who keeps the calendars enters it."""
        days = self.env["service.special.day"].with_user(self.planner)
        return days.create(
            {
                "calendar_id": (calendar or self.office).id,
                "date": date.fromisoformat(moment[:10]),
                "kind": kind,
                "name": kind,
                **values,
            }
        )

    def _call(self, moment):
        """An emergency that an agent takes at a moment."""
        with freeze_time(moment):
            tickets = self.env["helpdesk.ticket"].with_user(self.agent)
            return tickets.create(
                {"is_repair": True, "is_emergency": True, "address": "湖南省凤凰县"}
            )

    def _owner(self, moment):
        """Who would be sent to 凤凰县 in an emergency, as managers prove it."""
        proof = self.env["service.coverage.proof"].with_user(self.manager)
        proof = proof.create({"moment": moment, "is_emergency": True})
        proof.action_prove()
        region = self._region(FENGHUANG)
        return proof.line_ids.filtered(lambda line: line.region_id == region).station_id

    def _commit(self):
        """What is done before a commit."""
        self.env.flush_all()
        self.cr.precommit.run()

    def test_a_made_up_day_is_worked(self):
        """On the Sunday that makes up for a bridge day the station is there."""
        self.assertAt(self._call(SUNDAY), self.jishou)
        self._create_day(SUNDAY, "on")
        self.assertAt(self._call(SUNDAY), self.fenghuang)
        self.assertAt(self._call(SATURDAY), self.jishou)

    def test_a_public_holiday_is_not(self):
        """On National Day, a Wednesday, nobody is there, whatever the week says; who
        reads the reason learns until when."""
        self.assertAt(self._call(NATIONAL_DAY), self.fenghuang)
        self._create_day(NATIONAL_DAY, "off", public=True)
        ticket = self._call(NATIONAL_DAY)
        self.assertAt(ticket, self.jishou)
        reason = ticket.with_context(tz="Asia/Shanghai", lang="en_US").routing_reason
        self.assertIn("凤凰站 is shut until 10/2/25, 9:00", reason)
        self.assertAt(self._call(WEDNESDAY), self.fenghuang)

    def test_hours_of_a_day(self):
        """A day that is off in the morning only is worked in the afternoon."""
        self._create_day(WEDNESDAY, "off", whole_day=False, hour_from=0.0, hour_to=12.0)
        self.assertAt(self._call(WEDNESDAY), self.jishou)
        self.assertAt(self._call(WEDNESDAY.replace("02:", "04:")), self.fenghuang)

    def test_ordinary_work_may_wait(self):
        self._create_day(NATIONAL_DAY, "off")
        with freeze_time(NATIONAL_DAY):
            self.assertAt(self._create_ticket(), self.fenghuang)

    def test_the_proof_asks_at_its_moment(self):
        """The proof of coverage sees the special days of the moment it is asked for."""
        self._create_day(SUNDAY, "on")
        self._create_day(NATIONAL_DAY, "off")
        for moment, owner in (
            (WEDNESDAY, self.fenghuang),
            (SATURDAY, self.jishou),
            (SUNDAY, self.fenghuang),
            (NATIONAL_DAY, self.jishou),
        ):
            self.assertEqual(self._owner(moment), owner, moment)

    def test_a_day_off_of_the_whole_company(self):
        """It shuts every station that keeps hours of the company."""
        self.env["resource.calendar.leaves"].create(
            {
                "name": "Outing",
                "company_id": self.env.company.id,
                "calendar_id": False,
                "date_from": datetime(2025, 9, 23, 16),
                "date_to": datetime(2025, 9, 24, 15, 59, 59),
            }
        )
        self.assertAt(self._call(WEDNESDAY), self.jishou)

    def test_flexible_hours_are_none(self):
        """Nobody can say when such a station is open: it gets no emergencies."""
        self.office.schedule_type = "flexible"
        ticket = self._call(WEDNESDAY)
        self.assertAt(ticket, self.jishou)
        self.assertIn("凤凰站 has no opening hours", ticket.routing_reason)

    def test_a_new_day_off_moves_emergencies(self):
        """Who was sent to a station that shuts today is sent on, before the commit."""
        ticket = self._call(WEDNESDAY)
        with freeze_time(WEDNESDAY):
            self._create_day(WEDNESDAY, "off")
            self._commit()
        self.assertAt(ticket, self.jishou)

    def test_the_check_is_for_the_ordinary_week(self):
        """A holiday is no hole of every week, nor does a made-up day fill one."""
        check = self.env["service.configuration.check"]
        before = check._weeks(self.office)
        self._create_day(SUNDAY, "on")
        self._create_day(NATIONAL_DAY, "off")
        self.assertEqual(check._weeks(self.office), before)

    def _queries(self, moment):
        """Queries of asking whether every station of 湘西州 is open at a moment."""
        self.env.flush_all()
        self.env.invalidate_all()
        proof = self.env["service.coverage.proof"].new(
            {"moment": moment, "is_emergency": True}
        )
        before = self.cr.sql_log_count
        proof._decisions()
        return self.cr.sql_log_count - before

    def _count_with(self, number):
        """Queries of a proof when this many more stations keep hours of their own that
        nobody asked for yet, and when they were just asked for."""
        for each in range(number):
            calendar = self._create_calendar(f"{number}-{each}")
            self._create_day(NATIONAL_DAY, "off", calendar)
            self._create_station(
                calendar.name,
                [XIANGXI],
                is_round_the_clock=False,
                calendar_id=calendar.id,
            )
        moment = datetime.fromisoformat(NATIONAL_DAY)
        return self._queries(moment), self._queries(moment)

    def test_no_query_for_each_station(self):
        """However many keep hours of their own; known ones are not even read."""
        self._count_with(1)  # fills the caches of the registry
        first, again = self._count_with(2)
        self.assertLess(again, first)
        self.assertEqual(self._count_with(20), (first, again))
