import pytz

from odoo import fields, models

from odoo.addons.service_deadline.rules.moments import aware

from ..rules import page_wording as words
from ..rules.lifecycle import events_for

# What a consumer does on the own page by a button of its own; words go in by `say`.
ACTS = ("accept", "dispute", "withdraw", "perform", "default", "reopen")
ANSWERS = ("answer", "final_answer", "body_decide", "settle")


class ConsumerComplaint(models.Model):
    """What a consumer sees of the own case, and may do there.

    All of it is asked with sudo, by a door that found the case to be hers.
    """

    _inherit = "consumer.complaint"

    def _page_for_consumer(self):
        self.ensure_one()
        told = self._told_to_consumer()
        acts = self._acts_for_consumer(told)
        last = words.last_turn(
            (each["code"], each["actor"]) for each in told if each["kind"] == "life"
        )
        return {
            "case": self,
            "moment": self._moment_in_words,
            "now_words": words.now(
                self.state, bool(self.respondent_told_at), self.env._, last
            ),
            "desk": words.desk(
                self.state,
                self.rung,
                self._body_in_charge().name or "",
                self.env._,
                last,
            ),
            "question": self.state == "info_asked" and self._last_said(told, ("ask",)),
            "answer": self._last_said(told, ANSWERS),
            "clocks": self._clocks_for_consumer(),
            "history": self._history_for_consumer(told),
            "messages": self._messages_outside(),
            "exhibits": self.exhibit_ids.sorted("number"),
            "acts": acts,
            "may_say": self._may_say(),
            "may_rate": self._may_rate(),
            "reopen_until": self._reopen_until(),
        }

    def _zone_for_consumer(self):
        """The zone in which the case is handled: what she reads agrees with letters."""
        return self._deadline_calendar().tz or "UTC"

    def _moment_in_words(self, at):
        """A moment as all pages of a case write it; midnight is 24:00 of the day."""
        zone = pytz.timezone(self._zone_for_consumer())
        clocks = self.env["service.deadline"]
        return clocks._end_in_words(aware(at).astimezone(zone))

    def _state_for_consumer(self):
        self.ensure_one()
        return self.env._(words.SHORT[self.state])

    def _company_named(self):
        """Whom it is about, as she wrote it where she did."""
        self.ensure_one()
        return self.respondent_text or self.respondent_id.name or ""

    def _body_in_charge(self):
        """The body that the case was handed on to last, empty while it is inside."""
        referrals = self.referral_ids.filtered(
            lambda each: each.state not in ("draft", "withdrawn") and each.sent_at
        )
        return referrals.sorted("sent_at")[-1:].body_id

    # -- what was said

    def _is_hers(self, message):
        """Whether a message came from the consumer."""
        partner = self.complainant_id.partner_id
        if message.author_id:
            return message.author_id == partner
        return message.message_type in ("comment", "email")

    # -- what she may do now

    def _acts_for_consumer(self, told=None):
        """The events that the page offers, as the lifecycle allows them."""
        self.ensure_one()
        allowed = events_for(self.state, self.rung, "consumer")
        acts = [event for event in ACTS if event in allowed]
        if "reopen" in acts and not self._window_is_open():
            acts.remove("reopen")
        if "perform" in acts and self._said_performed(told or self._told_to_consumer()):
            acts.remove("perform")
        return acts

    @staticmethod
    def _said_performed(told):
        """Whether she has said that it was done since it was agreed."""
        codes = [
            (each["code"], each["actor"]) for each in told if each["kind"] == "life"
        ]
        for code, actor in reversed(codes):
            if code in ("accept", "settle"):
                return False
            if (code, actor) == ("perform", "consumer"):
                return True
        return False

    def _may_say(self):
        return "add" in events_for(self.state, self.rung, "consumer")

    def _reopen_until(self):
        if not self.closed_at:
            return False
        days = self.company_id.complaint_reopen_days
        return fields.Datetime.add(self.closed_at, days=days)

    def _window_is_open(self):
        """For her the days of the company count, whoever she is besides."""
        until = self._reopen_until()
        return not until or until >= fields.Datetime.now()

    def _may_rate(self):
        """Once per answer."""
        if not self.answered_at:
            return False
        # sudo: who rates need not read ratings
        rated = self.sudo().rating_ids.filtered("consumed").mapped("rated_on")
        return not any(at and at >= self.answered_at for at in rated)
