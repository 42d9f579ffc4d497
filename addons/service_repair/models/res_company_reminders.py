from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules.reminders import PLANNED, Settings
from .service_sms_loopback import LoopbackSmsApi

LONGEST_QUIET = 20  # hours
QUIET = ("service_quiet_from", "service_quiet_until")


class ResCompany(models.Model):
    """How a company tells customers of their visits."""

    _inherit = "res.company"

    service_sms_gateway = fields.Selection(
        [("odoo", "Odoo's SMS Service"), ("loopback", "Trial: Keep, Send Nothing")],
        string="SMS Gateway",
        help="Which service sends SMS to customers about their visits. Empty: none. "
        "The trial writes down what would be sent.",
    )
    service_after_visit_minutes = fields.Integer(
        string="Message after the Visit (Minutes)",
        default=60,
        help="So long after a visit its customer is asked how it was.",
    )

    _service_after_visit_sensible = models.Constraint(
        "CHECK (service_after_visit_minutes BETWEEN 0 AND 10080)",
        "Message after the Visit (Minutes): between 0 and 10080.",
    )

    @api.constrains(*QUIET)
    def _check_quiet_hours(self):
        for company in self:
            length = company.service_quiet_until - company.service_quiet_from
            if length % 24 > LONGEST_QUIET:
                raise ValidationError(
                    self.env._(
                        "Quiet hours: at most %s, else nobody can be told in time.",
                        LONGEST_QUIET,
                    )
                )

    def write(self, vals):
        """Messages that wait follow what is changed here."""
        result = super().write(vals)
        if {*QUIET, "service_sms_gateway"} & vals.keys():
            # sudo: messages follow from settings, whoever may see the visits
            visits = self.env["service.visit"].sudo()
            visits.search(
                [
                    ("company_id", "in", self.ids),
                    ("state", "in", PLANNED),
                    ("start", ">", fields.Datetime.now()),
                ]
            )._tell_later()
        return result

    def _reminder_settings(self):
        """What `rules.reminders` needs to know of this company."""
        self.ensure_one()
        return Settings(
            quiet_from=round(self.service_quiet_from * 60),
            quiet_until=round(self.service_quiet_until * 60),
            after_visit=self.service_after_visit_minutes,
        )

    def _get_sms_api_class(self):
        """The class that sends this company's SMS; addons for other providers extend
        `service_sms_gateway` and answer with theirs."""
        if self.service_sms_gateway == "loopback":
            return LoopbackSmsApi
        return super()._get_sms_api_class()
