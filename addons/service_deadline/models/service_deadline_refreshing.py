from odoo import api, models


class ServiceDeadline(models.Model):
    """Records change: policies that bound them may not any more, and others may."""

    _inherit = "service.deadline"

    @api.model
    def _refresh(self, records, because):
        """Choose the policies of records anew, as of the events that started them.

        A clock that already ended keeps its verdict.
        """
        clocks = self._clocks_of(records).filtered("policy_id")
        wanted = self._wanted(records)
        running = clocks.filtered(lambda clock: not clock.withdrawn)
        self._withdraw(running._open().filtered(lambda c: c._key() not in wanted))
        back = clocks.filtered(lambda c: c.withdrawn and c._key() in wanted)
        back.withdrawn = False
        live = running._open() | back
        live._follow_record()
        live._reckon(because)
        there = {clock._key() for clock in clocks}
        new = [choice for key, choice in wanted.items() if key not in there]
        self._start(new)._reckon(because)

    def _follow_record(self):
        """Count on the record's present hours where the policy names none."""
        policies = self.env["service.deadline.policy"]
        for clock in self:
            compiled = policies._compiled()[clock.policy_id.id]
            calendar = policies._calendar_of(compiled, clock._record())
            if calendar != clock.calendar_id:
                clock.calendar_id = calendar

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
        for event in entries.search(domain, order="at, id"):
            latest[event.res_id, event.type_id, event.holder] = event
        found = {}
        for (_id, event_type, holder), event in latest.items():
            key = event_type.code, holder
            found[key] = found.get(key, entries) | event
        return found

    def _withdraw(self, clocks):
        """End clocks whose policy no longer binds."""
        clocks.write(
            {
                "withdrawn": True,
                "state": "cancelled",
                "ended_at": self.env.cr.now().replace(microsecond=0),
                "next_at": False,
            }
        )
