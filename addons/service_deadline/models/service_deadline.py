from odoo import api, fields, models

from ..rules.types import Term

OPEN_STATES = ("running", "paused", "late")
STATES = [
    ("running", "Running"),
    ("paused", "Paused"),
    ("late", "Late"),
    ("met", "Met"),
    ("missed", "Missed"),
    ("cancelled", "Cancelled"),
]


class ServiceDeadline(models.Model):
    """One clock: a duty of one record that runs, by a policy or by a promise.

    Its term is that of the policy when the event happened. State and due moment are
    reckoned by `rules.clock` from the record's events and are written by nobody else.
    """

    _name = "service.deadline"
    _description = "Deadline"
    _inherit = ["due.sweep"]
    _order = "due_at, id"
    _sweep_cron = "service_deadline.cron_sweep"

    name = fields.Char(compute="_compute_name")
    res_model = fields.Char("Model", required=True, readonly=True)
    res_id = fields.Many2oneReference(
        "Record", model_field="res_model", required=True, readonly=True
    )
    record_name = fields.Char("About", compute="_compute_record_name")
    company_id = fields.Many2one("res.company", readonly=True)
    policy_id = fields.Many2one(
        "service.deadline.policy",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    start_event_id = fields.Many2one(
        "service.deadline.event", readonly=True, ondelete="restrict"
    )
    started_at = fields.Datetime("Runs Since", required=True, readonly=True)
    # [amount, unit, start, end, roll, backward] as `rules.types.Term` takes them
    term = fields.Json(readonly=True)
    calendar_id = fields.Many2one(
        "resource.calendar", readonly=True, ondelete="restrict"
    )
    calendar_revision = fields.Char(
        readonly=True, help="The state of the calendar it was reckoned on."
    )

    state = fields.Selection(STATES, required=True, readonly=True, default="running")
    due_at = fields.Datetime("Due", required=True, readonly=True)
    ended_at = fields.Datetime("Done", readonly=True)
    provisional = fields.Boolean(
        readonly=True,
        help="It lies beyond the last day whose holidays are published; it is reckoned "
        "anew when they are.",
    )
    next_at = fields.Datetime(
        "Next Alarm", help="When it warns, breaches or escalates next."
    )
    breached_at = fields.Datetime("Breach Recorded", readonly=True)
    withdrawn = fields.Boolean(
        "No Longer Applies",
        readonly=True,
        help="The record changed so that another policy binds, or none.",
    )

    firing_ids = fields.One2many(
        "service.deadline.firing", "deadline_id", readonly=True
    )
    move_ids = fields.One2many("service.deadline.move", "deadline_id", readonly=True)

    _once = models.Constraint(
        "UNIQUE(policy_id, res_model, res_id, start_event_id)",
        "This deadline runs already.",
    )
    _record_index = models.Index("(res_model, res_id)")
    # what the filters "late", "late today" look for
    _open_index = models.Index(
        "(res_model, due_at, res_id) WHERE state IN ('running', 'late')"
    )
    # what must be reckoned anew when a calendar changes
    _calendar_index = models.Index(
        "(calendar_id, calendar_revision) WHERE state IN ('running', 'paused', 'late')"
    )

    @api.depends("policy_id")
    def _compute_name(self):
        for deadline in self:
            deadline.name = deadline.policy_id.name

    def _compute_record_name(self):
        for model, deadlines in self.grouped("res_model").items():
            records = self.env[model].browse(deadlines.mapped("res_id")).exists()
            names = {record.id: record.display_name for record in records}
            for deadline in deadlines:
                deadline.record_name = names.get(deadline.res_id)

    def _term(self):
        self.ensure_one()
        return Term(*self.term)

    def _record(self):
        """The record it is about."""
        self.ensure_one()
        return self.env[self.res_model].browse(self.res_id)

    def action_open_record(self):
        """Go to the record it is about."""
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "views": [(False, "form")],
        }
