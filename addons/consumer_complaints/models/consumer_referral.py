from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.referral import OPEN, STATES
from ..rules.referral_wording import LABELS

ON_BOARDS = ("draft", "to_file", "sent", "acknowledged", "accepted")
ENDS = ("refused", "settled", "ended", "decided", "withdrawn")


class ConsumerReferral(models.Model):
    """A case as it lies with one body: what was sent, and what became of it."""

    _name = "consumer.referral"
    _description = "Referral"
    _inherit = [
        "consumer.conversation.mixin",
        "mail.activity.mixin",
        "service.deadline.mixin",
        "consumer.access.mixin",
    ]
    _order = "id desc"

    complaint_id = fields.Many2one(
        "consumer.complaint", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="complaint_id.company_id", store=True)
    body_id = fields.Many2one(
        "consumer.body", required=True, index=True, ondelete="restrict", tracking=True
    )
    body_kind = fields.Selection(related="body_id.kind", store=True)
    rung = fields.Selection(
        [
            ("association", "Consumer association"),
            ("regulator", "Authority"),
            ("court", "Arbitration or court"),
        ],
        compute="_compute_rung",
        store=True,
    )
    reason = fields.Text(
        readonly=True, help="Why this body, as it was proposed; empty if by hand."
    )
    state = fields.Selection(
        [(state, LABELS[state]) for state in STATES],
        required=True,
        readonly=True,
        copy=False,
        default="draft",
        index=True,
        tracking=True,
        group_expand="_states_on_boards",
    )
    channel = fields.Selection(
        [
            ("mail", "Mail with the dossier"),
            ("site", "Their website"),
            ("post", "Post"),
            ("counter", "Their counter"),
            ("phone", "Telephone"),
        ],
        "Sent By",
        required=True,
        default="site",
    )
    demand = fields.Text("What Is Asked of the Body")
    reference = fields.Char("Their Number", copy=False, tracking=True)
    sent_at = fields.Datetime(readonly=True, copy=False)
    acknowledged_at = fields.Datetime(readonly=True, copy=False)
    decided_at = fields.Datetime("Ended", readonly=True, copy=False)
    answer = fields.Text("Their Answer", readonly=True, copy=False)

    # who has sent a case to a body does not send it there a second time
    _one_open = models.UniqueIndex(
        "(complaint_id, body_id) WHERE state NOT IN"
        " ('refused', 'settled', 'ended', 'decided', 'withdrawn')",
        "The case lies with this body already.",
    )

    @api.model
    def _states_on_boards(self, states, domain):
        """Boards show an empty column for where a referral stays, and no others."""
        return [state for state in STATES if state in ON_BOARDS or state in states]

    @api.depends("body_id.kind")
    def _compute_rung(self):
        for referral in self:
            referral.rung = referral.body_id and referral.body_id._rung()

    @api.depends("complaint_id.number", "body_id.name")
    def _compute_display_name(self):
        for referral in self:
            complaint, body = referral.complaint_id, referral.body_id
            referral.display_name = f"{complaint.number} → {body.name}"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_recorded(vals)
        referrals = super().create(vals_list)
        news = [
            (each.complaint_id, "referral", "drafted", {"body": each.body_id.code})
            for each in referrals
        ]
        actor = self.env["consumer.complaint"]._own_role()
        self.env["consumer.timeline"]._append(news, actor)
        return referrals

    def _is_open(self):
        self.ensure_one()
        return self.state in OPEN

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(referral.state != "draft" for referral in self):
            raise UserError(self.env._("A referral that was sent can't be deleted."))
