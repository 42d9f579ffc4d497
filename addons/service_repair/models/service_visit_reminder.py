from odoo import api, fields, models

from .service_visit_telling import NotTold

KINDS = [
    ("booked", "Booked"),
    ("moved", "Moved"),
    ("day_before", "The Day Before"),
    ("two_hours_before", "Two Hours Before"),
    ("on_way", "On the Way"),
    ("after_visit", "After the Visit"),
    ("cancelled", "Cancelled"),
]
CHANNELS = [("mail", "Mail"), ("sms", "SMS"), ("push", "Push")]
STATES = [
    ("planned", "Planned"),
    ("sent", "Sent"),
    ("dropped", "Not Needed Any More"),
    ("failed", "Failed"),
]
REASONS = [
    ("no_address", "There is no address or number any more"),
    ("not_a_mail_address", "This is no mail address"),
    ("not_a_number", "This is no telephone number"),
    ("no_mobile", "This number takes no SMS"),
    ("late", "It could not be sent in time"),
    ("refused", "It was sent and not taken"),
]


class ServiceVisitReminder(models.Model):
    """One message about a visit to its customer, on one channel.

    What is due is handed to Odoo's own queue of that channel in the transaction that
    marks it as sent, so both happen or neither does.
    """

    _name = "service.visit.reminder"
    _description = "Message about a Visit"
    _inherit = ["due.sweep"]
    _order = "planned_at, id"
    _rec_name = "kind"
    _sweep_cron = "service_repair.ir_cron_reminders"

    visit_id = fields.Many2one(
        "service.visit", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="visit_id.company_id")
    key = fields.Char(
        required=True,
        readonly=True,
        help="Kind, how often the plan had changed, and channel: each is sent once.",
    )
    kind = fields.Selection(
        KINDS, string="Kind of Message", required=True, readonly=True
    )
    channel = fields.Selection(CHANNELS, required=True, readonly=True)
    planned_at = fields.Datetime(string="When", required=True, readonly=True)
    until = fields.Datetime(
        required=True, readonly=True, help="From then on it is of no use any more."
    )
    state = fields.Selection(
        STATES, required=True, readonly=True, default="planned", index=True
    )
    sent_at = fields.Datetime(string="Sent", readonly=True)
    reason = fields.Selection(REASONS, string="Why Not", readonly=True)
    detail = fields.Char(readonly=True, help="What the mail server or gateway said.")
    mail_id = fields.Many2one(
        "mail.mail", readonly=True, index="btree_not_null", ondelete="set null"
    )
    sms_id = fields.Many2one(
        "sms.sms", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _key_unique = models.UniqueIndex(
        "(visit_id, key)", "This message about the visit is planned already."
    )

    # -- planning

    @api.model
    def _values_of(self, reminder):
        """A `rules.reminders.Reminder` of one channel as a row that is to be sent."""
        return {
            "key": reminder.key,
            "kind": reminder.kind,
            "channel": reminder.channels[0],
            "planned_at": reminder.due,
            "next_at": reminder.due,
            "until": reminder.until,
            "state": "planned",
        }

    def _stored(self):
        """{key: when it is due} of those that wait."""
        waiting = self.filtered(lambda row: row.state == "planned")
        return {row.key: row.planned_at for row in waiting}

    def _final_keys(self):
        """Keys of those that are sent or were tried: they stay as they are."""
        final = self.filtered(lambda row: row.state in ("sent", "failed"))
        return set(final.mapped("key"))

    def _drop(self):
        self.write({"state": "dropped", "next_at": False})

    # -- sending

    def _do_due(self, now):
        """Hand each to the queue of its channel, or say why it is not sent."""
        for row in self:
            row._send_or_fail(now)

    def _send_or_fail(self, now):
        if self.until <= now:
            self._fail("late")
            return
        try:
            sent = getattr(self.visit_id, f"_tell_by_{self.channel}")(self.kind)
        except NotTold as error:
            self._fail(error.reason)
            return
        self.write({"state": "sent", "sent_at": now, "next_at": False, **sent})

    def _fail(self, reason, detail=None):
        """Note that the customer does not get it; agents see these."""
        self.write(
            {"state": "failed", "next_at": False, "reason": reason, "detail": detail}
        )

    def _took(self):
        """What was refused at first was taken after all."""
        refused = self.filtered(lambda row: row.reason == "refused")
        refused.write({"state": "sent", "reason": False, "detail": False})

    @api.depends("kind", "channel", "visit_id")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for row in self:
            row.display_name = f"{kinds[row.kind]}, {row.visit_id.name}"
