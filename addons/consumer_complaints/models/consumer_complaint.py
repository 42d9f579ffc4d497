from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import lifecycle_wording as words
from ..rules.lifecycle import OPEN, RUNGS, STATES

CHANNELS = [
    ("phone", "Telephone"),
    ("web", "Form"),
    ("portal", "Portal"),
    ("mail", "Mail"),
    ("chat", "Chat"),
    ("counter", "Counter"),
    ("letter", "Letter"),
    ("ticket", "Helpdesk Ticket"),
]
# As `_order` and the filter "Open" come to SQL: indexes are of use to them alone.
IN_ORDER = "COALESCE(is_green, FALSE) DESC, priority DESC, received_at DESC, id DESC"
ON_BOARDS = "WHERE active IS TRUE AND state NOT IN ('draft', 'closed', 'withdrawn')"


class ConsumerComplaint(models.Model):
    """A complaint as a case: who complains of whom, about what, and what is wanted.

    What happens to it is decided by `rules.lifecycle` (see `consumer_complaint_life`);
    state and rung are written by nothing else.
    """

    _name = "consumer.complaint"
    _description = "Complaint"
    _inherit = [
        "rating.mixin",
        "mail.activity.mixin",
        "service.deadline.mixin",
        "service.region.mixin",
        "service.door.thread",
        "consumer.conversation.mixin",
    ]
    _order = "is_green desc, priority desc, received_at desc, id desc"
    _rec_names_search = ["number", "name", "respondent_id.name"]

    number = fields.Char(readonly=True, copy=False, default="/", index="trigram")
    name = fields.Char("Subject", required=True, tracking=True, index="trigram")
    description = fields.Text("What Happened")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    team_id = fields.Many2one("helpdesk.ticket.team", index=True, tracking=True)
    user_id = fields.Many2one(
        "res.users",
        "Handled By",
        index=True,
        tracking=True,
        domain="[('share', '=', False)]",
    )
    channel = fields.Selection(CHANNELS, required=True, default="phone")
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Consumer's Language",
        default=lambda self: self.env.lang,
    )
    received_at = fields.Datetime(readonly=True, copy=False, index=True)
    priority = fields.Selection(
        [("0", "Normal"), ("1", "High"), ("2", "Urgent")], default="0"
    )

    # -- whom it is about, and what
    respondent_id = fields.Many2one(
        "consumer.respondent", index=True, tracking=True, ondelete="restrict"
    )
    respondent_region_id = fields.Many2one(
        "service.region",
        "Respondent's Region",
        related="respondent_id.region_id",
        store=True,
        index="btree_not_null",
    )
    sector_id = fields.Many2one(
        "service.deadline.sector",
        compute="_compute_sector_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
    )
    product = fields.Char("Product or Plan")
    contract_ref = fields.Char("Contract, Order or Number Concerned")
    currency_id = fields.Many2one(related="company_id.currency_id")
    amount = fields.Monetary("Amount in Dispute")
    harmed_on = fields.Date(
        "Happened On", help="The day of the disputed charge or event: time bars run."
    )
    is_charge = fields.Boolean(
        "Disputed Charge", help="It is about money that was charged."
    )
    nature_id = fields.Many2one("consumer.nature", index="btree_not_null")
    practice_ids = fields.Many2many("consumer.practice", string="Practices")
    right_ids = fields.Many2many(
        "consumer.right",
        string="Rights Touched",
        compute="_compute_right_ids",
        store=True,
        readonly=False,
    )
    is_green = fields.Boolean(
        "Green Channel",
        compute="_compute_is_green",
        store=True,
        index=True,
        help="A practice of the green channel: it jumps the queue and has tighter "
        "house deadlines.",
    )
    remedy_ids = fields.One2many("consumer.remedy", "complaint_id", "Remedies Wanted")
    ticket_ids = fields.Many2many("helpdesk.ticket", string="Helpdesk Tickets")

    # -- where it stands: written by `_happen` alone
    state = fields.Selection(
        [(state, words.STATES[state]) for state in STATES],
        required=True,
        copy=False,
        default="received",
        tracking=True,
        group_expand="_states_on_boards",
    )
    rung = fields.Selection(
        [(rung, words.RUNGS[rung]) for rung in RUNGS],
        required=True,
        copy=False,
        default="agent",
        index=True,
        tracking=True,
        group_expand=True,
        readonly=True,
        help="How high it went: from our agent to the manager, to the company's last "
        "word, then outside to an association, an authority, arbitration or a court.",
    )
    respondent_told_at = fields.Datetime(
        "Respondent Told",
        readonly=True,
        copy=False,
        help="When the respondent got the complaint: its deadlines run from here.",
    )
    answered_at = fields.Datetime("Last Answer", readonly=True, copy=False)
    closed_at = fields.Datetime("Ended", readonly=True, copy=False, index=True)
    outcome = fields.Selection(
        [
            ("remedied", "Remedied in full"),
            ("partly", "Remedied in part"),
            ("settled", "Settled by mediation"),
            ("decided", "Decided by a body"),
            ("unfounded", "Unfounded"),
            ("unremedied", "Not remedied"),
            ("lapsed", "Consumer no longer answers"),
        ],
        copy=False,
        tracking=True,
    )
    outcome_note = fields.Text("About the Outcome", copy=False)

    _number_unique = models.UniqueIndex("(number) WHERE number != '/'")
    # boards count and lists sort what is open: `benchmarks/complaint_boards.py`
    _open_index = models.Index(f"(company_id, state, rung) {ON_BOARDS}")
    _open_order_index = models.Index(f"(company_id, {IN_ORDER}) {ON_BOARDS}")
    _state_order_index = models.Index(f"(state, {IN_ORDER})")

    @api.model
    def _states_on_boards(self, states, domain):
        """Boards show an empty column for what is worked on, and no others."""
        return [state for state in STATES if state in OPEN or state in states]

    @api.depends("respondent_id")
    def _compute_sector_id(self):
        for complaint in self:
            complaint.sector_id = (
                complaint.sector_id or complaint.respondent_id.sector_id
            )

    @api.depends("practice_ids")
    def _compute_right_ids(self):
        for complaint in self:
            complaint.right_ids |= complaint.practice_ids.right_ids

    @api.depends("practice_ids.is_green")
    def _compute_is_green(self):
        for complaint in self:
            complaint.is_green = any(complaint.practice_ids.mapped("is_green"))

    @api.depends("number", "name")
    def _compute_display_name(self):
        for complaint in self:
            complaint.display_name = f"{complaint.number} {complaint.name or ''}"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_filed(self):
        if any(complaint.timeline_ids for complaint in self):
            raise UserError(
                self.env._(
                    "A complaint that was filed can't be deleted: withdraw it, or "
                    "archive it."
                )
            )
