from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

# Hours of an ordinary day in the calendars below.
MORNING, AFTERNOON = (8, 12), (13, 17)


class CalendarCommon(BaseCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Day = cls.env["service.special.day"]
        cls.calendar = cls._create_calendar()
        cls.reader = new_test_user(cls.env, "day-reader", groups="base.group_user")
        cls.manager = new_test_user(
            cls.env, "day-manager", groups="service_deadline.group_manager"
        )

    @classmethod
    def _create_calendar(cls, weekdays=range(5), weeks=(False,), **vals):
        """A calendar worked 8–12 and 13–17 on these weekdays, in Brussels."""
        return cls.env["resource.calendar"].create(
            {
                "name": "Workshop",
                "tz": "Europe/Brussels",
                "company_id": False,
                "two_weeks_calendar": weeks != (False,),
                "attendance_ids": [
                    Command.create(
                        {
                            "name": f"{weekday} {period}",
                            "dayofweek": str(weekday),
                            "week_type": week,
                            "day_period": period,
                            "hour_from": hours[0],
                            "hour_to": hours[1],
                        }
                    )
                    for week in weeks
                    for weekday in weekdays
                    for period, hours in (
                        ("morning", MORNING),
                        ("lunch", (12, 13)),
                        ("afternoon", AFTERNOON),
                    )
                ],
                **vals,
            }
        )

    @classmethod
    def _create_day(cls, date, kind="off", hours=None, calendar=None, **vals):
        hours = hours or (0, 24)
        return cls.Day.create(
            {
                "calendar_id": (calendar or cls.calendar).id,
                "date": date,
                "kind": kind,
                "name": f"{kind} {date}",
                "whole_day": hours == (0, 24),
                "hour_from": hours[0],
                "hour_to": hours[1],
                **vals,
            }
        )

    def _rows(self, calendar=None):
        """(date, kind, source) of a calendar's special days, in order."""
        days = (calendar or self.calendar).special_day_ids.sorted("date")
        return [(str(day.date), day.kind, day.source) for day in days]
