from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .service_deadline import OPEN_STATES

# How promises end, and the state that it leaves them in.
ENDS = {
    "kept": "met",
    "kept_late": "missed",
    "broken": "missed",
    "withdrawn": "cancelled",
}


class ServiceDeadline(models.Model):
    """Promises: what somebody said would happen by when, outside any policy."""

    _inherit = "service.deadline"

    promise = fields.Char(readonly=True, help="What was promised, in their words.")
    promised_by = fields.Char(readonly=True)
    promised_to = fields.Char(readonly=True)
    is_promise = fields.Boolean(
        compute="_compute_is_promise", search="_search_is_promise"
    )

    @api.depends("policy_id")
    def _compute_is_promise(self):
        for deadline in self:
            deadline.is_promise = not deadline.policy_id

    def _search_is_promise(self, operator, value):
        if operator != "in":
            return NotImplemented
        return [("policy_id", "=" if True in value else "!=", False)]

    @api.depends("promise")
    def _compute_name(self):
        promises = self.filtered(lambda deadline: not deadline.policy_id)
        for deadline in promises:
            deadline.name = deadline.promise
        return super(ServiceDeadline, self - promises)._compute_name()

    @api.constrains("promise", "policy_id")
    def _check_promise(self):
        for deadline in self:
            if not deadline.policy_id and not (deadline.promise or "").strip():
                raise ValidationError(self.env._("Say what was promised."))

    def action_keep(self):
        """What was promised was done: now, in time or too late."""
        now = fields.Datetime.now()
        for promise in self._promises_open():
            promise._end_promise("kept" if now <= promise.due_at else "kept_late", now)

    def action_break(self):
        """It is certain that it was not, and will not be, done in time."""
        self._promises_open()._end_promise("broken", fields.Datetime.now())

    def action_withdraw(self):
        """It is no longer asked for."""
        self._promises_open()._end_promise("withdrawn", fields.Datetime.now())

    def _promises_open(self):
        """These promises, if the user may work on their records; with all rights."""
        for model, deadlines in self.grouped("res_model").items():
            self.env[model].browse(deadlines.mapped("res_id")).check_access("write")
        # sudo: who may write the record may settle its promises (checked above)
        promises = self.sudo()
        ended = promises.filtered(lambda d: d.policy_id or d.state not in OPEN_STATES)
        if ended:
            raise UserError(
                self.env._("“%(promise)s” is settled already.", promise=ended[0].name)
            )
        return promises

    def _end_promise(self, how, at):
        """Settle these promises; ``how`` is a key of `ENDS`."""
        self.write({"state": ENDS[how], "ended_at": at, "next_at": False})
        for company, promises in self.grouped("company_id").items():
            # what a visitor's press ends is read by the staff
            lang = None if self.env.user._is_internal() else company.partner_id.lang
            promises.with_context(lang=lang or self.env.lang)._tell_ended(how)

    def _tell_ended(self, how):
        """Tell the records, and note it on each, in the words of this environment."""
        state = ENDS[how]
        label = dict(self._fields["state"]._description_selection(self.env))[state]
        for model, promises in self.grouped("res_model").items():
            records = self.env[model].browse(promises.mapped("res_id"))
            records._deadline_promise_ended(promises, how)
            records._message_log_batch(
                {
                    promise.res_id: self.env._(
                        "Promise “%(promise)s”: %(state)s",
                        promise=promise.promise,
                        state=label,
                    )
                    for promise in promises
                }
            )

    @api.model
    def _promise(self, records, promises):
        """Note promises about records; the user must be allowed to write these.

        :param promises: [(record, values)], of one model; ``records`` are all of them

        ``made_at`` and ``due_at`` of each are UTC without zone; it was made now if not
        said otherwise, and is due after it was made. One whose time is over already is
        broken at once, with all that a breach brings. What else stands in them are
        values of fields, also of those that another addon gave to promises.
        """
        records.check_access("write")
        now = fields.Datetime.now()
        # sudo: who may write the record may note promises (checked above)
        clocks = self.sudo().create(
            [self._promise_values(record, each, now) for record, each in promises]
        )
        records._deadline_promised(clocks)
        over = clocks.filtered(lambda clock: clock.due_at <= now)
        if over:
            over._break_at_once(now)
        (clocks - over)._wake()
        return clocks

    @api.model
    def _promise_values(self, record, promise, now):
        values = dict(promise)
        made_at, due_at = values.pop("made_at", None) or now, values["due_at"]
        if made_at > now:
            raise UserError(self.env._("A promise can't have been made in the future."))
        if not due_at or due_at <= made_at:
            raise UserError(self.env._("A promise needs a time that lies ahead."))
        calendar = record._deadline_calendar()
        return {
            "res_model": record._name,
            "res_id": record.id,
            "company_id": record._deadline_company().id,
            "started_at": made_at,
            "next_at": due_at,
            "calendar_id": calendar.id,
            "calendar_revision": calendar.working_time_revision,
            **values,
        }

    def _break_at_once(self, now):
        """The time was over before it was noted: told like any breach, and settled."""
        self._do_due(now)
        self.write({"state": "missed", "ended_at": now})
