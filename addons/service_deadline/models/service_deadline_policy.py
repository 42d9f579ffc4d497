from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import LazyTranslate

from ..rules.errors import DeadlineError
from ..rules.provinces import HOME, PROVINCES
from ..rules.terms import check
from ..rules.wording import describe

_lt = LazyTranslate(__name__)
UNITS = [
    ("minutes", "Minutes"),
    ("hours", "Hours"),
    ("working_hours", "Working hours"),
    ("working_days", "Working days"),
    ("calendar_days", "Calendar days"),
    ("months", "Months"),
]
HOLDERS = [
    ("team", "Our team"),
    ("operator", "Operator"),
    ("regulator", "Regulator"),
    ("appeal_body", "Appeal body"),
    ("association", "Consumer association"),
    ("consumer", "Consumer"),
    ("parties", "Both parties"),
]


class ServiceDeadlinePolicy(models.Model):
    """One version of a rule that gives a deadline, with its source.

    A new text of the law is a new version beside the old one: which of them applies is
    decided by the day of the event, and a clock keeps the version it started with.
    """

    _name = "service.deadline.policy"
    _description = "Deadline Policy"
    _inherit = ["mail.thread"]
    _order = "jurisdiction, code, version"

    name = fields.Char(required=True, translate=True, tracking=True)
    code = fields.Char(
        required=True,
        copy=False,
        help="Names the rule over all its versions, e.g. CN_TEL_OPERATOR_REPLY_15D.",
    )
    version = fields.Integer(default=1, required=True, copy=False, aggregator=None)
    active = fields.Boolean(
        "Switched On",
        default=True,
        tracking=True,
        help="Rules known only from memory, and rules not in force yet, come switched "
        "off.",
    )

    # -- whom it binds, and when it starts
    jurisdiction = fields.Selection(
        "_jurisdictions",
        "Country",
        # not translated with the field, so here
        falsy_value_label=_lt("House rules"),  # pylint: disable=translation-field
        help="Whose law this is; empty for a house rule.",
    )
    province = fields.Selection(
        "_provinces", help="Which province made it; empty for the whole country."
    )
    sector_id = fields.Many2one(
        "service.deadline.sector",
        ondelete="restrict",
        help="Who must obey; empty: everybody.",
    )
    holder = fields.Selection(HOLDERS, "Owed By", required=True, default="team")
    holder_text = fields.Char("Owed By, in the Source's Words", translate=True)
    stage_id = fields.Many2one(
        "service.deadline.stage",
        "What Is Due",
        ondelete="restrict",
        help="Policies for the same stage and the same debtor are about the same duty: "
        "the strictest is chosen among them.",
    )
    kind = fields.Selection(
        [
            ("duty", "Duty"),
            ("time_bar", "Time bar"),
            ("right_window", "Right of the consumer"),
            ("advance_notice", "Notice in advance"),
            ("warranty", "Warranty"),
            ("house", "House rule"),
        ],
        required=True,
        default="house",
        help="Of several duties the shortest applies, of several time bars the "
        "earliest, of several rights of a consumer the longest.",
    )
    res_model = fields.Selection(
        "_keeper_labels",
        "Only For",
        help="The kind of record it is for; empty for all that keep deadlines.",
    )
    domain = fields.Char(
        "Only Where",
        help="Which of these records it is for, e.g. emergencies of one category.",
    )
    event_id = fields.Many2one(
        "service.deadline.event.type",
        "Starts With",
        required=True,
        ondelete="restrict",
        tracking=True,
    )
    pause_event_ids = fields.Many2many(
        "service.deadline.event.type",
        "service_deadline_policy_pause_rel",
        string="Paused By",
    )
    resume_event_ids = fields.Many2many(
        "service.deadline.event.type",
        "service_deadline_policy_resume_rel",
        string="Resumed By",
    )
    meet_event_ids = fields.Many2many(
        "service.deadline.event.type",
        "service_deadline_policy_meet_rel",
        string="Met By",
    )
    cancel_event_ids = fields.Many2many(
        "service.deadline.event.type",
        "service_deadline_policy_cancel_rel",
        string="Cancelled By",
    )

    # -- how it is counted
    # no sum: the amounts of a list have different units
    amount = fields.Float(required=True, default=1.0, tracking=True, aggregator=None)
    unit = fields.Selection(UNITS, required=True, default="working_days", tracking=True)
    start = fields.Selection(
        [("moment", "At once"), ("next_day", "The next day")],
        "Counting Starts",
        required=True,
        default="moment",
        tracking=True,
        help="The next day: the day of the event is not counted.",
    )
    end = fields.Selection(
        [
            ("moment", "At that moment"),
            ("day", "At the end of the day (24:00)"),
            ("business", "At the close of business"),
        ],
        "Ends",
        required=True,
        default="moment",
        tracking=True,
    )
    roll = fields.Selection(
        [
            ("none", "Stays"),
            ("public_holidays", "Moves out of public holidays"),
            ("rest_days", "Moves out of holidays and weekends"),
        ],
        "Last Day Off",
        required=True,
        default="none",
        tracking=True,
    )
    backward = fields.Boolean(
        "Counted Back", help="From a date ahead, as for notices.", tracking=True
    )
    calendar_id = fields.Many2one(
        "resource.calendar",
        help="The working days and hours it is counted on; empty: those of the record, "
        "such as its station's, else the company's.",
    )
    in_force_from = fields.Date(tracking=True)
    in_force_to = fields.Date("Until", tracking=True, help="Last day in force.")

    # -- where it comes from
    verification = fields.Selection(
        [
            ("full_text", "Full text read"),
            ("official_excerpt", "Official excerpt read"),
            ("secondary", "Secondary source only"),
            ("superseded_text", "Superseded text"),
            ("memory", "Unverified"),
            ("house", "House rule"),
        ],
        "How Sure",
        required=True,
        default="house",
        help="How the text was read. From a secondary source: from what others write "
        "about it. Superseded: an older text than the one in force. Unverified: nobody "
        "has read it, so the rule comes switched off.",
    )
    source = fields.Char(translate=True, help="Title of the law, rule or standard.")
    article = fields.Char(translate=True)
    source_address = fields.Char("Where It Was Read")
    extension = fields.Char("May Be Extended", translate=True)
    pause_note = fields.Char("What Pauses It, in the Source's Words", translate=True)
    on_breach = fields.Char("What Breach Means", translate=True)
    notes = fields.Text(translate=True)
    step_ids = fields.One2many("service.deadline.step", "policy_id", copy=True)

    _version_unique = models.Constraint(
        "UNIQUE(code, version)", "This version of the policy is there already."
    )
    _in_force_order = models.Constraint(
        "CHECK(in_force_from <= in_force_to)",
        "A policy's last day in force can't lie before its first.",
    )

    @api.constrains("amount", "unit", "start", "end", "roll")
    def _check_term(self):
        for policy in self:
            try:
                check(policy._term())
            except DeadlineError as error:
                raise ValidationError(
                    self.env._(
                        "“%(policy)s”: %(error)s",
                        policy=policy.name,
                        error=describe([(error.key, error.params)], self.env._),
                    )
                ) from None

    @api.constrains("calendar_id")
    def _check_calendar(self):
        """Say at configuration time what would break at intake."""
        self.calendar_id._require_working_time()

    @api.constrains(
        "event_id",
        "pause_event_ids",
        "resume_event_ids",
        "meet_event_ids",
        "cancel_event_ids",
    )
    def _check_events(self):
        """An event can do one thing to a clock, and a pause must be able to end."""
        for policy in self:
            roles = [
                policy.event_id,
                policy.pause_event_ids,
                policy.resume_event_ids,
                policy.meet_event_ids,
                policy.cancel_event_ids,
            ]
            for event in self.env["service.deadline.event.type"].union(*roles):
                if sum(event in role for role in roles) > 1:
                    raise ValidationError(
                        self.env._(
                            "“%(policy)s”: “%(event)s” can't do two things at once.",
                            policy=policy.name,
                            event=event.name,
                        )
                    )
            if policy.pause_event_ids and not policy.resume_event_ids:
                raise ValidationError(
                    self.env._(
                        "“%(policy)s”: what is paused must be resumed by something.",
                        policy=policy.name,
                    )
                )

    @api.constrains("domain", "res_model")
    def _check_domain(self):
        for policy in self.filtered("domain"):
            try:
                self.env[policy.res_model].search(policy._record_domain(), limit=1)
            except (KeyError, TypeError, ValueError, SyntaxError) as error:
                raise ValidationError(
                    self.env._(
                        "“%(policy)s”: the condition can't be read (%(error)s). Choose "
                        "what it is only for, then build it anew.",
                        policy=policy.name,
                        error=error,
                    )
                ) from None

    @api.constrains("res_model", "event_id")
    def _check_happens(self):
        """A policy for one kind of record starts with what happens to such records."""
        for policy in self.filtered("res_model"):
            records = self.env[policy.res_model]
            if policy.event_id.code not in records._deadline_event_codes():
                raise ValidationError(
                    self.env._(
                        "“%(policy)s” would never start: “%(event)s” does not happen "
                        "to %(model)s.",
                        policy=policy.name,
                        event=policy.event_id.name,
                        model=records._description,
                    )
                )

    @api.constrains("jurisdiction", "province")
    def _check_place(self):
        """A province makes law in its own country; a house rule may keep to one too."""
        for policy in self.filtered("jurisdiction"):
            if policy.province in PROVINCES and policy.jurisdiction != HOME:
                raise ValidationError(
                    self.env._(
                        "“%(policy)s” would never apply: its province lies in another "
                        "country than it says.",
                        policy=policy.name,
                    )
                )

    @api.model
    def _keepers(self):
        """The models that keep deadlines."""
        names = self.env.registry.descendants(["service.deadline.mixin"], "_inherit")
        keepers = (self.env[name] for name in sorted(names))
        return [model._name for model in keepers if not model._abstract]

    @api.model
    def _keeper_labels(self):
        """The models that keep deadlines, for a choice."""
        models = self.env["ir.model"]
        return [(name, models._get(name).name) for name in self._keepers()]

    def _record_domain(self):
        """The condition on records, as a domain; all records without one."""
        return Domain(literal_eval(self.domain or "[]"))
