from odoo import api, fields, models
from odoo.exceptions import UserError


class ServiceDeadlinePromiseNote(models.TransientModel):
    """Note in seconds what somebody promised, and by when."""

    _name = "service.deadline.promise.note"
    _description = "Note a Promise"

    res_model = fields.Char(
        required=True, default=lambda self: self.env.context.get("active_model")
    )
    res_id = fields.Many2oneReference(
        model_field="res_model",
        required=True,
        default=lambda self: self.env.context.get("active_id"),
    )
    promise = fields.Char("What", required=True)
    promised_by = fields.Char("By Whom", default=lambda self: self.env.user.name)
    promised_to = fields.Char("To Whom")
    made_at = fields.Datetime(
        "Promised At",
        required=True,
        default=lambda self: fields.Datetime.now(),
        help="One whose time is over already is noted as broken.",
    )
    hours = fields.Float(
        "Within Hours", default=48, help="Counted from then, round the clock."
    )
    due_at = fields.Datetime(
        "By When",
        compute="_compute_due_at",
        store=True,
        readonly=False,
        precompute=True,
    )

    @api.depends("made_at", "hours")
    def _compute_due_at(self):
        for note in self:
            if not 0 < note.hours <= 24 * 366:
                raise UserError(self.env._("A promise needs a time that lies ahead."))
            made_at = note.made_at or fields.Datetime.now()
            note.due_at = fields.Datetime.add(made_at, minutes=round(note.hours * 60))

    def action_note(self):
        self.ensure_one()
        record = self.env[self.res_model].browse(self.res_id)
        record._deadline_promise(
            self.promise,
            self.due_at,
            self.promised_by or "",
            self.promised_to or "",
            made_at=self.made_at,
        )
        return {"type": "ir.actions.act_window_close"}
