from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        """A person who leaves the company leaves the stations too."""
        if vals.get("active") is not False:
            return super().write(vals)
        # sudo: who may archive a user need not know the stations
        stations = self.env["service.station"].sudo()
        staffed = stations.search([("user_ids", "in", self.ids)])
        result = super().write(vals)
        staffed.invalidate_recordset(["user_ids"])
        staffed._pause_if_nobody_left()
        return result
