from odoo import api, models
from odoo.exceptions import AccessError, UserError

from ..rules.visit_life import ALREADY, Refusal, describe, judge

# What only events change.
DECIDED_FIELDS = frozenset(
    {
        "state",
        "result",
        "departed_at",
        "arrived_at",
        "finished_at",
        "version",
        "travel_before",
        # what the customer proved, and by what
        "check_code",
        "completion_code",
        "code_tries",
        "code_tried",
        "is_confirmed",
        "signature",
        "signed_by",
    }
)
# Context key, and the object that must be its value: no call from outside has it.
DECIDED, _BY_EVENT = "service_visit_decided", object()


def is_decided(env):
    """Whether an event writes, and not a form, an import or a call from outside."""
    return env.context.get(DECIDED) is _BY_EVENT


class ServiceVisitLife(models.AbstractModel):
    """What happens to a visit, one event at a time, each of them once."""

    _name = "service.visit.life"
    _description = "Life of a Visit"

    @api.model
    def _check_decided(self, vals):
        """State and times follow from events, not from forms and imports."""
        names = DECIDED_FIELDS & vals.keys()
        names -= {"state"} if vals.get("state") == "open" and not self else set()
        if not names or is_decided(self.env):
            return
        labels = [self._fields[name]._description_string(self.env) for name in names]
        raise AccessError(
            self.env._(
                "%(fields)s: this follows from what happens to the visit. Use its "
                "buttons.",
                fields=", ".join(sorted(labels)),
            )
        )

    def _decide(self, vals):
        """Write what an event led to."""
        return self.with_context(**{DECIDED: _BY_EVENT}).write(vals)

    def _happen(self, event, role, person=None, **values):
        """Let something happen to this visit.

        :param event: as in `rules.visit_life`
        :param role: in which role somebody acts: "technician", "dispatcher", "agent",
            "customer" or "system"
        :param person: the technician it is about, where it is about one
        :param values: what is written along
        :return: None when it happened, "already" when it had before, else why it does
            not, as `Refusal`
        """
        self.ensure_one()
        # whoever presses at the same moment waits, and is judged by what came of it
        self.lock_for_update(allow_referencing=True)
        same = not person or person == (self.resource_id or person)
        outcome = judge(self.state, event, role, same)
        if outcome == ALREADY or isinstance(outcome, Refusal):
            return outcome
        before = self.state
        self._decide({**values, "state": outcome})
        self._happened(event, before)
        return None

    def _happened(self, event, before):
        """Hook: what follows from an event; `_happened_depart` and so on are called
        for theirs.

        :param before: the state that the visit was in
        """
        follow = getattr(self, f"_happened_{event}", None)
        if follow:
            follow()

    def _raise_refusal(self, outcome):
        """Tell people at a screen why something did not happen."""
        if isinstance(outcome, Refusal):
            raise UserError(describe(outcome, self.env._))
