from odoo import api, fields, models
from odoo.exceptions import UserError

TASK = ["mail.mail_activity_data_todo"]


class ConsumerReferral(models.Model):
    """Filing by a person: what the program can't deliver lies ready, dossier and all,
    until somebody has handed it over and says when, and under which number."""

    _inherit = "consumer.referral"

    demand = fields.Text(
        compute="_compute_demand", store=True, readonly=False, precompute=True
    )
    filed_at = fields.Datetime(
        "Filed On",
        copy=False,
        help="When it was handed over: the body's deadlines run from then.",
    )
    body_how = fields.Char(related="body_id.channel", string="How to Reach Them")
    body_url = fields.Char(related="body_id.url", string="Their Website")
    body_phone = fields.Char(related="body_id.phone", string="Their Telephone")

    @api.depends("complaint_id")
    def _compute_demand(self):
        """What the consumer wants, until somebody words it otherwise."""
        for referral in self:
            referral.demand = referral.demand or referral.complaint_id._wanted()

    def _prepare_filing(self):
        """Freeze what is to be filed, and have who prepared it file it."""
        self.ensure_one()
        dossier = self._enclose()
        self._happen("prepare", channel=self.channel, name=dossier.archive_name)
        self.activity_schedule(
            *TASK,
            summary=self.env._("File it: %s", self.body_id.name),
            user_id=self.env.uid,
        )

    def action_filed(self):
        """Note that it was handed over. A second press finds it noted."""
        for referral in self:
            referral.lock_for_update(allow_referencing=True)
            if referral.state != "to_file":
                continue
            referral._check_filed()
            referral._happen(
                "send", at=referral.filed_at, reference=referral.reference.strip()
            )

    def _check_filed(self):
        """Only what is proven was filed: a day, and a number or receipt."""
        self.ensure_one()
        if not self.filed_at:
            raise UserError(self.env._("Filed On: please say when it was filed."))
        if not (self.reference or "").strip():
            raise UserError(
                self.env._(
                    "Their Number: please enter the number that they gave, or that of "
                    "the receipt or the registered letter."
                )
            )
        if self.filed_at > fields.Datetime.now():
            raise UserError(self.env._("What happened can't lie in the future."))
        if self.filed_at < self.complaint_id.received_at:
            raise UserError(
                self.env._("It can't have been filed before it was complained of.")
            )

    def _happen_to_one(self, event, *args):
        """Whatever comes next, the filing is nobody's task any more."""
        was_task = self.state == "to_file"
        result = super()._happen_to_one(event, *args)
        if was_task:
            self.activity_unlink(TASK)
        return result
