from odoo import fields, models


class MailMail(models.Model):
    """What became of a mail about a visit is told to the visit."""

    _inherit = "mail.mail"

    service_reminder_ids = fields.One2many(
        "service.visit.reminder", "mail_id", groups="service_repair.group_agent"
    )

    def _postprocess_sent_message(
        self, success_pids, success_emails, failure_reason=False, failure_type=None
    ):
        # sudo: whoever sends the mail; messages follow from what became of it
        rows = self.sudo().service_reminder_ids
        if failure_type:
            rows._fail("refused", failure_reason or failure_type)
        else:
            rows._took()
        return super()._postprocess_sent_message(
            success_pids, success_emails, failure_reason, failure_type
        )
