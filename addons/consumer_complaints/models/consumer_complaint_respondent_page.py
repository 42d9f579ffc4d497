from odoo import fields, models
from odoo.tools import plaintext2html

from ..rules.redaction import redact, redact_reference


class ConsumerComplaint(models.Model):
    """What the respondent reads of a case by its link: nothing that says who complains.

    The page gets values, not the case: what is not named here can't be shown.
    """

    _inherit = "consumer.complaint"

    def write(self, vals):
        """Another respondent is another reader: the link of the one before ends."""
        moved = self.browse()
        if "respondent_id" in vals:
            moved = self.filtered(lambda c: c.respondent_id.id != vals["respondent_id"])
        result = super().write(vals)
        moved._revoke_respondent_links()
        return result

    def _revoke_respondent_links(self):
        about = [("complaint_id", "in", self.ids), ("audience", "=", "respondent")]
        # sudo: whoever may name another respondent ends the link of the one before
        self.env["consumer.link"].sudo().search(about).write({"revoked": True})

    def _respondent_page(self):
        """All that the page shows; the case comes with sudo, from its link."""
        self.ensure_one()
        hide = self._hider()
        return {
            "number": self.number,
            "respondent": self.respondent_id.name,
            "complainant": self.complainant_id._masked() if self.complainant_id else "",
            "subject": hide(self.name),
            "story": hide(self.description),
            "product": hide(self.product),
            "contract_ref": self._contract_for_respondent(),
            "happened_on": self.harmed_on,
            "amount": self.amount,
            "currency": self.currency_id,
            "practices": self.practice_ids.mapped("name"),
            "state_label": self._state_label(),
            "remedies": [self._remedy_for_page(each, hide) for each in self.remedy_ids],
            "clocks": [_clock_for_page(each) for each in self._clocks_of_respondent()],
            "exhibits": self._exhibits_for_respondent(),
            "answers": self._own_answers(),
            "moment": self._moment_in_words,
        }

    def _hider(self):
        """What masks the complainant in a text of the consumer's."""
        who = self.complainant_id
        names = [who.name, who.on_behalf_of]
        others = [who.id_number, who.email, self.address]
        return lambda text: redact(text, names, [who.phone], others)

    def _contract_for_respondent(self):
        """What it finds the contract by. A telephone company's contract is found by its
        number; any other respondent learns the complainant's from nobody."""
        # sudo: sectors are nobody's secret
        if self.sudo().sector_id.code == "telecom":
            return self.contract_ref
        who = self.complainant_id
        numbers = [who.id_number, who.email]
        return redact_reference(self.contract_ref, [who.phone], numbers)

    def _state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _remedy_for_page(self, remedy, hide):
        states = dict(remedy._fields["state"]._description_selection(self.env))
        return {
            "id": remedy.id,
            "label": remedy._label(),
            "words": hide(remedy.name),
            "amount": remedy.amount,
            "state": remedy.state,
            "state_label": states[remedy.state],
        }

    def _remedy_labels(self):
        """{remedy id: what is wanted}, for the respondent."""
        hide = self._hider()
        return {
            remedy.id: ": ".join(filter(None, [remedy._label(), hide(remedy.name)]))
            for remedy in self.remedy_ids
        }

    def _clocks_of_respondent(self):
        """The respondent's own duties, the earliest first."""
        return self.deadline_ids.filtered(
            lambda clock: (
                clock.policy_id.holder == "operator" and clock.state != "cancelled"
            )
        ).sorted("due_at")

    def _is_late(self, at):
        """Whether an answer at a moment is after the respondent's time."""
        return bool(self.reply_due_at) and at > self.reply_due_at

    def _exhibits_for_respondent(self):
        """The consumer's proof, as far as it was released."""
        return self.exhibit_ids.filtered(lambda each: each._is_for_respondent())

    def _exhibit_for_respondent(self, exhibit_id):
        """One of them, empty for any other."""
        shown = self._exhibits_for_respondent()
        return shown.filtered(lambda exhibit: exhibit.id == exhibit_id)

    # -- what the respondent said

    def _own_answers(self):
        """What this respondent said by its page, in order; not what one before it did,
        when the case was about another."""
        entries = self.timeline_ids.filtered(
            lambda entry: (
                entry.kind == "life"
                and entry.actor == "respondent"
                and entry._content().get("respondent") == self.respondent_id.id
            )
        )
        labels = self._remedy_labels()
        return [self._answer_for_page(entry, labels) for entry in entries]

    def _answer_for_page(self, entry, labels):
        told = entry._content()
        known = [each for each in told.get("replies", []) if each["remedy"] in labels]
        return {
            "at": entry.at,
            "title": entry.title,
            "text": told.get("answer") or told.get("text"),
            "until": fields.Date.to_date(told.get("until")),
            "replies": [{**each, "label": labels[each["remedy"]]} for each in known],
            "exhibits": told.get("exhibits", []),
            "is_late": entry.code == "answer" and self._is_late(entry.at),
        }

    # -- what the respondent does

    def _respondent_answers(self, answer, files):
        """Record an answer, a `rules.answer_form.Answer`, with its documents."""
        self.ensure_one()
        exhibits = self._take_exhibits(files, "respondent")
        remedies = self.remedy_ids
        for reply in answer.replies:
            remedies.browse(reply.remedy)._take_reply(reply)
        replies = [
            {
                "remedy": reply.remedy,
                "reply": reply.kind,
                "words": reply.words,
                "amount": str(reply.amount),
            }
            for reply in answer.replies
        ]
        payload = self._said_by_respondent(exhibits, replies=replies)
        self._happen("answer", "respondent", payload, answer=answer.explanation)

    def _respondent_asks_time(self, request):
        """Note that more time is wanted; no clock moves by it. An officer is asked."""
        self.ensure_one()
        until = fields.Date.to_string(request.until)
        payload = self._said_by_respondent(text=request.why, until=until)
        self._happen("ask_time", "respondent", payload)
        officer = self._deadline_responsible()
        env = self.with_context(
            lang=officer.lang or self.env.company.partner_id.lang
        ).env
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=env._("The respondent asks for time until %s", until),
            note=plaintext2html(request.why),
            user_id=officer.id,
        )

    def _respondent_performed(self, report, files):
        """Record what was done, a `rules.answer_form.Report`, with its proof."""
        self.ensure_one()
        exhibits = self._take_exhibits(files, "respondent")
        done = self._remedies_to_perform()
        done = done.filtered(lambda remedy: remedy.id in report.remedies)
        done.write({"state": "performed"})
        payload = self._said_by_respondent(exhibits, text=report.words, done=done.ids)
        self._happen("perform", "respondent", payload)

    def _said_by_respondent(self, exhibits=(), **said):
        """What the timeline keeps of something that was said, and who that was."""
        labels = [exhibit.label for exhibit in exhibits]
        return {"respondent": self.respondent_id.id, "exhibits": labels, **said}

    def _remedies_to_reply(self):
        """What is still wanted: what was done already needs no reply."""
        return self.remedy_ids.filtered(lambda remedy: remedy.state != "performed")

    def _remedies_to_perform(self):
        """What was promised and not done yet."""
        return self.remedy_ids.filtered(
            lambda remedy: remedy.state in ("offered", "agreed")
        )


def _clock_for_page(clock):
    """A clock with its end as the law counts it: a day ends at 24:00, not at 0:00."""
    there = clock.with_context(tz=clock._zone())
    local = fields.Datetime.context_timestamp(there, clock.due_at)
    is_over = clock.state == "running" and clock.due_at < fields.Datetime.now()
    state = "late" if is_over else clock.state
    policy = clock.policy_id
    return {
        "name": clock.name,
        "due": clock._end_in_words(local),
        "state_label": dict(clock._fields["state"]._description_selection(clock.env))[
            state
        ],
        "is_late": state in ("late", "missed"),
        "source": ", ".join(filter(None, [policy.source, policy.article])),
        "explanation": clock.explanation,
    }
