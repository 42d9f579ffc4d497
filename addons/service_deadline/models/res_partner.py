from odoo import models


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        """A company that moves to another country comes under other laws."""
        result = super().write(vals)
        # sudo: who edits an address need not see the companies
        if "country_id" in vals and self.sudo().ref_company_ids:
            self.env.registry.clear_cache()
        return result
