from datetime import timedelta

from odoo import api, fields, models

# A referral that its body has not got yet.
WAITING = ("draft", "to_file")


class ConsumerLink(models.Model):
    """A way to one complaint without an account, for one of its three sides.

    The consumer sees and steers the own case; the respondent reads what concerns it and
    answers; a body reads what was referred to it and says what becomes of it.
    """

    _name = "consumer.link"
    _inherit = ["service.link.mixin"]
    _description = "Link to a Complaint"
    _rec_name = "complaint_id"

    complaint_id = fields.Many2one(
        "consumer.complaint",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    audience = fields.Selection(
        [
            ("consumer", "Consumer"),
            ("respondent", "Respondent"),
            ("body", "Body"),
        ],
        required=True,
        readonly=True,
    )
    referral_id = fields.Many2one(
        "consumer.referral",
        readonly=True,
        index="btree_not_null",
        ondelete="cascade",
        help="What a body's link leads to.",
    )
    url = fields.Char(groups="consumer_complaints.group_agent")
    last_used_at = fields.Datetime(groups="consumer_complaints.group_agent")

    _body_has_referral = models.Constraint(
        "CHECK ((audience = 'body') = (referral_id IS NOT NULL))",
        "A body's link leads to a referral, the others to the case.",
    )

    @api.model
    def _open_as(self, audience, token):
        """The link that a token opens at the door of this audience; with sudo.

        The link of one side opens nothing at the door of another.
        """
        link = self._open(token).with_context(complaint_side=audience)
        return link if link.audience == audience else self.browse()

    def _link_path(self):
        paths = {"consumer": "c", "respondent": "r", "body": "b"}
        return f"/complaint/{paths[self.audience]}/"

    def _leads_somewhere(self):
        """A case that was put away is seen by nobody; a referral by its body once it
        was sent."""
        waits = self.referral_id and self.referral_id.state in WAITING
        return self.complaint_id.active and not waits

    def _new_expiry(self):
        company = self.complaint_id.company_id or self.env.company
        return fields.Datetime.now() + timedelta(days=company.complaint_link_days)

    def _check_may_manage(self):
        self.complaint_id.check_access("write")
