from datetime import datetime

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

from .fake_claim import use_fake_claim

EVENTS = ("opened", "answered", "waiting", "going_on", "dropped")


class ClockCommon(BaseCommon):
    """Claims that keep deadlines, on a calendar of Monday to Friday, 9 to 17, UTC."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Claim = use_fake_claim(cls)
        cls.agent = new_test_user(cls.env, "agent", groups="base.group_user")
        cls.boss = new_test_user(
            cls.env, "boss", groups="service_deadline.group_manager"
        )
        # only the policies of the test speak
        cls.env["service.deadline.policy"].search([]).active = False
        types = cls.env["service.deadline.event.type"]
        cls.events = {
            code: types.create({"code": code, "name": code.title()}) for code in EVENTS
        }
        cls.calendar = cls._create_calendar()

    @classmethod
    def _create_calendar(cls, **values):
        return cls.env["resource.calendar"].create(
            {
                "name": "Nine to Five",
                "tz": "UTC",
                "company_id": False,
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
                **values,
            }
        )

    @classmethod
    def _create_policy(cls, **values):
        """A duty of four working hours, paused while waiting, met by an answer."""

        def event(code):
            return [Command.set(cls.events[code].ids)]

        return cls.env["service.deadline.policy"].create(
            {
                "name": "Answer",
                "code": "ANSWER",
                "event_id": cls.events["opened"].id,
                "pause_event_ids": event("waiting"),
                "resume_event_ids": event("going_on"),
                "meet_event_ids": event("answered"),
                "cancel_event_ids": event("dropped"),
                "amount": 4,
                "unit": "working_hours",
                "calendar_id": cls.calendar.id,
                **values,
            }
        )

    def _claim(self, at="2026-03-02 09:00:00", **values):
        """A claim of the agent's, opened at a moment: a Monday morning."""
        values = {"name": "Claim", "user_id": self.agent.id, **values}
        claim = self.Claim.with_user(self.agent).create(values)
        claim._deadline_event("opened", self._at(at))
        return claim

    @staticmethod
    def _at(text):
        return datetime.fromisoformat(text)

    def _happens(self, claim, code, at):
        claim._deadline_event(code, self._at(at))

    def _sweep(self, at):
        """Let the sweep run at a moment, as the cron would."""
        with freeze_time(at):
            while self.env["service.deadline"].sudo()._sweep_batch():
                continue

    def assertClock(self, clock, state, due_at):
        self.assertEqual((clock.state, clock.due_at), (state, self._at(due_at)))
