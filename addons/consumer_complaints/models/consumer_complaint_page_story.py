from collections import defaultdict

from odoo import fields, models

from ..rules import page_story as story
from ..rules import page_wording as words
from ..rules.lifecycle import WITH_BODY

# Duties towards her, and her own terms.
HERS = ("consumer",)


class ConsumerComplaint(models.Model):
    """What a consumer reads of the own case's timeline, and of its clocks.

    All of it is asked with sudo, by a door that found the case to be hers.
    """

    _inherit = "consumer.complaint"

    # -- what happened

    def _told_to_consumer(self):
        """The timeline as she may read it, in its order; without title where she is
        not told of it. "at" is when it happened, which may be long before it was
        noted."""
        facts = self._facts_for_consumer()
        return [
            self._entry_for_consumer(entry, facts)
            for entry in self.timeline_ids.sorted("number")
        ]

    def _entry_for_consumer(self, entry, facts):
        content = {**entry._content(), **self._more_of(entry, facts)}
        text = words.text(entry.kind, entry.code, entry.actor, content)
        said = story.lines(entry.kind, content, text, self.env._)
        return {
            "at": story.happened_at(entry.kind, entry.code, content, entry.at),
            "kind": entry.kind,
            "code": entry.code,
            "actor": entry.actor,
            "title": words.title(entry.kind, entry.code, entry.actor, self.env._),
            "text": said,
        }

    def _facts_for_consumer(self):
        """What the timeline does not hold: what was said in each attempt, for it can be
        erased there, and the clocks by their names."""
        said, clocks = defaultdict(list), defaultdict(list)
        for attempt in self.attempt_ids:
            key = (fields.Datetime.to_string(attempt.at), attempt.channel)
            said[key].append(attempt.said)
        for clock in self._all_deadlines():
            clocks[clock.name].append(clock)
        return {"said": said, "clocks": clocks}

    def _more_of(self, entry, facts):
        """What is known of an entry besides what it holds itself."""
        content = entry._content()
        if entry.kind == "attempt":
            said = facts["said"].get((content.get("at"), content.get("channel")))
            return {"said": said.pop(0)} if said else {}
        if entry.kind not in ("promise", "deadline"):
            return {}
        due_at = fields.Datetime.to_datetime(content.get("due_at"))
        clocks = facts["clocks"].get(content.get("name"), ())
        if not due_at and len(clocks) == 1:  # of two by one name nobody knows which
            due_at = clocks[0].due_at
        until = due_at and entry.code == "made" and self._moment_in_words(due_at)
        return {"due_at": due_at, "due_words": until}

    def _history_for_consumer(self, told):
        """What she is told of, the latest first, by when it happened."""
        shown = [each for each in told if each["title"]]
        return sorted(shown, key=lambda each: each["at"])[::-1]

    @staticmethod
    def _last_said(told, codes):
        said = [
            each["text"]
            for each in told
            if each["kind"] == "life" and each["code"] in codes
        ]
        return said[-1] if said else ""

    # -- by when

    def _clocks_for_consumer(self):
        """Clocks of the case and of the bodies that have it, in the order in which she
        asks for them: who has the case now, what is to come, what is late.

        "holder" is who must act; "is_hers" marks what she herself must not miss.
        """
        # sudo: clocks are read for whom the case belongs to
        clocks = self.sudo()._all_deadlines()._open()
        return [self._clock_for_consumer(each) for each in clocks.sorted(self._urgency)]

    def _urgency(self, clock):
        return (self._is_aside(clock), self._is_late_by(clock), clock.due_at, clock.id)

    def _is_aside(self, clock):
        """Whether it runs beside who has the case now: a body, by its referral."""
        return self.state in WITH_BODY and clock.res_model != "consumer.referral"

    @staticmethod
    def _is_late_by(clock):
        return clock.state != "paused" and clock.due_at < fields.Datetime.now()

    def _clock_for_consumer(self, clock):
        policy = clock.policy_id
        return {
            "name": clock.name,
            "ends": self._moment_in_words(clock.due_at),
            "left": clock._left(fields.Datetime.now()),
            "is_late": self._is_late_by(clock),
            "is_aside": self._is_aside(clock),
            "is_paused": clock.state == "paused",
            "is_hers": policy.holder in HERS,
            "holder": self._word_holder(clock),
            "source": ", ".join(filter(None, [policy.source, policy.article])),
            "explanation": clock.explanation,
        }

    def _word_holder(self, clock):
        if clock.is_promise:
            return clock.promised_by or self.env._("As it was promised to you")
        return self.env._(words.HOLDERS.get(clock.policy_id.holder, "Ourselves"))

    def _next_in_words(self):
        """When the next of what others owe her is due, or ""."""
        self.ensure_one()
        clocks = self._all_deadlines()._open()
        owed = clocks.filtered(
            lambda clock: (
                clock.policy_id.holder not in HERS and not self._is_aside(clock)
            )
        )
        first = owed.sorted(self._urgency)[:1]
        return self._moment_in_words(first.due_at) if first else ""
