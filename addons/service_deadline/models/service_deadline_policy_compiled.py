from ast import literal_eval
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ..rules.choice import applicable, choose
from ..rules.clock import Setting, reckon
from ..rules.moments import aware
from ..rules.types import Facts, Policy, Term, Triggers


class Compiled(NamedTuple):
    """A policy as plain data, kept per process: starting a clock must not read it."""

    id: int
    rule: Policy
    triggers: Triggers
    steps: tuple
    res_model: str
    domain: tuple
    calendar_id: int


class ServiceDeadlinePolicy(models.Model):
    """Which policies an event sets off."""

    _inherit = "service.deadline.policy"

    @api.model
    def _chosen(self, records, events, code):
        """What new events start: [(record, event, compiled policy)].

        Of the policies for one duty only the one that binds is chosen
        (`rules.choice.choose`).
        """
        by_id = {event.res_id: event for event in events}
        chosen = []
        for record in records.filtered(lambda record: record.id in by_id):
            event = by_id[record.id]
            for compiled in self._chosen_for(record, event, code):
                chosen.append((record, event, compiled))
        return chosen

    def _chosen_for(self, record, event, code):
        candidates = {
            compiled.rule: compiled
            for compiled in self._compiled_by_event().get(code, ())
            if compiled.res_model in ("", record._name)
        }
        if not candidates:
            return []
        facts = Facts(event=code, holder=event.holder, **record._deadline_facts(event))
        rules = [
            rule
            for rule in applicable(candidates, facts)
            if record.filtered_domain(Domain(list(candidates[rule].domain)))
        ]

        def due_of(rule):
            return self._reckoned(candidates[rule], record, event.at).due.at

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

    @api.model
    @ormcache()
    def _compiled(self):
        """All policies, switched-off ones too: id → Compiled."""
        # sudo: everybody's events start clocks
        policies = self.sudo().with_context(active_test=False)
        policies = policies.search(Domain.TRUE)
        return {policy.id: policy._compile() for policy in policies}

    @api.model
    @ormcache()
    def _compiled_by_event(self):
        """The policies in use by what starts them: code → (Compiled, …)."""
        found = {}
        for compiled in self._compiled().values():
            if compiled.rule.active:
                found.setdefault(compiled.rule.event, []).append(compiled)
        return {code: tuple(policies) for code, policies in found.items()}

    @api.model
    @ormcache()
    def _touching_codes(self):
        """The events that may pause, resume, meet or cancel a clock."""
        triggers = [compiled.triggers for compiled in self._compiled().values()]
        return frozenset().union(*(codes for each in triggers for codes in each))

    def _compile(self):
        self.ensure_one()
        return Compiled(
            self.id,
            self._rule(),
            self._triggers(),
            self.step_ids._rules(),
            self.res_model or "",
            tuple(literal_eval(self.domain or "[]")),
            self.calendar_id.id,
        )

    def _rule(self):
        return Policy(
            code=self.code,
            term=self._term(),
            country=self.jurisdiction or "",
            province=self.province or "",
            sector=self.sector_id.code or "",
            stage=self.stage_id.code or "",
            holder=self.holder,
            event=self.event_id.code,
            kind=self.kind,
            in_force_from=self.in_force_from or None,
            in_force_to=self.in_force_to or None,
            active=self.active,
        )

    def _term(self):
        return Term(
            self.amount, self.unit, self.start, self.end, self.roll, self.backward
        )

    def _triggers(self):
        return Triggers(
            frozenset(self.pause_event_ids.mapped("code")),
            frozenset(self.resume_event_ids.mapped("code")),
            frozenset(self.meet_event_ids.mapped("code")),
            frozenset(self.cancel_event_ids.mapped("code")),
        )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    def unlink(self):
        self.env.registry.clear_cache()
        return super().unlink()
