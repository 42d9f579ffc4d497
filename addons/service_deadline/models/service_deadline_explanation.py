from odoo import fields, models
from odoo.tools import format_date

from ..rules.clock import due_of
from ..rules.explaining import explain
from ..rules.left import describe_left, left, urgency
from ..rules.moments import aware
from ..rules.pauses import replay
from ..rules.wording import describe
from .service_deadline import OPEN_STATES


class ServiceDeadline(models.Model):
    """A clock explains itself: by the counting that made it, not a second one."""

    _inherit = "service.deadline"

    explanation = fields.Text("How It Was Counted", compute="_compute_explanation")

    left = fields.Char("Time Left", compute="_compute_left")

    def _compute_left(self):
        now = fields.Datetime.now()
        for deadline in self:
            still = deadline.state in OPEN_STATES
            deadline.left = still and deadline._left(now)

    def _compute_explanation(self):
        clocks = self.filtered("policy_id")
        # sudo: who may read a deadline may read why it is due
        moments = clocks.sudo()._moments()
        for deadline in self:
            deadline.explanation = (
                deadline._explain(moments[deadline.id]) if deadline.policy_id else False
            )

    def _explain(self, moments):
        setting = self._setting()
        standing = replay(setting.started_at, moments, setting.triggers)
        steps = explain(
            setting.term,
            due_of(setting, standing),
            aware(self.started_at),
            setting.calendar,
        )
        return self._describe(steps)

    def _urgency(self, now):
        """late, soon, running or paused, at a moment (UTC without zone)."""
        if self.state == "paused":
            return "paused"
        return urgency(self.started_at, self.due_at, now)

    def _left(self, now):
        """The time left at a moment, in the user's words and the clock's own terms."""
        if self.state == "paused":
            return dict(self._fields["state"]._description_selection(self.env))[
                "paused"
            ]
        step = left(
            self._term() if self.policy_id else None,
            aware(self.due_at),
            aware(now),
            self.calendar_id._clock_calendar(),
        )
        return describe_left(step, self.env._)

    def _zone(self):
        """The zone its days are counted in."""
        return self.calendar_id._clock_calendar().zone

    def _describe(self, steps):
        """Steps of the rules in the user's words and dates."""
        return describe(
            steps,
            translate=self.env._,
            format_date=lambda day: format_date(self.env, day),
        )
