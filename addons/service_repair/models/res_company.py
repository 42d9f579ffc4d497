from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    service_dispatch_team_id = fields.Many2one(
        "helpdesk.ticket.team",
        string="Dispatch Team",
        help="Repair tickets that no station can take wait in this team's queue. "
        "Empty: the team that comes with the addon.",
    )
    service_duplicate_hours = fields.Integer(
        string="Same Case Within",
        default=24,
        help="The same caller or serial number is offered the open ticket for so many "
        "hours; 0: never.",
    )
    _service_duplicate_hours_not_negative = models.Constraint(
        "CHECK (service_duplicate_hours >= 0)",
        "The hours within which calls are about the same case can't be negative.",
    )

    service_mail_limit = fields.Integer(
        string="Largest Mail (MB)",
        default=25,
        help="A person reads larger ones, from the mail as it came.",
    )
    service_link_days = fields.Integer(
        string="Customer's Link Valid for (Days)",
        default=30,
        help="Afterwards it opens nothing, until somebody renews it on the ticket.",
    )
    service_reopen_days = fields.Integer(
        string="Customers May Reopen for (Days)",
        default=14,
        help="So long after it was closed customers may open a ticket again, and what "
        "they write does. Later it becomes a new ticket that follows the closed one.",
    )
    _service_link_days_sensible = models.Constraint(
        "CHECK (service_link_days BETWEEN 1 AND 3650)",
        "Customer's Link Valid for (Days): between 1 and 3650.",
    )
    _service_reopen_days_sensible = models.Constraint(
        "CHECK (service_reopen_days BETWEEN 0 AND 3650)",
        "Customers May Reopen for (Days): between 0 and 3650.",
    )

    # Stored beside the company, which every new ticket reads anyway.
    service_country_code = fields.Char(
        related="partner_id.country_id.code",
        store=True,
        string="Country of Telephone Numbers",
    )
    service_zone = fields.Selection(
        related="resource_calendar_id.tz", store=True, string="Time Zone of Stations"
    )

    def _get_mail_limit(self):
        """The size in bytes up to which mails are read by the program."""
        return max(self.service_mail_limit, 1) * 2**20

    def _get_dispatch_team(self):
        """The team whose queue takes what no station can; empty if it was deleted."""
        self.ensure_one()
        shipped = self.env["ir.model.data"]._xmlid_to_res_id(
            "service_repair.team_dispatch", raise_if_not_found=False
        )
        team = self.service_dispatch_team_id
        return team or team.browse(shipped or [])
