import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules import privacy
from ..rules.lifecycle import ENDED
from .complaints_record_mixin import follows_of

_logger = logging.getLogger(__name__)

BATCH = 50
# What follows from other things: whoever could write it could keep a case from being
# erased, or its figures from being true.
FOLLOWS = {"erased_at", "timeline_count", "timeline_head"}


class ConsumerComplaint(models.Model):
    """How long a case tells whose it is: until some days after its end.

    Then, or when the consumer asks for it, `_erase` takes out what is personal.
    """

    _name = "consumer.complaint"
    _inherit = ["consumer.complaint", "consumer.access.mixin"]

    legal_hold = fields.Boolean(
        tracking=True,
        copy=False,
        groups="consumer_complaints.group_auditor,consumer_complaints.group_officer",
        help="Nothing of it is erased: a lawsuit, an authority or a body needs it.",
    )
    legal_hold_reason = fields.Char(
        "Why It Is Held",
        copy=False,
        groups="consumer_complaints.group_auditor,consumer_complaints.group_officer",
    )
    erase_on = fields.Date(
        "To Be Erased On",
        compute="_compute_erase_on",
        store=True,
        help="From this day on its personal data is erased, by the company's setting.",
    )
    erased_at = fields.Datetime("Erased", readonly=True, copy=False)

    _hold_has_reason = models.Constraint(
        "CHECK (legal_hold IS NOT TRUE OR COALESCE(legal_hold_reason, '') != '')",
        "A legal hold needs a reason.",
    )
    # what the daily job looks for
    _erase_index = models.Index("(erase_on) WHERE erased_at IS NULL")

    @api.depends(
        "state",
        "closed_at",
        "received_at",
        "legal_hold",
        "company_id.complaint_retention_days",
    )
    def _compute_erase_on(self):
        """A draft that was never filed ends when it was begun."""
        for complaint in self:
            is_draft = complaint.state == "draft"
            ended = complaint.received_at if is_draft else complaint.closed_at
            days = complaint.company_id.complaint_retention_days
            complaint.erase_on = privacy.erase_on(ended, days, complaint.legal_hold)

    def write(self, vals):
        """Holding a case and letting it go is told."""
        held = self.filtered("legal_hold") if "legal_hold" in vals else None
        result = super().write(vals)
        if held is not None:
            changed = (self - held) if vals["legal_hold"] else held
            changed._log("privacy", "held" if vals["legal_hold"] else "released")
        return result

    def _refuse_ruled(self, names):
        result = super()._refuse_ruled(names)
        follows = FOLLOWS | follows_of(self)
        if not self.env.su and (found := follows.intersection(names)):
            raise AccessError(
                self.env._(
                    "%(fields)s: this follows from other things and can't be written.",
                    fields=", ".join(sorted(found)),
                )
            )
        return result

    def _compute_can_events(self):
        result = super()._compute_can_events()
        for complaint in self.filtered("erased_at"):
            complaint.can_events = complaint.can_events.replace(",reopen,", ",")
        return result

    def _may_be_reopened(self):
        """Nobody can go on with a case that nobody knows the consumer of."""
        return not self.erased_at and super()._may_be_reopened()

    def action_erase(self):
        """Erase what is personal in these cases now, as the consumer asked for it."""
        if self._own_role() not in ("manager", "system"):
            raise AccessError(self.env._("Only a manager erases a case."))
        self.check_access("write")
        for complaint in self:
            complaint._check_may_be_erased()
        self._erase("request")

    def _check_may_be_erased(self):
        self.ensure_one()
        if self.state not in ("draft", *ENDED):
            raise UserError(
                self.env._(
                    "%s is still open. End it or withdraw it first: who works on it "
                    "must know the consumer.",
                    self.number,
                )
            )
        if self.legal_hold:
            raise UserError(
                self.env._(
                    "%(number)s is held: %(reason)s",
                    number=self.number,
                    reason=self.legal_hold_reason,
                )
            )

    @api.model
    def _cron_erase(self):
        """Erase what is due, a batch at a time; archived cases too."""
        cases = self.with_context(active_test=False)
        due = Domain("erase_on", "<=", fields.Date.context_today(self))
        due &= Domain("erased_at", "=", False)
        batch = cases.search(due, limit=BATCH, order="erase_on, id")
        batch = batch.try_lock_for_update()
        batch._erase_in_time()
        orphans = self.env["consumer.complainant"]._erase_orphans(BATCH)
        self.env["ir.cron"]._commit_progress(
            len(batch) + orphans, remaining=cases.search_count(due)
        )

    def _erase_in_time(self):
        """Erase these; one that can't be stops no other and is tried again tomorrow."""
        try:
            with self.env.cr.savepoint():
                self._erase("retention")
        except Exception:
            _logger.info("Complaints %s are erased one by one", self.ids, exc_info=True)
            for complaint in self:
                complaint._erase_apart()

    def _erase_apart(self):
        try:
            with self.env.cr.savepoint():
                self._erase("retention")
        except Exception:
            _logger.exception("Complaint %s can't be erased", self.id)
            tomorrow = fields.Date.add(fields.Date.context_today(self), days=1)
            self.erase_on = tomorrow
