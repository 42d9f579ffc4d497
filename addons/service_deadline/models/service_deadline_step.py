from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules.clock import Step
from .service_deadline_policy import UNITS


class ServiceDeadlineStep(models.Model):
    """What is done before or after a deadline of a policy: warn, or escalate."""

    _name = "service.deadline.step"
    _description = "Warning or Escalation"
    _order = "policy_id, timing desc, amount"

    policy_id = fields.Many2one(
        "service.deadline.policy", required=True, ondelete="cascade", index=True
    )
    name = fields.Char(
        required=True, translate=True, help="What the activity or the note says."
    )
    timing = fields.Selection(
        [("before", "Before it is due"), ("after", "After it was due")],
        required=True,
        default="before",
    )
    amount = fields.Float(required=True, default=1.0, aggregator=None)
    unit = fields.Selection(UNITS[:-1], required=True, default="working_hours")
    at_work = fields.Boolean(
        "At Working Times",
        default=True,
        help="Wait for the next working moment instead of waking somebody at night.",
    )
    action = fields.Selection(
        [
            ("activity", "Activity for who is responsible"),
            ("manager", "Activity for their manager"),
            ("user", "Activity for a certain person"),
            ("note", "Note on the record"),
            ("escalate", "Escalation of the record"),
        ],
        required=True,
        default="activity",
    )
    user_id = fields.Many2one("res.users", "Person", ondelete="restrict")
    _amount_positive = models.Constraint(
        "CHECK(amount > 0)", "A warning or an escalation needs a time above 0."
    )

    @api.constrains("action", "user_id")
    def _check_user(self):
        for step in self:
            if step.action == "user" and not step.user_id:
                raise ValidationError(
                    self.env._("“%(step)s”: choose the person.", step=step.name)
                )

    def _rules(self):
        """The steps as the rules take them."""
        return tuple(
            Step(step.id, step.timing == "before", step.amount, step.unit, step.at_work)
            for step in self
        )
