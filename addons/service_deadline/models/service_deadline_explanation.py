from markupsafe import Markup

from odoo import api, fields, models
from odoo.tools import format_date

from ..rules.clock import due_of
from ..rules.explaining import explain
from ..rules.left import describe_left, left, urgency
from ..rules.moments import aware, day_and_clock
from ..rules.pauses import replay
from ..rules.wording import tell
from .service_deadline import OPEN_STATES

# What stands out among the steps: how it ends, and that this may change.
LINE = Markup("<li>%s</li>")
LINES = {
    "ends": Markup("<li><strong>%s</strong></li>"),
    "provisional": Markup('<li class="text-danger">%s</li>'),
}


class ServiceDeadline(models.Model):
    """A clock explains itself: by the counting that made it, not a second one."""

    _inherit = "service.deadline"

    # made of escaped texts, see `_list_of`
    explanation = fields.Html(
        "How It Was Counted", compute="_compute_explanation", sanitize=False
    )

    left = fields.Char("Time Left", compute="_compute_left")
    is_soon = fields.Boolean(
        "Due Soon",
        compute="_compute_is_soon",
        help="Less than a quarter of the time is left.",
    )

    @api.depends_context("lang")
    def _compute_left(self):
        now = fields.Datetime.now()
        for deadline in self:
            still = deadline.state in OPEN_STATES
            deadline.left = still and deadline._left(now)

    @api.depends("state", "started_at", "due_at")
    def _compute_is_soon(self):
        now = fields.Datetime.now()
        for deadline in self:
            is_open = deadline.state in OPEN_STATES
            deadline.is_soon = is_open and deadline._urgency(now) == "soon"

    @api.depends_context("lang")
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
        return self._list_of(steps)

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

    @api.model
    def _list_of(self, steps):
        """Steps of the rules in the user's words and dates, as a list."""
        told = tell(
            steps,
            translate=self.env._,
            format_date=lambda day: format_date(self.env, day),
        )
        lines = [
            LINES.get(key.partition("_")[0], LINE) % line
            for (key, _params), line in zip(steps, told, strict=True)
        ]
        return Markup('<ul class="mb-0 ps-3">%s</ul>') % Markup().join(lines)

    @api.model
    def _end_in_words(self, moment):
        """The local moment at which something ends, with the day as users write it."""
        day, clock = day_and_clock(moment)
        return f"{format_date(self.env, day)} {clock}"
