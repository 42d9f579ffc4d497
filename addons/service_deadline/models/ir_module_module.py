from odoo import models


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    def _load_module_terms(self, modules, langs, overwrite=False):
        """Say what is shipped in a language that is new here."""
        result = super()._load_module_terms(modules, langs, overwrite)
        if "service_deadline" in modules:
            self.env["service.special.day.dataset"]._load()
            policies = self.env["service.deadline.policy"]
            policies.with_context(lang="en_US")._load_policies()
        return result
