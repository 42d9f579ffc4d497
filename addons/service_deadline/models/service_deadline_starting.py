from odoo import api, models

from . import at_once


class ServiceDeadline(models.Model):
    """What an event does to clocks: start some, and touch those it pauses or ends."""

    _inherit = "service.deadline"

    @api.model
    def _on_events(self, records, events, code, known):
        """Start the clocks that new events start, and reckon anew those they touch.

        ``known``: the records had events before, so that there may be clocks, or
        something that was reported before the start of one.
        """
        policies = self.env["service.deadline.policy"]
        if events and known and code in policies._touching_codes():
            self._clocks_of(records)._reckon(self._because_of(code))
        clocks = self._start(policies._chosen(records, events, code))
        if known:
            clocks._reckon(self.env._("Events reported before the start"))
        return clocks

    @api.model
    def _because_of(self, code):
        """The reason for what an event moves, in the user's words."""
        event_types = self.env["service.deadline.event.type"]
        # sudo: who reports an event need not read the list
        event_type = event_types.sudo().browse(event_types._id_of(code))
        return self.env._("Event: %(event)s", event=event_type.name)

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
