from collections import defaultdict

from odoo import api, models

from ..rules.clock import BREACH, Setting, reckon
from ..rules.moments import aware, stored
from ..rules.types import Moment
from . import at_once
from .service_deadline import OPEN_STATES


class ServiceDeadline(models.Model):
    """How clocks come to their state: gather the facts, ask the rule, write it down."""

    _inherit = "service.deadline"

    def _reckon(self, because):
        """Bring clocks in line with events, calendar and term; say what moved and why.

        ``because`` is the reason in the user's words. Returns the moves made.
        """
        changes, moves, woken = {}, [], self.browse()
        for clock, reckoning in self._reckonings().items():
            values = self._values_of(reckoning, clock.calendar_id)
            changed = {name for name, value in values.items() if clock[name] != value}
            if changed:
                changes[clock] = values
            if "due_at" in changed:
                moves.append(clock._move_values(values["due_at"], because))
            if "next_at" in changed:
                woken += clock
        at_once.update(self, changes)
        woken._wake()
        # sudo: the log is written by what moves clocks, whoever does it
        return at_once.insert(self.env["service.deadline.move"].sudo(), moves)

    def _reckonings(self, by_policy=False):
        """What each clock comes to now, by its own term or its policy's present one.

        Promises change by hand only; what no longer applies stays as it was left.
        """
        clocks = self.filtered(lambda clock: clock.policy_id and not clock.withdrawn)
        moments, fired = clocks._moments(), clocks._fired()
        return {
            clock: reckon(clock._setting(by_policy), moments[clock.id], fired[clock.id])
            for clock in clocks
        }

    def _setting(self, by_policy=False):
        """What a clock runs by: its own term, and what its policy says besides."""
        compiled = self.env["service.deadline.policy"]._compiled()[self.policy_id.id]
        return Setting(
            compiled.rule.term if by_policy else self._term(),
            aware(self.started_at),
            self.calendar_id._clock_calendar(),
            compiled.triggers,
            compiled.steps,
        )

    @api.model
    def _values_of(self, reckoning, calendar):
        """What a reckoning on a calendar writes."""
        return {
            "state": reckoning.state,
            "due_at": stored(reckoning.due.at),
            "ended_at": stored(reckoning.ended_at) or False,
            "provisional": reckoning.due.provisional,
            "next_at": stored(reckoning.next_at) or False,
            "calendar_revision": calendar.working_time_revision,
        }

    def _move_values(self, due_after, because):
        return {
            "deadline_id": self.id,
            "due_before": self.due_at,
            "due_after": due_after,
            "reason": because,
        }

    def _moments(self):
        """The events that concern each clock since its start: id → [Moment]."""
        found = defaultdict(list)
        by_record = self._events_by_record()
        for clock in self:
            for event in by_record.get((clock.res_model, clock.res_id), ()):
                if clock._heeds(event):
                    found[clock.id].append(Moment(event.type_id.code, aware(event.at)))
        return found

    def _heeds(self, event):
        """Whether an event concerns a clock: not earlier, and not another's duty."""
        return (
            event != self.start_event_id
            and event.at >= self.started_at
            and event.holder in ("", self.policy_id.holder)
        )

    def _events_by_record(self):
        """All events of the clocks' records: (model, id) → entries, in order."""
        found = defaultdict(list)
        # sudo: clocks are replayed from all events, whoever may read them
        entries = self.env["service.deadline.event"].sudo()
        for model, clocks in self.grouped("res_model").items():
            ids = clocks.mapped("res_id")
            for event in entries.search_fetch(
                [("res_model", "=", model), ("res_id", "in", ids)]
            ):
                found[model, event.res_id].append(event)
        return found

    def _fired(self):
        """When each clock did what: id → {step id or BREACH: last time}."""
        fired = defaultdict(dict)
        # sudo: as above
        firings = self.env["service.deadline.firing"].sudo()
        for firing in firings.search_fetch([("deadline_id", "in", self.ids)]):
            key = firing.step_id.id or BREACH
            fired[firing.deadline_id.id][key] = aware(firing.at)
        return fired

    def _open(self):
        return self.filtered(lambda clock: clock.state in OPEN_STATES)

    def _moments_to_wake(self):
        """The exact moment where a term is short; longer ones wait for the sweep's next
        turn, minutes later, instead of a trigger each."""
        return {clock.next_at for clock in self if clock._is_short()}

    def _is_short(self):
        """Whether a few minutes matter: a term of an hour or less."""
        return (self.due_at - self.started_at).total_seconds() <= 3600
