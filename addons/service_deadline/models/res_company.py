from odoo import models
from odoo.tools import ormcache


class ResCompany(models.Model):
    _inherit = "res.company"

    @ormcache("self.id")
    def _deadline_country(self):
        """The code of the country whose laws bind the company; "" if not known.

        Kept per process: it is asked with each event.
        """
        # sudo: whose law binds a company is no secret to who works for it
        return self.sudo().country_id.code or ""
