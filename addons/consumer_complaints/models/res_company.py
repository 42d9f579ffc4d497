from odoo import fields, models


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
    _complaint_days_sensible = models.Constraint(
        "CHECK (complaint_reopen_days BETWEEN 0 AND 3650"
        " AND complaint_link_days BETWEEN 1 AND 3650)",
        "Reopening: between 0 and 3650 days. Links: between 1 and 3650.",
    )
