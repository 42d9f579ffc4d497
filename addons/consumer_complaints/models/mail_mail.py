from odoo import fields, models


class MailMail(models.Model):
    """Mails tell the referral that they carry whether they went out."""

    _inherit = "mail.mail"

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        # sudo: the queue sends for everybody
        referrals = self.env["consumer.referral"].sudo()
        referrals = referrals.search([("mail_id", "in", self.ids)])
        if referrals and failure_type:
            referrals._on_mail_failed(failure_reason or failure_type)
        elif referrals:
            referrals._on_mail_sent(fields.Datetime.now())
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
