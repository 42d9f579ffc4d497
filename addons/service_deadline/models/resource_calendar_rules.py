from datetime import timezone

from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools.lru import LRU

from ..rules.types import Pattern, Shift, SpecialDay
from ..rules.working_calendar import WorkingCalendar

# Compiled calendars by (database, calendar, revision, language). A change makes a new
# revision, so none is ever out of date; those no longer asked for make room.
_compiled = LRU(256)


class ResourceCalendar(models.Model):
    """Working calendars as the rules of deadlines take them.

    A compiled calendar is shared by all threads of the process. Whoever asks compares
    the calendar's revision, in the snapshot of its own transaction, with the one that
    was compiled. So a change counts at once where it was made, everywhere else with
    its commit, in every process, and is forgotten with a rollback.
    """

    _inherit = "resource.calendar"

    def _working_calendar(self):
        """The `WorkingCalendar` of this calendar, its days named for the user.

        A calendar without hours gives one that refuses to count working time; see
        `_require_working_time`, which says so where it is chosen.
        """
        self.ensure_one()
        return _compiled.get(self._compiled_key()) or self._working_calendars()[self.id]

    def _working_calendars(self):
        """{id: `WorkingCalendar`}, with as many queries for many calendars as for one.

        As `_working_calendar`, for each of them.
        """
        found = {each.id: _compiled.get(each._compiled_key()) for each in self}
        # sudo: as in _compiled_key
        missing = self.sudo().filtered(lambda calendar: not found[calendar.id])
        for calendar, pattern in missing._patterns().items() if missing else ():
            found[calendar.id] = compiled = WorkingCalendar(pattern)
            if calendar.id:  # is saved
                _compiled[calendar._compiled_key()] = compiled
        return found

    def _compiled_key(self):
        # sudo: when is worked matters to people who may not read calendars, such as
        # the customer whose message starts a clock
        revision = self.sudo().working_time_revision
        return self.env.cr.dbname, self.id, revision, self.env.lang

    def _patterns(self):
        """{calendar: `Pattern`}

        Breaks are no work. Attendances by duration lie where Odoo lays them, around
        noon. Flexible hours are nowhere in the day, so that calendar has no shifts.
        """
        closures = self._closures()
        return {
            calendar: Pattern(
                zone=calendar.tz,
                shifts=calendar._shifts(),
                special_days=calendar._special_days(),
                closures=closures[calendar],
                published_until=calendar.published_until or None,
            )
            for calendar in self
        }

    def _shifts(self):
        if self.flexible_hours:
            return ()
        return tuple(
            Shift(
                int(attendance.dayofweek),
                attendance.hour_from,
                attendance.hour_to,
                # Odoo counts lines without a week to the first
                int(attendance.week_type or 0) if self.two_weeks_calendar else None,
            )
            for attendance in self.attendance_ids
            if attendance._is_work_period()
            and attendance.hour_from < attendance.hour_to
        )

    def _special_days(self):
        return tuple(
            SpecialDay(
                row.date,
                row.kind == "on",
                row.name,
                () if row.whole_day else ((row.hour_from, row.hour_to),),
                row.public,
            )
            for row in self.special_day_ids.sorted(lambda row: (row.date, row.id))
        )

    def _closures(self):
        """{calendar: days off of everybody, as pairs of moments}

        One without calendar closes the calendars of its company; a calendar of no
        company, as of a country's working days, is closed by its own alone.
        """
        leaves = self._general_leaves()
        own = leaves.grouped("calendar_id")
        # those without calendar; none is a calendar that is not saved yet
        shared = own.pop(self.browse(), leaves.browse()).grouped("company_id")
        return {
            calendar: tuple(
                (
                    leave.date_from.replace(tzinfo=timezone.utc),
                    leave.date_to.replace(tzinfo=timezone.utc),
                )
                for leave in (
                    *own.get(calendar._origin, ()),
                    *(calendar.company_id and shared.get(calendar.company_id, ())),
                )
            )
            for calendar in self
        }

    def _general_leaves(self):
        """Days off of everybody that close some of these calendars."""
        of_company = Domain("calendar_id", "=", False)
        of_company &= Domain("company_id", "in", self.company_id.ids)
        return self.env["resource.calendar.leaves"].search(
            Domain("resource_id", "=", False)
            & Domain("time_type", "=", "leave")
            & (of_company | Domain("calendar_id", "in", self.ids)),
            order="date_from, id",
        )

    def _require_working_time(self):
        """Raise UserError if deadlines could not be counted on one of these calendars.

        For whoever lets people choose a calendar, so that they learn of it then.
        """
        for calendar in self:
            if calendar.flexible_hours:
                raise UserError(
                    self.env._(
                        "“%(calendar)s” has flexible hours, so nobody can say when its"
                        " working time is. Choose a calendar with fixed hours.",
                        calendar=calendar.name,
                    )
                )
            if not calendar._shifts():
                raise UserError(
                    self.env._(
                        "“%(calendar)s” has no working hours, so no deadline can be"
                        " counted on it. Enter its hours first.",
                        calendar=calendar.name,
                    )
                )

    def _require_working_time_in_use(self):
        """Nobody takes the last hours from a calendar that deadlines count on."""
        self._counted_on()._require_working_time()

    def _counted_on(self):
        """Hook: which of these calendars deadlines are counted on."""
        return self.browse()
