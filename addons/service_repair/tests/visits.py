from datetime import datetime

from freezegun import freeze_time

from odoo.fields import Command

from .common import FENGHUANG, JISHOU, RepairCase

# Monday 2026-03-02, 9:00 in Shanghai
MORNING = datetime(2026, 3, 2, 1)


class VisitCase(RepairCase):
    """Two technicians at 凤凰站 and one at 吉首站, at work from 8 to 18 in Shanghai."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls._create_calendar("08-18", 8, 18)
        cls.env.company.write({"service_lead_minutes": 60, "service_cutoff_hour": 24.0})
        cls.fenghuang.region_id = cls.regions[FENGHUANG]
        cls.jishou.region_id = cls.regions[JISHOU]
        cls.li = cls._create_technician("李强", cls.fenghuang)
        cls.wang = cls._create_technician("王芳", cls.fenghuang)
        cls.zhao = cls._create_technician("赵敏", cls.jishou)

    def setUp(self):
        super().setUp()
        self.travel_to(MORNING)

    def travel_to(self, moment):
        """From now on it is that moment (UTC)."""
        frozen = freeze_time(moment)
        frozen.start()
        self.addCleanup(frozen.stop)

    @classmethod
    def _create_calendar(cls, name, start, end, days=7):
        lines = [
            Command.create(
                {
                    "name": name,
                    "dayofweek": str(day),
                    "hour_from": start,
                    "hour_to": end,
                    "day_period": "morning",
                }
            )
            for day in range(days)
        ]
        return cls.env["resource.calendar"].create(
            {"name": name, "tz": "Asia/Shanghai", "attendance_ids": lines}
        )

    @classmethod
    def _create_technician(cls, name, station, **values):
        return cls.env["resource.resource"].create(
            {
                "name": name,
                "service_station_id": station.id,
                "calendar_id": cls.calendar.id,
                "tz": "Asia/Shanghai",
                **values,
            }
        )

    @classmethod
    def _create_visit(cls, start=None, person=None, state="accepted", **values):
        """A visit at that time; with a person it is already in that state."""
        ticket = values.pop("ticket", None) or cls._create_ticket()
        visit = cls.env["service.visit"].create({"ticket_id": ticket.id, **values})
        if person:
            visit._decide({"resource_id": person.id, "start": start, "state": state})
        elif start:
            visit._decide({"start": start})
        return visit
