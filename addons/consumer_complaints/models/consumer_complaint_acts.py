from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import formataddr
from odoo.tools.mail import plaintext2html

from odoo.addons.service_door.rules.uploads import EVIDENCE
from odoo.addons.service_door.rules.words import MAX_LENGTH, refusal

from ..rules.mails import TOLD_ALREADY

MOST_AN_HOUR = 30
NEEDS_WORDS = ("dispute", "default")


class ConsumerComplaint(models.Model):
    """What a consumer does on the page of the own case.

    Each answers with what came of it: "done", "repeated" (the same press again),
    "not_now" (the case has moved on), or (why it was not taken, a file's name).
    """

    _inherit = "consumer.complaint"

    @api.model
    def _domain_of_mine(self):
        """The cases of whoever is logged in: those of their contact or company."""
        user = self.env.user
        if user._is_public():
            return Domain.FALSE
        partner = user.commercial_partner_id
        mine = Domain("complainant_id.partner_id", "!=", False)
        return mine & Domain(
            "complainant_id.partner_id.commercial_partner_id", "=", partner.id
        )

    @api.model
    def _mine_on_portal(self, complaint_id):
        """The case with this id, if it is that of whoever is logged in; with sudo."""
        mine = self._domain_of_mine() & Domain("id", "=", complaint_id)
        # sudo: consumers have no right on cases; the domain leaves theirs alone
        return self.sudo().search(mine)

    def _consumer_says(self, text, files, press, private=()):
        """Words, proof, or both; they answer the question that was asked, if any.

        :param private: files that show who complains
        """
        if stopped := self._let_in(text, [*files, *private], press):
            return stopped
        if not self._may_say():
            return "not_now"
        event = "inform" if self.state == "info_asked" else "add"
        self._happen(event, role="consumer", payload={"text": text} if text else {})
        self._take_exhibits(files, "consumer")
        self._take_exhibits(private, "consumer", identity=True)
        self._post_for_consumer(text, len(files) + len(private))
        return "done"

    def _consumer_does(self, event, text, press):
        """One of `ACTS`, with words where it needs them."""
        if event in NEEDS_WORDS and not text:
            return "words", ""
        if len(text) > MAX_LENGTH:
            return "long", ""
        if stopped := self._let_in(text or event, (), press):
            return stopped
        if event not in self._acts_for_consumer():
            return "not_now"
        payload = {"reason": text} if text else {}
        try:
            with self.env.cr.savepoint():
                self._happen(event, role="consumer", payload=payload)
        except UserError:
            return "not_now"  # something happened meanwhile
        self._post_for_consumer(text, 0)
        return "done"

    def _consumer_rates(self, stars, words, press):
        """Stars from 1 to 5 for the last answer, once."""
        if stars not in range(1, 6):
            return "stars", ""
        if stopped := self._let_in(words or "rate", (), press):
            return stopped
        if not self._may_rate():
            return "not_now"
        # sudo: who rates need not write ratings
        case = self.sudo()
        token = case._rating_get_access_token(case.complainant_id.partner_id)
        case.rating_apply(
            stars, token=token, feedback=words, subtype_xmlid="mail.mt_note"
        )
        return "done"

    def _let_in(self, text, files, press):
        """None where a sending is to be taken, else what it comes to."""
        self.ensure_one()
        # sudo: the presses are nobody's to read
        presses = self.env["service.form.press"].sudo()
        prefix = f"consumer.complaint:{self.id}:"
        if refused := refusal(text, files, 0, EVIDENCE):
            return tuple(refused)
        if not presses._takes_bytes(f"{prefix}{press}", files):
            return "heavy", ""
        if not presses._is_first(f"{prefix}{press}"):
            return "repeated"
        if presses._count_lately(prefix) > MOST_AN_HOUR:
            return "often", ""
        return None

    def _post_for_consumer(self, text, files):
        """Her words as a message of the case, so that who follows it hears of them.

        The timeline has them already. Nobody is told who she is by the sender.
        """
        said = [text] if text else []
        if files:
            said.append(self.env._("Files: %s", files))
        if not said:
            return
        name = self.complainant_masked or self.number
        self.with_context(told_already=TOLD_ALREADY).message_post(
            body=plaintext2html("\n".join(said)),
            author_id=self.complainant_id.partner_id.id,
            email_from=formataddr((name, self.company_id.email or "")),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _exhibit_for_consumer(self, exhibit_id):
        """A file that she sent herself, while it is there; empty for any other."""
        return self.exhibit_ids.filtered(
            lambda each: (
                each.id == exhibit_id
                and each.source == "consumer"
                and not each.erased_at
            )
        )
