from odoo import api, fields, models
from odoo.fields import Domain


class ServiceDeadlineMove(models.Model):
    """That a clock came to be due at another time, and why."""

    _name = "service.deadline.move"
    _description = "Deadline Moved"
    _order = "id desc"
    _rec_name = "reason"

    deadline_id = fields.Many2one(
        "service.deadline", required=True, ondelete="cascade", index=True
    )
    due_before = fields.Datetime("Was Due")
    due_after = fields.Datetime("Is Due")
    reason = fields.Char(required=True)

    def _check_access(self, operation):
        """Who may read the clock may read that it moved; nobody else."""
        result = super()._check_access(operation)
        if not self or self.env.su:
            return result
        allowed = self - result[0] if result else self
        hidden = allowed - allowed._of_readable_clocks()
        if not hidden:
            return result
        forbidden = hidden | result[0] if result else hidden
        rules = self.env["ir.rule"]
        return forbidden, lambda: rules._make_access_error(operation, forbidden)

    def _of_readable_clocks(self):
        # sudo: only to learn which clocks they are of
        clocks = self.sudo().deadline_id.with_env(self.env)
        ids = set(clocks._filtered_access("read").ids)
        # sudo: as above
        readable = self.sudo().filtered(lambda move: move.deadline_id.id in ids)
        return readable.with_env(self.env)

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            clocks = self.env["service.deadline"]._search([])
            domain = Domain(domain) & Domain("deadline_id", "in", clocks)
        return super()._search(domain, *args, bypass_access=bypass_access, **kwargs)
