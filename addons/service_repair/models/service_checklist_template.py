from odoo import api, fields, models
from odoo.fields import Domain


class ServiceChecklistTemplate(models.Model):
    """What is to be done at each visit for a kind of product."""

    _name = "service.checklist.template"
    _description = "Checklist"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    sequence = fields.Integer(default=10)
    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for every company."
    )
    product_category_id = fields.Many2one(
        "product.category",
        index=True,
        ondelete="cascade",
        help="For products of this category and of those below it. Empty: for every "
        "product.",
    )
    step_ids = fields.One2many(
        "service.checklist.step", "template_id", string="Steps", copy=True
    )

    @api.model
    def _steps_for(self, category, company):
        """The steps of a visit: those for every product first, then from the widest
        category down to the product's own."""
        path = [int(each) for each in (category.parent_path or "").split("/")[:-1]]
        domain = Domain("company_id", "in", [False, company.id])
        domain &= Domain("product_category_id", "in", [False, *path])
        # sudo: what is to be done is found out, whoever takes the visit
        found = self.sudo().search(domain)
        depth = {id_: index for index, id_ in enumerate(path, 1)}
        in_order = found.sorted(lambda one: depth.get(one.product_category_id.id, 0))
        return in_order.step_ids
