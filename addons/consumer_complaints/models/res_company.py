from odoo import fields, models

from ..rules.privacy import KEPT_DAYS


class ResCompany(models.Model):
    _inherit = "res.company"

    complaint_reopen_days = fields.Integer(
        "Complaints May Be Reopened for (Days)",
        default=30,
        help="So long after a complaint ended the consumer may take it up again.",
    )
    complaint_link_days = fields.Integer(
        "Links Valid for (Days)",
        default=60,
        help="Afterwards the link of a consumer, respondent or body opens nothing, "
        "until somebody renews it on the case.",
    )
    complaint_retention_days = fields.Integer(
        "Complaints Keep Personal Data for (Days)",
        default=KEPT_DAYS,
        help="So long after a complaint ended it tells whose it was; then names, "
        "numbers, files and conversations are erased, and the figures stay.",
    )
    _complaint_retention_sensible = models.Constraint(
        "CHECK (complaint_retention_days BETWEEN 30 AND 36500)",
        "Personal data is kept between 30 and 36500 days.",
    )
    _complaint_days_sensible = models.Constraint(
        "CHECK (complaint_reopen_days BETWEEN 0 AND 3650"
        " AND complaint_link_days BETWEEN 1 AND 3650)",
        "Reopening: between 0 and 3650 days. Links: between 1 and 3650.",
    )
