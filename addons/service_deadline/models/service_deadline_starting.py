from odoo import api, models

from . import at_once


class ServiceDeadline(models.Model):
    """What an event does to clocks: start some, and touch those it pauses or ends."""

    _inherit = "service.deadline"

    @api.model
    def _on_events(self, records, logged, known):
        """Start the clocks that new events start, and reckon anew those they touch.

        ``logged``: [(code, new entries)]. ``known``: the records had events before, so
        that there may be clocks, or something that was reported before the start of
        one.
        """
        policies = self.env["service.deadline.policy"]
        touching = policies._touching_codes()
        touched = [code for code, events in logged if events and code in touching]
        if known and touched:
            self._clocks_of(records)._reckon(self._because_of(*touched))
        chosen = [policies._chosen(records, events, code) for code, events in logged]
        clocks = self._start([choice for each in chosen for choice in each])
        if known or touched:
            clocks._reckon(self.env._("Events reported before the start"))
        return clocks

    @api.model
    def _because_of(self, *codes):
        """The reason for what events move, in the user's words."""
        event_types = self.env["service.deadline.event.type"]
        # sudo: who reports an event need not read the list
        happened = event_types.sudo().browse(map(event_types._id_of, codes))
        return self.env._("Event: %(event)s", event=", ".join(happened.mapped("name")))

    @api.model
    def _start(self, choices):
        """Start a clock for each (record, event, compiled policy)."""
        if not choices:
            return self
        # sudo: clocks are started by what happens, whoever does it
        rows = [self._starting_values(*each) for each in choices]
        clocks = at_once.insert(self.sudo(), rows)
        clocks._wake()
        return clocks

    @api.model
    def _starting_values(self, record, event, compiled):
        policies = self.env["service.deadline.policy"]
        calendar = policies._calendar_of(compiled, record)
        reckoning = policies._reckoned(compiled, record, event.at)
        return {
            "res_model": record._name,
            "res_id": record.id,
            "company_id": record._deadline_company().id,
            "policy_id": compiled.id,
            "start_event_id": event.id,
            "started_at": event.at,
            "term": list(compiled.rule.term),
            "calendar_id": calendar.id,
            **self._values_of(reckoning, calendar),
        }

    @api.model
    def _clocks_of(self, records):
        """All clocks of records, ended ones too: a late report may change a verdict."""
        domain = [("res_model", "=", records._name), ("res_id", "in", records.ids)]
        # sudo: clocks keep to their events, whoever reports them
        return self.sudo().search_fetch(domain)
