from odoo import fields, models

from odoo.addons.sms.tools.sms_api import SmsApiBase


class LoopbackSmsApi(SmsApiBase):
    """A gateway that writes SMS down instead of sending them."""

    def _send_sms_batch(self, messages, delivery_reports_url=False):
        sent = [
            {
                "uuid": number["uuid"],
                "number": number["number"],
                "body": message["content"],
                "company_id": self.company.id,
            }
            for message in messages
            for number in message["numbers"]
        ]
        # sudo: whoever sends an SMS; managers read what was sent
        self.env["service.sms.loopback"].sudo().create(sent)
        return [{"uuid": each["uuid"], "state": "success"} for each in sent]


class ServiceSmsLoopback(models.Model):
    """An SMS that would have been sent: for trials, tests and demonstrations."""

    _name = "service.sms.loopback"
    _description = "SMS That Was Not Sent"
    _order = "id desc"
    _rec_name = "number"

    uuid = fields.Char(required=True, readonly=True)
    number = fields.Char(string="Phone Number", readonly=True)
    body = fields.Text(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True, ondelete="cascade")

    _uuid_unique = models.UniqueIndex("(uuid)", "This SMS was sent already.")
