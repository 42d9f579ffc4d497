from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.referral import retry_after
from .consumer_complaint_life import BY_THE_RULES


class ConsumerReferral(models.Model):
    """Sending: one mail a referral, however often it is pressed or tried.

    The mail is made once, together with the state; Odoo's mail queue sends it and says
    what came of it (see `mail_mail`). What failed is tried again, ever later.
    """

    _inherit = "consumer.referral"

    mail_id = fields.Many2one(
        "mail.mail", readonly=True, copy=False, ondelete="set null"
    )
    tries = fields.Integer(readonly=True, copy=False)
    next_try_at = fields.Datetime(readonly=True, copy=False)
    error = fields.Char("Why It Was Not Sent", readonly=True, copy=False)

    _retry_index = models.Index("(next_try_at) WHERE next_try_at IS NOT NULL")

    def action_send(self):
        """Send it by mail, or lay it ready for who has to file it in another way.

        A second press finds it sent or ready already, and does nothing.
        """
        for referral in self:
            referral.lock_for_update(allow_referencing=True)
            ready = referral.state == "to_file" and referral.channel != "mail"
            if ready or referral.state not in ("draft", "to_file", "failed"):
                continue
            referral._check_may_be_sent()
            if referral.channel == "mail":
                referral._queue()
            else:
                referral._prepare_filing()

    def _check_may_be_sent(self):
        """Refuse what `rules.jurisdiction` refuses: it may have changed since."""
        self.ensure_one()
        if not (self.demand or "").strip():
            raise UserError(self.env._("Please say what the body should do."))
        if self.channel == "mail" and not self.body_id.email:
            raise UserError(self.env._("%s has no mail address.", self.body_id.name))
        refused = self.complaint_id._refusals_of(self.body_id)
        if refused:
            raise UserError(refused)

    def _queue(self):
        by_rules = self.with_context(by_the_rules=BY_THE_RULES)
        if not self.mail_id:
            # sudo: officers write mails by what they do, not by hand
            mail = self.env["mail.mail"].sudo().create(self._prepare_mail())
            by_rules.mail_id = mail
        else:
            # sudo: as above
            self.sudo().mail_id.mark_outgoing()
        by_rules.write({"next_try_at": False, "error": False})
        self._happen("queue")
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()

    def _prepare_mail(self):
        """The letter with the dossier. Replies come to the case."""
        self.ensure_one()
        dossier = self._enclose()
        template = self.env.ref("consumer_complaints.mail_template_referral")
        values = template._generate_template(
            self.ids, ("subject", "body_html", "email_from", "reply_to")
        )[self.id]
        return {
            "subject": values["subject"],
            "body_html": values["body_html"] + self._mail_door(),
            "email_from": values["email_from"] or self.company_id.email_formatted,
            "email_to": self.body_id.email,
            "model": self._name,
            "res_id": self.id,
            "auto_delete": False,
            "attachment_ids": [fields.Command.set(dossier._files().ids)],
        }

    def _on_mail_sent(self, at):
        """The mail went out: the case lies with the body from now on."""
        for referral in self.filtered(lambda each: each.state in ("queued", "failed")):
            referral.write({"next_try_at": False, "error": False})
            referral._happen("send", role="system", at=at)

    def _on_mail_failed(self, reason):
        for referral in self.filtered(lambda each: each.state == "queued"):
            tries = referral.tries + 1
            minutes = retry_after(tries)
            now = fields.Datetime.now()
            later = minutes and fields.Datetime.add(now, minutes=minutes)
            referral.write({"tries": tries, "next_try_at": later, "error": reason})
            referral._happen("fail", role="system", reason=reason or "")
            if not minutes:
                referral._ask_officer()

    def _ask_officer(self):
        """After the last try a person has to look for another way."""
        self.activity_schedule(
            "mail.mail_activity_data_warning",
            summary=self.env._("This referral could not be sent"),
            user_id=(self._deadline_responsible() or self.env.user).id,
        )

    def action_withdraw(self):
        """What was not sent yet is not sent any more."""
        result = super().action_withdraw()
        # sudo: as in `_queue`
        waiting = self.sudo().mail_id.filtered(lambda mail: mail.state != "sent")
        waiting.cancel()
        by_rules = self.with_context(by_the_rules=BY_THE_RULES)
        by_rules.write({"next_try_at": False})
        return result

    @api.model
    def _cron_retry(self):
        """Try again what failed, where its time has come."""
        due = self.search(
            [("state", "=", "failed"), ("next_try_at", "<=", fields.Datetime.now())],
            limit=100,
        )
        for referral in due.try_lock_for_update():
            referral._queue()
        self.env["ir.cron"]._commit_progress(len(due))
