from odoo import fields, models


class ServiceRegionTrial(models.TransientModel):
    """Shows what the resolver makes of an address, while it is being typed."""

    _name = "service.region.trial"
    _inherit = ["service.region.mixin"]
    _description = "Try an Address"

    # what was only tried must not keep a region from being deleted
    region_id = fields.Many2one(ondelete="cascade")
    region_code = fields.Char(related="region_id.code")

    def action_try(self):
        """Show the result; the web client has saved the address before it calls."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try an Address"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_open_region(self):
        self.ensure_one()
        return self.region_id.get_formview_action()
