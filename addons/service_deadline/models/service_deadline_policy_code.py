from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.codes import free_code, stem


class ServiceDeadlinePolicy(models.Model):
    """What a policy is called: free for a copy, fixed for what comes with the addon."""

    _inherit = "service.deadline.policy"

    is_shipped = fields.Boolean(
        "Comes with the Addon",
        compute="_compute_is_shipped",
        help="Follows the addon's upgrades; what is changed here stays.",
    )

    @api.depends("shipped")
    def _compute_is_shipped(self):
        for policy in self:
            policy.is_shipped = bool(policy.shipped)

    def copy_data(self, default=None):
        """Copies are rules of their own: with a code that is free, called a copy."""
        vals_list = super().copy_data(default=default)
        given = default or {}
        taken = self._codes_alike()
        for policy, vals in zip(self, vals_list, strict=True):
            if "code" not in given:
                vals["code"] = free_code(policy.code, taken)
                taken.add(vals["code"])
            if "name" not in given:
                vals["name"] = self.env._("%(policy)s (copy)", policy=policy.name)
        return vals_list

    def _codes_alike(self):
        """The codes that copies of these could collide with."""
        alike = Domain.OR(
            Domain("code", "=like", f"{stem(policy.code)}-%") for policy in self
        )
        policies = self.with_context(active_test=False).search_fetch(alike, ["code"])
        return set(policies.mapped("code"))
