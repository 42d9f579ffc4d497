from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules.contact import Attempt, effort

MOST_HOURS = 24 * 366
COUNTS = ("promise_count", "promise_broken_count")


class ConsumerComplaint(models.Model):
    """How the consumer tried to be heard, what was promised, and what it cost."""

    _inherit = "consumer.complaint"

    attempt_ids = fields.One2many("consumer.attempt", "complaint_id", "Attempts")
    path_ids = fields.One2many("consumer.path", "complaint_id", "Ways In and Out")
    attempt_count = fields.Integer(
        "Contact Attempts", compute="_compute_effort", store=True
    )
    effort_minutes = fields.Integer(
        "Minutes Spent", compute="_compute_effort", store=True
    )
    effort_days = fields.Integer(
        "Days Spent",
        compute="_compute_effort",
        store=True,
        help="From the first attempt to the last, or to the filing if that is later.",
    )
    promise_ids = fields.One2many(
        "service.deadline",
        "res_id",
        "Promises",
        domain=[("res_model", "=", "consumer.complaint"), ("policy_id", "=", False)],
        bypass_search_access=True,
        readonly=True,
    )
    promise_count = fields.Integer(
        "Promises Made", compute="_compute_promises", store=True
    )
    promise_broken_count = fields.Integer(
        "Promises Broken", compute="_compute_promises", store=True, index=True
    )

    @api.depends(
        "attempt_ids.at", "attempt_ids.waited", "attempt_ids.lasted", "received_at"
    )
    def _compute_effort(self):
        for complaint in self:
            day = complaint._local_day
            attempts = [
                Attempt(day(each.at), each.waited, each.lasted)
                for each in complaint.attempt_ids
            ]
            spent = effort(attempts, day(complaint.received_at))
            complaint.attempt_count = spent.attempts
            complaint.effort_minutes = spent.minutes
            complaint.effort_days = spent.days

    def _compute_promises(self):
        """Counted anew by `_count_promises` when a promise is made or ends."""
        about = [
            ("res_model", "=", self._name),
            ("res_id", "in", self.ids),
            ("policy_id", "=", False),
        ]
        made, broken = Counter(), Counter()
        for id_, state, count in self.env["service.deadline"]._read_group(
            about, ["res_id", "state"], ["__count"]
        ):
            made[id_] += count
            broken[id_] += count if state in ("late", "missed") else 0
        for complaint in self:
            complaint.promise_count = made[complaint.id]
            complaint.promise_broken_count = broken[complaint.id]

    def _count_promises(self):
        for name in COUNTS:
            self.env.add_to_compute(self._fields[name], self)

    def _note_attempts(self, vals_list, source="agent"):
        """Note contact attempts of this case; returns them.

        :param vals_list: values of `consumer.attempt`, but for the case
        :param source: who told of them, "consumer" or "agent"
        """
        self.ensure_one()
        of_case = {"complaint_id": self.id, "source": source}
        return self.env["consumer.attempt"].create(
            [{**vals, **of_case} for vals in vals_list]
        )

    def _note_promise(
        self, text, hours=None, due_at=None, made_at=None, by="", channel=""
    ):
        """Note what was promised to the consumer; returns its clock.

        It is due at ``due_at`` or ``hours`` after it was made: now, or at ``made_at``.
        One whose time is over is broken at once. ``by`` is a name or a staff number,
        ``channel`` one of the attempts'. UserError for a time that can't be.
        """
        self.ensure_one()
        made_at = made_at or fields.Datetime.now()
        if hours is not None and not due_at:
            if not 0 < hours <= MOST_HOURS:
                raise UserError(
                    self.env._("A promise is due within a year after it was made.")
                )
            due_at = fields.Datetime.add(made_at, minutes=round(hours * 60))
        return self._deadline_promise(
            text, due_at, promised_by=by, made_at=made_at, channel=channel or False
        )

    # -- what becomes of promises

    def _end_promises(self, event):
        """With the case its promises end: those that are late were broken, and of a
        withdrawn one nothing is asked any more. A refund that is not due runs on."""
        # sudo: consumers and timers end cases too
        promises = self.sudo().promise_ids._open()
        late = promises.filtered(lambda promise: promise.state == "late")
        late.action_break()
        if event == "withdraw":
            (promises - late).action_withdraw()

    def _deadline_promised(self, promises):
        result = super()._deadline_promised(promises)
        news = [
            (self.browse(promise.res_id), "promise", "made", _told_of(promise))
            for promise in promises
        ]
        self.env["consumer.timeline"]._append(news, self._own_role())
        self._count_promises()
        return result

    def _deadline_promise_ended(self, promises, how):
        """The timeline is told; of a breach only once, if the clock told it before."""
        result = super()._deadline_promise_ended(promises, how)
        for promise in promises:
            if how != "broken" or not promise.breached_at:
                self.browse(promise.res_id)._log("promise", how, {"name": promise.name})
        self._count_promises()
        return result

    def _deadline_breached(self, deadlines):
        result = super()._deadline_breached(deadlines)
        self._count_promises()
        return result


def _told_of(promise):
    """What the timeline tells of a promise that was made."""
    made, due = map(fields.Datetime.to_string, (promise.started_at, promise.due_at))
    told = {"name": promise.name, "made_at": made, "due_at": due}
    return {**told, "channel": promise.channel} if promise.channel else told
