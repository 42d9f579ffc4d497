from odoo import fields, models
from odoo.exceptions import UserError

from ..models.consumer_exhibit import SOURCES


class ConsumerExhibitUpload(models.TransientModel):
    """Take several files at once into a case, as exhibits."""

    _name = "consumer.exhibit.upload"
    _description = "Add Files as Exhibits"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, readonly=True, ondelete="cascade"
    )
    kind_id = fields.Many2one("consumer.exhibit.kind", "What They Are")
    source = fields.Selection(SOURCES, "From", required=True, default="consumer")
    attachment_ids = fields.Many2many("ir.attachment", string="Files")

    def action_take(self):
        """Files become exhibits; what was uploaded for it goes."""
        self.ensure_one()
        in_order = self.attachment_ids.sorted("id")
        files = [(file.name, file.raw) for file in in_order if file.raw]
        if not files:
            raise UserError(self.env._("Please choose at least one file."))
        self.complaint_id._take_exhibits(files, self.source, kind=self.kind_id)
        self.attachment_ids.unlink()
        return {"type": "ir.actions.act_window_close"}
