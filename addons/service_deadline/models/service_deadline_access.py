from odoo import models
from odoo.fields import Domain


class ServiceDeadline(models.Model):
    """Who may read a record may read its deadlines, and nobody else."""

    _inherit = "service.deadline"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if not self or self.env.su:
            return result
        allowed = self - result[0] if result else self
        hidden = allowed - allowed._of_readable_records()
        if not hidden:
            return result
        forbidden = hidden | result[0] if result else hidden
        return forbidden, lambda: self._make_access_error(operation)

    def _make_access_error(self, operation):
        return self.env["ir.rule"]._make_access_error(operation, self)

    def _of_readable_records(self):
        """Those whose record the user may read."""
        readable = self.browse()
        # sudo: only to learn which records the deadlines are about
        for model, deadlines in self.sudo().grouped("res_model").items():
            records = self.env[model].browse(deadlines.mapped("res_id"))
            ids = set(records.exists()._filtered_access("read").ids)
            readable |= deadlines.filtered(lambda d, ids=ids: d.res_id in ids)
        return readable.with_env(self.env)

    def _search(self, domain, *args, bypass_access=False, **kwargs):
        """Leave out deadlines of records the user may not read."""
        if not (self.env.su or bypass_access):
            domain = Domain(domain) & self._readable_domain()
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)

    def _readable_domain(self):
        """Deadlines of records that the user may read, as one condition a model."""
        keepers = self.env["service.deadline.policy"]._keepers()
        readable = Domain.FALSE
        for name in keepers:
            model = self.env[name]
            if model.has_access("read"):
                about = Domain("res_id", "in", model._search([], active_test=False))
                readable |= Domain("res_model", "=", name) & about
        return readable
