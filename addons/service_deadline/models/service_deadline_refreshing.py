from collections import defaultdict

from odoo import api, models

from . import at_once


class ServiceDeadline(models.Model):
    """Records change: policies that bound them may not any more, and others may."""

    _inherit = "service.deadline"

    @api.model
    def _refresh(self, records, because):
        """Choose the policies of records anew, as of the events that started them.

        A clock that already ended keeps its verdict.
        """
        # sudo: what binds a record does not depend on who changed it
        records = records.sudo()
        records.fetch()
        clocks = self._clocks_of(records).filtered("policy_id")
        wanted = self._wanted(records)
        running = clocks.filtered(lambda clock: not clock.withdrawn)._open()
        gone = running.filtered(lambda clock: clock._key() not in wanted)
        back = clocks.filtered(lambda c: c.withdrawn and c._key() in wanted)
        gone._withdraw()
        at_once.update(self, {clock: {"withdrawn": False} for clock in back})
        live = (running - gone) | back
        live._follow(records)
        live._reckon(because)
        there = {clock._key() for clock in clocks}
        new = [choice for key, choice in wanted.items() if key not in there]
        self._start(new)._reckon(because)

    def _follow(self, records):
        """Count on the records' present hours where the policy names none."""
        policies = self.env["service.deadline.policy"]
        compiled = policies._compiled()
        by_id = {record.id: record for record in records}
        changes = {}
        for clock in self:
            policy, record = compiled[clock.policy_id.id], by_id[clock.res_id]
            calendar = policies._calendar_of(policy, record)
            if calendar != clock.calendar_id:
                changes[clock] = {"calendar_id": calendar.id}
        at_once.update(self, changes)

    def _key(self):
        return self.res_id, self.start_event_id.id, self.policy_id.id

    def _wanted(self, records):
        """What should run: (record id, event id, policy id) → choice."""
        policies = self.env["service.deadline.policy"]
        wanted = {}
        for (code, _holder), events in self._latest_starts(records).items():
            for choice in policies._chosen(records, events, code):
                record, event, compiled = choice
                wanted[record.id, event.id, compiled.id] = choice
        return wanted

    def _latest_starts(self, records):
        """The last event of each kind of each record that starts clocks.

        Only the last: what started before a record was reopened has had its end.
        Returns (code, holder) → entries, one a record.
        """
        codes = list(self.env["service.deadline.policy"]._compiled_by_event())
        # sudo: clocks are replayed from all events, whoever may read them
        entries = self.env["service.deadline.event"].sudo()
        domain = [
            ("res_model", "=", records._name),
            ("res_id", "in", records.ids),
            ("type_id.code", "in", codes),
        ]
        latest = {}
        for event in entries.search_fetch(domain, order="at, id"):
            latest[event.res_id, event.type_id, event.holder] = event
        found = defaultdict(list)
        for (_id, event_type, holder), event in latest.items():
            found[event_type.code, holder].append(event)
        return found

    def _withdraw(self):
        """End clocks whose policy no longer binds."""
        values = {
            "withdrawn": True,
            "state": "cancelled",
            "ended_at": self.env.cr.now().replace(microsecond=0),
            "next_at": False,
        }
        at_once.update(self, dict.fromkeys(self, values))
