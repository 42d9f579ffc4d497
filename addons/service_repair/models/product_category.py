from odoo import fields, models


class ProductCategory(models.Model):
    """How long a visit for a kind of product takes."""

    _inherit = "product.category"

    service_visit_minutes = fields.Integer(
        string="Length of a Visit (Minutes)",
        help="0: as the category above it, else as the company's settings say.",
    )

    service_bookable = fields.Boolean(
        string="Customers Book Repairs",
        help="Shown on the page by which customers book a visit.",
    )

    def _visit_minutes(self):
        """The own length of a visit, or that of the nearest category above; else 0."""
        category = self
        while category and not category.service_visit_minutes:
            category = category.parent_id
        return category.service_visit_minutes
