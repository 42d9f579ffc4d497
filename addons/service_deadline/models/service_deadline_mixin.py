from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules.moments import local_day

YEARS = range(1900, 2201)


class ServiceDeadlineMixin(models.AbstractModel):
    """For models whose records keep deadlines.

    A model joins by inheriting this beside `mail.thread` and `mail.activity.mixin`,
    by saying what can happen to its records, and by reporting it when it does::

        class Claim(models.Model):
            _name = "my.claim"
            _inherit = ["mail.thread", "mail.activity.mixin", "service.deadline.mixin"]

            def _deadline_event_codes(self):
                known = super()._deadline_event_codes()
                return known | {"complaint_received", "answered"}

            def action_answer(self):
                self.state = "answered"
                self._deadline_event("answered")

    Which clocks that starts, pauses or ends is up to the policies, which are data.
    Hooks: `_deadline_facts`, `_deadline_calendar`, `_deadline_company`,
    `_deadline_responsible`, `_deadline_manager`, `_deadline_warned`,
    `_deadline_breached`, `_deadline_escalate`, `_deadline_promised`,
    `_deadline_promise_ended`.
    """

    _name = "service.deadline.mixin"
    _description = "Keeps Deadlines"

    deadline_ids = fields.One2many(
        "service.deadline",
        "res_id",
        string="Deadlines",
        domain=lambda self: [("res_model", "=", self._name)],
        bypass_search_access=True,
    )

    # -- what happens

    @api.model
    def _deadline_event_codes(self):
        """Hook: the events that can happen to these records, as a set of codes."""
        return set()

    def _deadline_event(self, code, at=None, holder=""):
        """Report that something happened to these records.

        ``at`` is when it happened (UTC without zone), now if not given; it may be
        reported late and in any order. ``holder`` says whose duties it starts where the
        event leaves that open, e.g. "regulator". Reporting the same twice changes
        nothing. Returns the clocks that it started. ValidationError for an event that
        this model does not know, and for years outside of 1900 to 2200.
        """
        return self._deadline_events([(code, at, holder)])

    def _deadline_events(self, happenings):
        """Report several things that happened to these records, as `_deadline_event`
        reports one: [(code, at, holder)]. It costs less than one after another."""
        self._check_happenings(happenings)
        deadlines = self.env["service.deadline"]
        if not self:
            return deadlines
        # sudo: the log is written by what happens, whoever does it
        entries = self.env["service.deadline.event"].sudo()
        logged, known = [], False
        for code, at, holder in happenings:
            at = self._deadline_moment(at or fields.Datetime.now())
            events, had_events = entries._log(self, code, at, holder)
            if not logged:  # what the first one finds was there before all of them
                known = had_events or len(events) < len(self)
            logged.append((code, events))
        return deadlines._on_events(self, logged, known)

    @api.model
    def _check_happenings(self, happenings):
        known = self._deadline_event_codes()
        for code, _at, _holder in happenings:
            if code not in known:
                raise ValidationError(
                    self.env._(
                        "“%(code)s” does not happen to %(model)s.",
                        code=code,
                        model=self._description,
                    )
                )

    @api.model
    def _deadline_moment(self, at):
        """A moment at which something may have happened, to the second.

        ValidationError for years that only a slip of the finger writes: nothing can be
        counted from the ends of time.
        """
        if at.year not in YEARS:
            raise ValidationError(
                self.env._(
                    "Nothing happens in the year %(year)s: please check the date.",
                    year=at.year,
                )
            )
        return at.replace(microsecond=0)

    def _deadline_refresh(self, because):
        """Choose the policies of these records anew, after what they depend on changed.

        ``because`` is the reason in the user's words; it stands with what moved.
        """
        self.env["service.deadline"]._refresh(self, because)

    def _deadline_promise(self, text, due_at, promised_by="", promised_to="", **more):
        """Note that somebody promised something about this record; returns the clock.

        ``due_at`` is UTC without zone and must lie ahead; or behind, where ``made_at``
        says that it was promised before: then it is broken at once. The user must be
        allowed to write the record.
        """
        about = {"promised_by": promised_by, "promised_to": promised_to, **more}
        self.ensure_one()
        promise = {"promise": text, "due_at": due_at, **about}
        return self._deadline_promises([(self, promise)])

    def _deadline_promises(self, promises):
        """Note promises about these records at once: [(record, values)].

        The values are ``promise`` (the words), ``due_at``, and whatever else
        `_deadline_promise` takes. Returns the clocks.
        """
        return self.env["service.deadline"]._promise(self, promises)

    # -- what policies are chosen by

    def _deadline_facts(self, event):
        """Hook: what policies are chosen by, as the fields of `rules.types.Facts`.

        ``event`` is the entry of the log; the rest of the facts is taken from it.
        """
        self.ensure_one()
        company = self._deadline_company()
        calendar = self._deadline_calendar()._clock_calendar()
        return {
            "on": local_day(event.at, calendar.zone),
            "country": company._deadline_country(),
        }

    def _deadline_company(self):
        """Hook: the company whose duty it is."""
        self.ensure_one()
        has_company = "company_id" in self._fields
        return (has_company and self.company_id) or self.env.company

    def _deadline_calendar(self):
        """Hook: the working hours of who must act, for policies without a calendar."""
        self.ensure_one()
        # sudo: a customer's message may start a clock
        return self._deadline_company().sudo().resource_calendar_id

    # -- who hears of it, and what else happens

    def _deadline_responsible(self):
        """Hook: the user who is told of warnings and breaches; none: only a note."""
        self.ensure_one()
        users = self.env["res.users"]
        return self.user_id if "user_id" in self._fields else users

    def _deadline_manager(self):
        """Hook: the user who is told when it goes further up."""
        self.ensure_one()
        return self._deadline_responsible()

    def _deadline_warned(self, deadlines, step):
        """Hook: a warning was given for these clocks of these records."""

    def _deadline_breached(self, deadlines):
        """Hook: these clocks of these records are late. Called once each."""

    def _deadline_escalate(self, deadlines, step):
        """Hook: hand these records one rung up; by default their managers are asked."""
        alarm = self.env["service.deadline.alarm"]
        alarm._assign(deadlines, step.name, "manager", None)

    def _deadline_promised(self, promises):
        """Hook: these were promised about the records; a breach at once comes after."""

    def _deadline_promise_ended(self, promises, how):
        """Hook: these promises about these records were settled by hand.

        ``how`` is kept, kept_late, broken or withdrawn.
        """

    def unlink(self):
        """Deadlines go with their record."""
        ids = self.ids
        result = super().unlink()
        if ids:
            about = [("res_model", "=", self._name), ("res_id", "in", ids)]
            # sudo: who may delete the record deletes what hangs on it
            self.env["service.deadline"].sudo().search(about).unlink()
            self.env["service.deadline.event"].sudo().search(about).unlink()
        return result
