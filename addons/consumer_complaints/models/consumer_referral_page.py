from odoo import fields, models
from odoo.tools import plaintext2html

from ..rules.body_form import ASK
from ..rules.lifecycle import ENDED
from .consumer_complaint_life import BY_THE_RULES


class ConsumerReferral(models.Model):
    """What a body reads of a referral by its link, and says of it."""

    _inherit = "consumer.referral"

    dossier_id = fields.Many2one(
        "consumer.dossier",
        readonly=True,
        copy=False,
        ondelete="restrict",
        help="The version that the body got.",
    )

    def _enclose(self):
        """The dossier that goes to the body: the same for its mail and its page."""
        self.ensure_one()
        if not self.dossier_id:
            dossier = self.complaint_id._latest_dossier()
            self.with_context(by_the_rules=BY_THE_RULES).dossier_id = dossier
        return self.dossier_id

    def action_body_link(self):
        """The link leads to the dossier, so there has to be one."""
        action = super().action_body_link()
        self._enclose()
        return action

    def _mail_door(self):
        """The part of the mail that names the body's own page, as HTML.

        It is no part of the template: however that is worded, the link is there.
        """
        self.ensure_one()
        link = self.complaint_id._link_for("body", self)
        lang = self.complaint_id.company_id.partner_id.lang
        return self.env["ir.qweb"]._render(
            "consumer_complaints.referral_mail_door",
            # sudo: the address is for those who may write the case, as `_link_for` says
            {"url": link.sudo().url},
            lang=lang,
        )

    def _body_page(self):
        """All that the page shows; the referral comes with sudo, from its link."""
        self.ensure_one()
        case, respondent = self.complaint_id, self.complaint_id.respondent_id
        return {
            "number": case.number,
            "body": self.body_id.name,
            "company": case.company_id,
            "respondent": respondent.name,
            "licence_name": respondent.licence_name,
            "respondent_region": case.respondent_region_id.complete_name,
            "reason": self.reason,
            "demand": self.demand,
            "reference": self.reference,
            "sent_at": self.sent_at,
            "state_label": self._state_label(),
            "is_withdrawn": self.state == "withdrawn",
            "has_ended": case.state in ENDED,
            "dossier": self._dossier_for_body(),
            "said_before": self._said_by_body(),
            "moment": case._moment_in_words,
        }

    def _state_label(self):
        return dict(self._fields["state"]._description_selection(self.env))[self.state]

    def _dossier_for_body(self):
        """What was sent; nothing any more once the case was taken back."""
        self.ensure_one()
        dossier = self.dossier_id
        return dossier.browse() if self.state == "withdrawn" else dossier

    def _said_by_body(self):
        """What this body said by its page, in order."""
        entries = self.complaint_id.timeline_ids.filtered(
            lambda entry: (
                entry.actor == "body"
                and entry.kind in ("life", "referral")
                and entry._content().get("body") == self.body_id.code
            )
        )
        return [
            {**entry._content(), "title": entry.title, "at": entry.at}
            for entry in entries
        ]

    def _body_says(self, event, text, reference, files):
        """Record what the body says, with its number and documents.

        :param event: one of `rules.body_form.SAID`
        """
        self.ensure_one()
        exhibits = self.complaint_id._take_exhibits(files, "body")
        payload = {"exhibits": exhibits.mapped("label")}
        if reference:
            self.reference = payload["reference"] = reference
        if event == ASK:
            self._body_asks(text, payload)
        else:
            self._happen(event, role="body", text=text, **payload)

    def _body_asks(self, text, payload):
        """What a body wants to know is noted, and asked of who handles the case."""
        told = {"body": self.body_id.code, "text": text, **payload}
        self.complaint_id._log("referral", "asked", told, actor="body")
        officer = self._deadline_responsible()
        env = self.with_context(
            lang=officer.lang or self.env.company.partner_id.lang
        ).env
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=env._("%s asks for information", self.body_id.name),
            note=plaintext2html(text),
            user_id=officer.id,
        )
