from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..rules import lifecycle_wording as words
from ..rules.lifecycle import (
    ENDED,
    Refusal,
    closed,
    decide,
    event_to,
    events_for,
    performed,
)

# Only code of this addon has it: no caller from outside can name this object.
BY_THE_RULES = object()
# What becomes of the remedies by what is said.
REMEDIES = {"accept": ("offered", "agreed"), "perform": ("agreed", "performed")}
# What nobody writes but `_happen`.
RULED = {
    "state",
    "rung",
    "received_at",
    "respondent_told_at",
    "answered_at",
    "closed_at",
    "number",
}


class ConsumerComplaint(models.Model):
    """What happens to a complaint: asked of the lifecycle, recorded, told to clocks."""

    _inherit = "consumer.complaint"

    can_events = fields.Char(
        compute="_compute_can_events",
        help="What the reader may do now, between commas: for buttons.",
    )

    @api.depends("state", "rung")
    @api.depends_context("uid")
    def _compute_can_events(self):
        role = self._own_role()
        may = self.has_access("write")
        for complaint in self:
            events = may and events_for(complaint.state, complaint.rung, role) or ()
            complaint.can_events = f",{','.join(events)},"

    @api.model_create_multi
    def create(self, vals_list):
        """File complaints; those that begin as a draft are filed later."""
        numbers = iter(self._next_numbers(len(vals_list)))
        now = fields.Datetime.now()
        for vals in vals_list:
            if vals.get("state", "received") not in ("draft", "received"):
                raise ValidationError(self.env._("A complaint begins as received."))
            self._refuse_ruled(vals.keys() - {"state", "received_at", "number"})
            vals["number"] = next(numbers)
            vals["received_at"] = self._received(vals.get("received_at"), now)
        complaints = super().create(vals_list)
        filed = complaints.filtered(lambda complaint: complaint.state == "received")
        filed._log_happening("file", self._own_role())
        filed._report_filing()
        return complaints

    @api.model
    def _received(self, at, now):
        """When a complaint came in; a later moment would keep its deadlines waiting."""
        at = fields.Datetime.to_datetime(at) or now
        if at > fields.Datetime.add(now, minutes=1):
            raise ValidationError(
                self.env._("What happened can't lie in the future."),
            )
        return at

    def write(self, vals):
        """A new state is an event, whoever writes it: a card that is dragged too."""
        if self.env.context.get("by_the_rules") is BY_THE_RULES:
            return super().write(vals)
        vals = dict(vals)
        target = vals.pop("state", None)
        self._refuse_ruled(vals)
        result = super().write(vals) if vals else True
        if target:
            self._move_to(target)
        return result

    def _refuse_ruled(self, names):
        if found := RULED.intersection(names):
            raise UserError(
                self.env._(
                    "%(fields)s follow from what happens to a complaint, and can't be "
                    "set.",
                    fields=", ".join(
                        self._fields[name]._description_string(self.env)
                        for name in sorted(found)
                    ),
                )
            )

    def _move_to(self, target):
        """Do what leads to a state, or say why nothing does."""
        role = self._own_role()
        for complaint in self.filtered(lambda c: c.state != target):
            facts = complaint._known_facts()
            event = event_to(complaint.state, target, complaint.rung, role, facts)
            if event == "ask":
                event = Refusal("missing", ("question",), event)
            if isinstance(event, Refusal):
                raise UserError(complaint._worded(event, "", target))
            complaint._happen(event)

    def _happen(self, event, role=None, payload=None, at=None, **needs):
        """Let something happen to these complaints, if it may; UserError if not.

        ``role`` is who acts, the user's own role if not given; ``payload`` goes into
        the timeline; ``at`` is when it happened, now if not given; ``needs`` are facts
        that the event brings with it (answer="…", outcome="…", referral=True).
        """
        role = role or self._own_role()
        transitions = {each: each._decided(event, role, needs) for each in self}
        for transition, complaints in _alike(self, transitions):
            complaints._move(event, transition, at or fields.Datetime.now())
        self._remedies_follow(event, role)
        said = {name: value for name, value in needs.items() if value is not True}
        self._log_happening(event, role, {**said, **(payload or {})}, at)
        for transition, complaints in _alike(self, transitions):
            complaints._report_happening(event, transition, at)

    def _report_happening(self, event, transition, at):
        """Tell the clocks what an event means for them."""
        if event == "file":
            self._report_filing()
            return
        for codes, complaints in self._reports(event, transition).items():
            complaints._deadline_events(
                [(code, at, _holder_of(code)) for code in codes]
            )
        if transition.to in ENDED:
            self._end_promises(event)

    def _reports(self, event, transition):
        """{what the clocks are told: complaints}"""
        if event == "perform":
            return self.grouped(
                lambda complaint: performed(
                    (remedy.kind, remedy.state) for remedy in complaint.remedy_ids
                )
            )
        if event == "close":
            return self.grouped(
                lambda complaint: (*transition.reports, closed(complaint.outcome))
            )
        return {transition.reports: self}

    def _remedies_follow(self, event, role):
        """What becomes of the remedies; a respondent names those that are done."""
        before, after = REMEDIES.get(event, ("", ""))
        if before and role != "respondent":
            remedies = self.remedy_ids.filtered(lambda each: each.state == before)
            remedies.state = after

    def _decided(self, event, role, needs):
        self.ensure_one()
        facts = {*self._known_facts(), *(name for name in needs if needs[name])}
        decision = decide(self.state, self.rung, event, role, facts)
        if isinstance(decision, Refusal):
            raise UserError(self._worded(decision, event))
        return decision

    def _move(self, event, transition, at):
        """Write what a transition comes to."""
        vals = {"state": transition.to}
        if transition.rung:
            vals["rung"] = transition.rung
        if event in ("answer", "final_answer"):
            vals["answered_at"] = at
        if event == "forward":
            vals["respondent_told_at"] = at
        if event == "file":
            vals["received_at"] = at
        if transition.to in ENDED:
            vals["closed_at"] = at
        if event == "reopen":
            vals |= {"closed_at": False, "outcome": False}
        self.with_context(by_the_rules=BY_THE_RULES).write(vals)

    def _known_facts(self):
        """Which needs of the lifecycle are fulfilled, as far as the case tells."""
        self.ensure_one()
        facts = {
            "respondent": self.respondent_id,
            "outcome": self.outcome,
            "window": self._may_be_reopened(),
        }
        return {name for name, holds in facts.items() if holds}

    def _may_be_reopened(self):
        """Within the company's days after its end; a manager may at any time."""
        self.ensure_one()
        if not self.closed_at or self._own_role() == "manager":
            return True
        days = self.company_id.complaint_reopen_days
        return fields.Datetime.add(self.closed_at, days=days) >= fields.Datetime.now()

    @api.model
    def _own_role(self):
        """The role of the user in the lifecycle."""
        if self.env.su and self.env.uid == api.SUPERUSER_ID:
            return "system"
        for role in ("manager", "officer", "agent"):
            if self.env.user.has_group(f"consumer_complaints.group_{role}"):
                return role
        return "consumer"

    def _worded(self, refusal, event, target=""):
        self.ensure_one()
        return words.describe(refusal, event, self.state, target, self.env._)

    @api.model
    def _next_numbers(self, count):
        # sudo: who may file a complaint need not know the sequence
        sequences = self.env["ir.sequence"].sudo()
        whose = [("company_id", "in", [self.env.company.id, False])]
        sequence = sequences.search(
            [("code", "=", self._name), *whose], order="company_id", limit=1
        )
        return [sequence.next_by_id() for _each in range(count)]


def _alike(complaints, transitions):
    """(transition, complaints) for those to which the same happens."""
    return complaints.grouped(transitions.__getitem__).items()


def _holder_of(code):
    """Whose duties an event starts: what a respondent gets starts its own."""
    return "operator" if code == "complaint_received" else ""
