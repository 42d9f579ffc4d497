from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import referral as rules
from ..rules.lifecycle import TABLE, WITH_BODY
from ..rules.referral_wording import EVENTS, LABELS
from .consumer_complaint_life import BY_THE_RULES

RULED = {"state", "sent_at", "acknowledged_at", "decided_at", "answer"}
# What sending writes, and what is what it was once the body has it.
RECORDED = {"mail_id", "dossier_id", "tries", "next_try_at", "error", "reason"}
SENT = {"complaint_id", "body_id"}
STAMPS = {
    "sent": "sent_at",
    "acknowledged": "acknowledged_at",
    **dict.fromkeys(("refused", "settled", "ended", "decided"), "decided_at"),
}


class ConsumerReferral(models.Model):
    """What happens to a referral: recorded, told to its clocks and to the case."""

    _inherit = "consumer.referral"

    @api.model
    def _deadline_event_codes(self):
        return super()._deadline_event_codes() | rules.EVENT_CODES

    def _deadline_facts(self, event):
        """The body's own region binds it."""
        facts = super()._deadline_facts(event)
        # sudo: a body's answer by its link may start a clock
        body, sector = self.body_id.sudo(), self.complaint_id.sector_id.sudo()
        province = body.region_id._at_level("province")
        return {**facts, "province": province.code or "", "sector": sector.code or ""}

    def _deadline_responsible(self):
        self.ensure_one()
        return self.complaint_id._deadline_responsible()

    def _deadline_manager(self):
        self.ensure_one()
        return self.complaint_id._deadline_manager()

    def _deadline_breached(self, deadlines):
        """A body that lets its time pass: the case is told."""
        result = super()._deadline_breached(deadlines)
        for clock in deadlines:
            case = clock._record().complaint_id
            case._log("deadline", "breached", {"name": clock.name}, actor="system")
        return result

    def write(self, vals):
        if self.env.context.get("by_the_rules") is not BY_THE_RULES:
            is_sent = SENT & vals.keys() and set(self.mapped("state")) != {"draft"}
            if RULED & vals.keys() or is_sent:
                self._refuse_by_hand()
            self._refuse_recorded(vals, RECORDED | {"complaint_id"})
        return super().write(vals)

    @api.model
    def _refuse_recorded(self, vals, names=RULED | RECORDED - {"reason"}):
        """What the program records is not for who has an account to write."""
        if not self.env.su and names & vals.keys():
            self._refuse_by_hand()

    @api.model
    def _refuse_by_hand(self):
        raise UserError(
            self.env._("What becomes of a referral is recorded by its buttons.")
        )

    def _happen(self, event, role=None, at=None, text="", **payload):
        """Let something happen to these referrals; UserError where it does not.

        ``text`` are the words that come with it: what the body answered or settled.
        """
        for referral in self:
            referral._happen_to_one(event, role, at, text, payload)

    def _happen_to_one(self, event, role, at, text, payload):
        # sudo: the body itself may act, by its link
        body = self.body_id.sudo()
        holder = rules.holder_of(body.kind)
        step = rules.step(self.state, event, holder)
        if not step.to:
            raise UserError(self._worded_refusal(event))
        self._record_step(step.to, at or fields.Datetime.now(), text)
        for code in step.reports:
            self._deadline_event(code, at=at, holder=holder)
        self._tell_case(event, role, at, {"body": body.code, "text": text, **payload})

    def _record_step(self, to, at, text):
        vals = {"state": to}
        if to in STAMPS:
            vals[STAMPS[to]] = at
        if text:
            vals["answer"] = text
        self.with_context(by_the_rules=BY_THE_RULES).write(vals)

    def _tell_case(self, event, role, at, payload):
        """The case moves with it; else the timeline is told alone."""
        complaint = self.complaint_id
        needs = {"referral": True}
        if event == "send":
            complaint._happen(f"refer_{self.rung}", role, payload, at, **needs)
            holder = rules.holder_of(self.body_kind)
            complaint._deadline_event(rules.filed_code(holder), at=at)
        elif case_event := self._case_event(event):
            if case_event == "settle":
                needs["settlement"] = payload["text"] or self.env._("settled")
            complaint._happen(case_event, role, payload, at, **needs)
        else:
            complaint._log("referral", event, payload, actor=role, at=at)

    def _case_event(self, event):
        """The event of the case, where it lies with a body and this may move it."""
        state = self.complaint_id.state
        if event == "end" and state == "escalated":
            return "body_refuse"
        found = rules.CASE_EVENTS.get(event)
        # where another body has the case in hand, this one's word moves nothing
        return found if state in WITH_BODY and (state, found) in TABLE else None

    def _worded_refusal(self, event):
        translate = self.env._
        return self.env._(
            "“%(event)s” does not happen to a referral that is “%(state)s”.",
            event=translate(EVENTS[event]),
            state=translate(LABELS[self.state]),
        )

    # what is typed before a button is pressed; it becomes the answer
    said = fields.Text("What They Say", copy=False)

    def action_acknowledge(self):
        self._happen("acknowledge")

    def action_accept(self):
        self._happen_as_said("accept")

    def action_refuse(self):
        self._happen_as_said("refuse")

    def action_decide(self):
        self._happen_as_said("decide")

    def _happen_as_said(self, event):
        for referral in self:
            referral._happen(event, text=referral.said or "")

    def action_withdraw(self):
        self._happen("withdraw")
