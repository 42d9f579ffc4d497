from odoo import api, fields, models
from odoo.tools import escape_psql

KINDS = [
    ("part", "Part"),
    ("work", "Labour"),
    ("travel", "Travel"),
    ("other", "Other"),
]


class ServiceVisitPart(models.Model):
    """A part that was used at a visit, or work and travel that have a price."""

    _name = "service.visit.part"
    _description = "Part or Price of a Visit"
    _order = "visit_id, id"

    visit_id = fields.Many2one(
        "service.visit", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="visit_id.company_id")
    currency_id = fields.Many2one(related="visit_id.currency_id")
    kind = fields.Selection(KINDS, required=True, default="part")
    product_id = fields.Many2one(
        "product.product", index="btree_not_null", ondelete="restrict"
    )
    name = fields.Char(
        string="Description",
        compute="_compute_name",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
    )
    quantity = fields.Float(digits="Product Unit", default=1.0, required=True)
    price_unit = fields.Monetary(
        string="Unit Price",
        compute="_compute_price_unit",
        store=True,
        readonly=False,
        precompute=True,
    )
    is_warranty = fields.Boolean(
        string="Warranty",
        compute="_compute_is_warranty",
        store=True,
        readonly=False,
        precompute=True,
        help="The customer pays nothing for it.",
    )
    price_total = fields.Monetary(
        string="Total", compute="_compute_price_total", store=True
    )

    _quantity_sensible = models.Constraint(
        "CHECK (quantity > 0 AND quantity <= 9999)",
        "The quantity must be a number from 0.01 to 9999.",
    )
    _price_sensible = models.Constraint(
        "CHECK (price_unit >= 0 AND price_unit <= 9999999)",
        "The price must be a number from 0 to 9999999.",
    )

    @api.depends("product_id")
    def _compute_name(self):
        for line in self:
            line.name = line.product_id.display_name or line.name

    @api.depends("product_id")
    def _compute_price_unit(self):
        for line in self:
            line.price_unit = line.product_id.lst_price or line.price_unit

    @api.depends("visit_id.is_warranty")
    def _compute_is_warranty(self):
        for line in self:
            line.is_warranty = line.visit_id.is_warranty

    @api.depends("quantity", "price_unit", "is_warranty")
    def _compute_price_total(self):
        for line in self:
            total = 0.0 if line.is_warranty else line.quantity * line.price_unit
            currency = line.currency_id
            line.price_total = currency.round(total) if currency else total

    @api.model
    def _find_part(self, text, company):
        """The product that somebody means by a code, a barcode or a name, or none."""
        # sudo: contractors' people read no products; they name one, and get it or not
        products = self.env["product.product"].sudo()
        for field in ("default_code", "barcode", "name"):
            domain = [
                (field, "=ilike", escape_psql(text)),
                ("company_id", "in", [False, company.id]),
            ]
            found = products.search(domain, limit=2)
            if len(found) == 1:
                return found
        return products
