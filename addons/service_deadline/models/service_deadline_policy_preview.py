from markupsafe import Markup

from odoo import api, fields, models

from ..rules.counting import due
from ..rules.errors import DeadlineError
from ..rules.explaining import explain
from ..rules.moments import aware
from ..rules.wording import describe


class ServiceDeadlinePolicy(models.Model):
    """What a policy would say today, before anybody relies on it."""

    _inherit = "service.deadline.policy"

    # made of escaped texts, see `_list_of` of clocks
    preview = fields.Html(compute="_compute_preview", sanitize=False)
    preview_at = fields.Datetime(
        "If It Happened",
        store=False,
        compute="_compute_preview_at",
        readonly=False,
        help="Try another moment, such as a Friday evening before the holidays.",
    )
    open_count = fields.Integer("Running", compute="_compute_open_count")

    def _compute_preview_at(self):
        for policy in self:
            policy.preview_at = fields.Datetime.now()

    @api.depends(
        "preview_at",
        "amount",
        "unit",
        "start",
        "end",
        "roll",
        "backward",
        "calendar_id",
    )
    @api.depends_context("lang", "tz", "uid")
    def _compute_preview(self):
        for policy in self:
            policy.preview = policy._preview_of(policy.preview_at)

    def _preview_of(self, at):
        """When something that happens at a moment would be due, and why."""
        self.ensure_one()
        calendar = self.calendar_id or self.env.company.resource_calendar_id
        compiled = calendar._clock_calendar()
        at = aware(at or fields.Datetime.now())
        try:
            ends = due(self._term(), at, compiled)
        except DeadlineError as error:
            return describe([(error.key, error.params)], self.env._)
        clocks = self.env["service.deadline"]
        answer = self.env._(
            "%(event)s: due %(due)s (%(zone)s)",
            event=self.event_id.name or self.env._("An event"),
            due=clocks._end_in_words(ends.at),
            zone=compiled.zone,
        )
        steps = explain(self._term(), ends, at, compiled)
        return Markup('<p class="fw-bold">%s</p>%s') % (answer, clocks._list_of(steps))

    def _compute_open_count(self):
        counts = self.env["service.deadline"]._read_group(
            [
                ("policy_id", "in", self.ids),
                ("state", "in", ("running", "paused", "late")),
            ],
            ["policy_id"],
            ["__count"],
        )
        counts = dict(counts)
        for policy in self:
            policy.open_count = counts.get(policy._origin, 0)

    def action_open_clocks(self):
        """The clocks that run by this policy."""
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "service.deadline",
            "views": [(False, "list"), (False, "form")],
            "domain": [("policy_id", "in", self.ids)],
        }
