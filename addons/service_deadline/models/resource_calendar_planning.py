from datetime import datetime, timedelta

from pytz import timezone

from odoo import models
from odoo.fields import Domain
from odoo.tools.date_utils import float_to_time
from odoo.tools.intervals import Intervals

ONE_DAY = timedelta(days=1)


class ResourceCalendar(models.Model):
    """Odoo's own planning sees special days.

    Work intervals, opening hours, planned hours and days then agree with the rules of
    deadlines: a whole day off or on comes first, then hours that are added, then hours
    that are taken.
    """

    _inherit = "resource.calendar"

    def _attendance_intervals_batch(
        self, start_dt, end_dt, resources=None, domain=None, tz=None, lunch=False
    ):
        result = super()._attendance_intervals_batch(
            start_dt, end_dt, resources, domain=domain, tz=tz, lunch=lunch
        )
        # local days may begin before and end after the stretch's own
        first, last = start_dt.date() - ONE_DAY, end_dt.date() + ONE_DAY
        days = self._special_days_between(first, last)
        if not days:
            return result
        span = Intervals([(start_dt, end_dt, self.env["resource.calendar.attendance"])])
        for resource in [*(resources or ()), self.env["resource.resource"]]:
            if not self._keeps_special_days(resource, start_dt, tz):
                continue
            zone = tz or timezone((resource or self).tz)
            work = result[resource.id]
            for day, entries in days.items():
                work = self._apply_special_day(work, day, entries, zone, domain, lunch)
            result[resource.id] = work & span
        return result

    def _special_days_between(self, first, last):
        """{date: its `SpecialDay`s} from one date to another, both included.

        They are taken from the compiled calendar, so that planning asks no database.
        Calendars without any are not even compiled: planning on them costs what it did.
        """
        result = {}
        if not self.special_day_count:
            return result
        for entry in self._working_calendar().special_days(first, last):
            result.setdefault(entry.day, []).append(entry)
        return result

    def _keeps_special_days(self, resource, start, tz):
        """A resource without any calendar works whenever it likes."""
        return not resource or bool(
            resource._get_calendar_at(start, tz).get(resource, False)
        )

    def _apply_special_day(self, work, day, entries, zone, domain, lunch):
        """Add to and take from the intervals of work, or of breaks, on a local day."""
        whole = {entry.working for entry in entries if not entry.hours}
        if False in whole:
            work = work - self._hours_on(day, ((0.0, 24.0),), zone)
        elif whole and not self.flexible_hours:
            work = self._with(work, self._usual_day(day, zone, domain, lunch))
        in_part = [entry for entry in entries if entry.hours]
        for entry in sorted(in_part, key=lambda entry: not entry.working):
            hours = self._hours_on(day, entry.hours, zone)
            if not entry.working:
                work = work - hours
            elif not lunch and not self.flexible_hours:
                work = self._with(work, hours)
        return work

    def _with(self, work, more):
        """Intervals of work with others that lie beside them."""
        return Intervals([*work, *(more - work)], keep_distinct=True)

    def _usual_day(self, day, zone, domain, lunch):
        """The hours that make a day worked: of the first weekday that is worked.

        None for a day that the weekly pattern has anyway.
        """
        if self._working_calendar().is_usually_worked(day):
            return Intervals()
        first = self._first_shift()
        lines = self.attendance_ids.filtered(
            lambda line: (
                not line.display_type
                and (line.day_period == "lunch") == lunch
                and line.dayofweek == first.dayofweek
                and line.week_type == first.week_type
            )
        ).filtered_domain(Domain(domain or Domain.TRUE))
        return self._on(
            day, [(line.hour_from, line.hour_to, line) for line in lines], zone
        )

    def _first_shift(self):
        """A line of the first weekday that is worked, of the first week."""
        shifts = self.attendance_ids.filtered(
            lambda line: line._is_work_period() and line.hour_from < line.hour_to
        )
        return shifts.sorted(lambda line: (line.week_type or "0", line.dayofweek))[:1]

    def _hours_on(self, day, spans, zone):
        """Pairs of hours of a day as intervals, with a line to count their days by."""
        hours = sum(end - start for start, end in spans)
        line = self.env["resource.calendar.attendance"].new(
            {
                "duration_hours": hours,
                "duration_days": hours / self.hours_per_day
                if self.hours_per_day
                else 1,
            }
        )
        return self._on(day, [(start, end, line) for start, end in spans], zone)

    def _on(self, day, spans, zone):
        """Hours of a local day, each with its line, as intervals."""
        return Intervals(
            [
                (
                    zone.localize(datetime.combine(day, float_to_time(start))),
                    zone.localize(datetime.combine(day, float_to_time(end))),
                    line,
                )
                for start, end, line in spans
            ],
            keep_distinct=True,
        )

    def _get_unusual_days(self, start_dt, end_dt, company_id=False):
        """Days off stand out in calendar views, those of flexible hours too."""
        result = super()._get_unusual_days(start_dt, end_dt, company_id)
        if self.flexible_hours:
            days = self._special_days_between(start_dt.date(), end_dt.date())
            for day, entries in days.items():
                if str(day) in result and _is_off(entries):
                    result[str(day)] = True
        return result

    def _works_on_date(self, date):
        entries = self._special_days_between(date, date).get(date, ())
        if any(entry.working for entry in entries):
            return True
        return super()._works_on_date(date) and not _is_off(entries)


def _is_off(entries):
    """Whether the whole of a day is off."""
    return any(not entry.working and not entry.hours for entry in entries)
