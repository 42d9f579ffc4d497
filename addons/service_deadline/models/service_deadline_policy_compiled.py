from ast import literal_eval
from typing import NamedTuple

from odoo import api, models
from odoo.fields import Domain
from odoo.tools import ormcache

from ..rules.types import Policy, Term, Triggers


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
    """Policies as the rules take them, by what starts them."""

    _inherit = "service.deadline.policy"

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
