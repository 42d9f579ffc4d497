from odoo import fields, models


class ServiceVisitChecklistItem(models.Model):
    """One step of a visit's checklist: who did it, and when."""

    _name = "service.visit.checklist.item"
    _description = "Step of a Visit"
    _order = "visit_id, sequence, id"

    visit_id = fields.Many2one(
        "service.visit", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="What to Do", required=True)
    sequence = fields.Integer(default=10)
    is_required = fields.Boolean(
        string="Required",
        help="A repair does not count as solved before this is done.",
    )
    done_at = fields.Datetime(string="Done", readonly=True, copy=False)
    done_by_id = fields.Many2one(
        "resource.resource",
        string="Done by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )

    def _set_done(self, is_done, person, at):
        """Note that these steps are done, or are not after all.

        :return: None, or "already"
        """
        changed = self.filtered(lambda item: bool(item.done_at) != is_done)
        if not changed:
            return "already"
        changed.write(
            {
                "done_at": is_done and at,
                "done_by_id": is_done and person.id,
            }
        )
        return None
