import json

from babel.dates import format_skeleton, format_time

from odoo import api, fields, models
from odoo.tools import email_normalize, formataddr
from odoo.tools.misc import babel_locale_parse

from ..rules.local_time import local_of
from ..rules.phone import parse_phone, takes_sms
from ..rules.reminders import PLANNED
from ..rules.visit_life import HELD

# From when on the customer is told who comes.
NAMED = HELD
# So long after a visit its customer's link still opens the page.
LINK_AFTER = 7  # days


class NotTold(Exception):
    """A message can't be sent; `reason` is one of `service_visit_reminder.REASONS`."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


class ServiceVisit(models.Model):
    """Telling customers of their visits: in their language, at the time of the place.

    What is said stands in templates of mails and SMS, one for each kind of message.
    """

    _inherit = "service.visit"

    is_reachable = fields.Boolean(
        compute="_compute_is_reachable", help="The customer can be sent a message."
    )

    # -- who is told, and where

    @api.depends("ticket_id.partner_email", "ticket_id.caller_phone", "partner_id")
    def _compute_is_reachable(self):
        for visit in self.sudo():  # sudo: whether there is an address, not which
            with_sms = visit.company_id.service_sms_gateway and visit._told_phones()
            visit.is_reachable = bool(visit._told_mail() or with_sms)

    def _told_zone(self):
        """The time zone of the place."""
        company = self.company_id
        return self.station_id._zone() if self.station_id else company.service_zone

    def _told_lang(self):
        """The customer's language; of who has no contact here, the company's."""
        partner = self.ticket_id.partner_id
        lang = partner.lang or self.company_id.partner_id.lang
        return self.env["res.lang"]._get_data(code=lang).code or "en_US"

    def _told_mail(self):
        ticket = self.ticket_id
        return ticket.partner_email or ticket.partner_id.email

    def _told_phones(self):
        """The numbers at which the customer may be reached, the caller's first."""
        ticket = self.ticket_id
        numbers = (ticket.caller_phone, ticket.partner_id.phone)
        return list(dict.fromkeys(filter(None, numbers)))

    def _told_number(self):
        """The customer's number for SMS.

        :raise NotTold: there is none that takes them
        """
        country = self.company_id.service_country_code or "CN"
        written = self._told_phones()
        phones = [parse_phone(each, country) for each in written]
        numbers = [phone.number for phone in phones if phone.number]
        for number in filter(takes_sms, numbers):
            return number
        if not written:
            raise NotTold("no_address")
        is_number = phones[0].status not in ("unreadable", "no_area")
        raise NotTold("no_mobile" if is_number else "not_a_number")

    # -- what templates say

    def _told_name(self):
        ticket = self.ticket_id
        return ticket.partner_name or ticket.partner_id.name or ""

    def _told_technician(self):
        """Who comes, from when on that is sure; else ""."""
        return self.resource_id.name or "" if self.state in NAMED else ""

    def _told_who(self):
        name = self._told_technician()
        if name:
            return self.env._("technician %s", name)
        return self.env._("our technician")

    def _told_when(self):
        """When the customer may expect somebody, on the clock of the place."""
        if not self.start:
            return ""
        locale = babel_locale_parse(self.env.lang)
        zone = self._told_zone() or "UTC"
        start, end = (local_of(each, zone) for each in (self.start, self.window_end))
        words = {
            "day": format_skeleton("MMMEd", start, locale=locale),
            "begin": _time_text(start, locale),
            "end": _time_text(end, locale),
        }
        if start == end:
            return self.env._("%(day)s, about %(begin)s", **words)
        return self.env._("%(day)s, %(begin)s - %(end)s", **words)

    def _told_link(self):
        """The customer's link, with sudo; it opens the page until after the visit."""
        ticket = self.ticket_id
        until = fields.Datetime.add(
            self.start or fields.Datetime.now(), days=LINK_AFTER
        )
        valid = ticket._valid_links().filtered(lambda link: link.expires_on > until)
        link = valid[:1] or ticket._create_link().sudo()  # sudo: told to the customer
        if link.expires_on < until:
            link.expires_on = until
        return link

    def _telling_context(self):
        """What templates take from their context: links are told to nobody else."""
        url = self._told_link().url
        confirm_url = f"{url}/confirm/{self.id}" if self.state in PLANNED else False
        return {"visit_url": url, "confirm_url": confirm_url}

    def _render_told(self, template, field, context):
        """A field of a template in the customer's language."""
        template = template.with_context(**context)
        return template._render_field(field, self.ids, compute_lang=True)[self.id]

    def _telling_template(self, channel, kind):
        return self.env.ref(f"service_repair.{channel}_template_visit_{kind}")

    # -- by each channel

    def _tell_by_mail(self, kind):
        """Queue the mail. The link in it opens the ticket: it goes to the customer
        alone. The ticket shows the mail without it, and gets the answers to it."""
        address = email_normalize(self._told_mail() or "")
        if not self._told_mail():
            raise NotTold("no_address")
        if not address:
            raise NotTold("not_a_mail_address")
        template = self._telling_template("mail", kind)
        ticket, company = self.ticket_id, self.company_id
        shown = self._show_mail(template)
        sender = company.email_formatted
        reply_to = ticket._notify_get_reply_to(default=sender)[ticket.id]
        values = {
            "email_to": formataddr((self._told_name(), address)),
            "reply_to": reply_to,
            "references": shown.message_id,
            "model": False,
            "res_id": False,
            "auto_delete": True,
        }
        mail = template.with_context(**self._telling_context()).send_mail(
            self.id, email_values=values
        )
        self.env.ref("mail.ir_cron_mail_scheduler_action")._trigger()
        return {"mail_id": mail}

    def _show_mail(self, template):
        """The mail among the messages of the ticket, for the staff."""
        lang = self._told_lang()
        return self.env["mail.message"].create(
            {
                "model": self.ticket_id._name,
                "res_id": self.ticket_id.id,
                "subject": self._render_told(template, "subject", {}),
                "body": self._render_told(template, "body_html", {}),
                # as what machines say, answers to which are no notes
                "message_type": "auto_comment",
                "subtype_id": self.env.ref("mail.mt_note").id,
                "author_id": self.company_id.partner_id.id,
                "email_from": self.company_id.with_context(lang=lang).email_formatted,
            }
        )

    def _tell_by_sms(self, kind):
        number = self._told_number()
        template = self._telling_template("sms", kind)
        body = self._render_told(template, "body", self._telling_context())
        sms = self.env["sms.sms"].create({"number": number, "body": body})
        return {"sms_id": sms.id}

    def _tell_by_push(self, kind):
        """Queue it for the customer's devices, as Odoo does for many of them."""
        devices = self.env["mail.push.device"].search(
            [("partner_id", "=", self.ticket_id.partner_id.id)]
        )
        if not devices:
            raise NotTold("no_address")
        template = self._telling_template("mail", kind)
        payload = {
            "title": self.company_id.name,
            "options": {
                "body": self._render_told(template, "subject", {}),
                "data": {"model": self.ticket_id._name, "res_id": self.ticket_id.id},
            },
        }
        self.env["mail.push"].create(
            [
                {"mail_push_device_id": device.id, "payload": json.dumps(payload)}
                for device in devices
            ]
        )
        self.env.ref("mail.ir_cron_web_push_notification")._trigger()
        return {}


def _time_text(moment, locale):
    """A time of day; with plain spaces, as others make SMS dearer."""
    text = format_time(moment.time(), format="short", locale=locale)
    return text.replace("\u202f", " ").replace("\xa0", " ")
