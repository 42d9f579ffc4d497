from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class ServiceRegion(models.Model):
    """What keeps a region from being deleted."""

    _inherit = "service.region"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_official(self):
        official = self.filtered("is_official")
        if official:
            raise UserError(
                self.env._(
                    "%(regions)s: official regions can't be deleted, but they can be "
                    "archived.",
                    regions=", ".join(official[:5].mapped("complete_name")),
                )
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_use(self):
        holders = self._count_holders()
        if holders:
            raise UserError(
                self.env._(
                    "%(regions)s can't be deleted, only archived, because of what "
                    "still refers to it: %(holders)s.",
                    regions=", ".join(self[:5].mapped("complete_name")),
                    holders=", ".join(f"{name} ({n})" for name, n in holders),
                )
            )

    def _count_holders(self):
        """Who keeps these regions from being deleted: [(what, how many records)].

        One query for each field of the system that refers to regions.
        """
        holders = []
        for model_name, field in self._restricting_fields():
            # sudo: the count protects records that the user need not see
            model = self.env[model_name].sudo().with_context(active_test=False)
            domain = Domain(field.name, "in", self.ids)
            if model_name == self._name:
                domain &= Domain("id", "not in", self.ids)
            if count := model.search_count(domain):
                holders.append((self._describe_holder(model, field), count))
        return holders

    def _describe_holder(self, model, field):
        if model._name == self._name:
            return self.env._("Divisions")
        return self.env["ir.model"]._get(model._name).name

    def _restricting_fields(self):
        """Stored fields of all models whose reference forbids a region's deletion."""
        return [
            (model_name, field)
            for model_name, model in self.env.registry.items()
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.type == "many2one"
            and field.comodel_name == self._name
            and field.store
            and field.ondelete == "restrict"
        ]
