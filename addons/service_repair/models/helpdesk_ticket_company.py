from odoo import api, models
from odoo.exceptions import AccessError, ValidationError


class HelpdeskTicket(models.Model):
    """A ticket stays within the companies of whoever files or changes it."""

    _inherit = "helpdesk.ticket"

    def onchange(self, values, field_names, fields_spec):
        """Routing answers for any company, so that it must not be asked for others: a
        form that names one would show that one's stations and how full they are."""
        company_id = values.get("company_id")
        if company_id and company_id not in self.env.companies.ids:
            raise AccessError(self._no_such_company())
        return super().onchange(values, field_names, fields_spec)

    def write(self, vals):
        """A ticket is not pushed into the queues of a company one has no part in."""
        result = super().write(vals)
        if "company_id" in vals and not self.has_access("write"):
            raise AccessError(self._no_such_company())
        return result

    @api.constrains("station_id", "company_id")
    def _check_station_company(self):
        """A company's tickets go to its own stations, also when chosen by hand."""
        # sudo: whose station it is, not what it is called
        stray = self.sudo().filtered(
            lambda ticket: (
                ticket.station_id and ticket.station_id.company_id != ticket.company_id
            )
        )
        if stray:
            raise ValidationError(
                self.env._(
                    "Station of %(ticket)s: choose one of %(company)s.",
                    ticket=stray[0].number,
                    company=stray[0].company_id.name,
                )
            )

    def _no_such_company(self):
        return self.env._("Company: you do not work in the company that was chosen.")
