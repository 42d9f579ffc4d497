from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..rules.choice import applicable, choose
from ..rules.clock import Setting, reckon
from ..rules.moments import aware
from ..rules.types import Facts


class ServiceDeadlinePolicy(models.Model):
    """Which policies an event sets off, and what their clocks would come to."""

    _inherit = "service.deadline.policy"

    @api.model
    def _chosen(self, records, events, code):
        """What new events start: [(record, event, compiled policy)].

        Of the policies for one duty only the one that binds is chosen
        (`rules.choice.choose`). A policy's condition is asked once for all records.
        """
        by_id = {event.res_id: event for event in events}
        candidates = self._candidates(records._name, code)
        if not candidates:
            return []
        # sudo: what binds a record does not depend on who reports the event
        records = records.sudo().filtered(lambda record: record.id in by_id)
        applying = {
            record: self._applying(candidates, record, by_id[record.id], code)
            for record in records
        }
        meant = self._meant(records, applying, candidates)
        chosen = []
        for record, rules in applying.items():
            event = by_id[record.id]
            rules = [rule for rule in rules if record.id in meant[rule]]
            for compiled in self._binding(rules, candidates, record, event.at):
                chosen.append((record, event, compiled))
        return chosen

    @api.model
    def _candidates(self, model, code):
        """The policies that an event may start for a model's records, by their rule."""
        return {
            compiled.rule: compiled
            for compiled in self._compiled_by_event().get(code, ())
            if compiled.res_model in ("", model)
        }

    @api.model
    def _applying(self, candidates, record, event, code):
        """The rules that apply to a record by its facts, its condition aside."""
        facts = record._deadline_facts(event)
        return applicable(candidates, Facts(event=code, holder=event.holder, **facts))

    @api.model
    def _meant(self, records, applying, candidates):
        """The ids of the records that meet the condition of each rule."""
        asked = defaultdict(list)
        for record, rules in applying.items():
            for rule in rules:
                asked[rule].append(record.id)
        meant = {}
        for rule, ids in asked.items():
            condition = Domain(list(candidates[rule].domain))
            meant[rule] = set(records.browse(ids).filtered_domain(condition).ids)
        return meant

    @api.model
    def _binding(self, rules, candidates, record, at):
        """Of rules that apply to a record, the policies that bind it."""

        def due_of(rule):
            return self._reckoned(candidates[rule], record, at).due.at

        return [candidates[rule] for rule in choose(rules, due_of)]

    @api.model
    def _reckoned(self, compiled, record, at):
        """What a clock of this policy would come to if it started for a record now."""
        calendar = self._calendar_of(compiled, record)
        return reckon(self._setting_of(compiled, calendar, at), (), {})

    @api.model
    def _setting_of(self, compiled, calendar, at):
        return Setting(
            compiled.rule.term,
            aware(at),
            calendar._clock_calendar(),
            compiled.triggers,
            compiled.steps,
        )

    @api.model
    def _calendar_of(self, compiled, record):
        """The calendar a policy is counted on: its own, else the record's."""
        if compiled.calendar_id:
            return self.env["resource.calendar"].browse(compiled.calendar_id)
        return record._deadline_calendar()
