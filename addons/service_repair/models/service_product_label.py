import secrets
from base64 import b64encode

from reportlab.graphics.barcode import createBarcodeDrawing

from odoo import api, fields, models

from ..rules.phone import parse_phone

CODE_BYTES = 9  # 12 letters, which nobody guesses


class ServiceProductLabel(models.Model):
    """The label with a QR code on one product: who scans it books with product and
    serial number filled in."""

    _name = "service.product.label"
    _description = "Product Label"
    _rec_name = "serial_number"
    _order = "id desc"

    code = fields.Char(
        required=True,
        readonly=True,
        copy=False,
        default=lambda self: secrets.token_urlsafe(CODE_BYTES),
        help="Stands in the QR code; nobody can guess another one's.",
    )
    product_id = fields.Many2one(
        "product.product", required=True, index=True, ondelete="cascade"
    )
    serial_number = fields.Char(copy=False, index=True, help="As on the product.")
    partner_id = fields.Many2one(
        "res.partner",
        string="Customer",
        index="btree_not_null",
        ondelete="set null",
        help="Whose product it is. The page that the code opens does not show it.",
    )
    url = fields.Char(string="Opens", compute="_compute_url")
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another label has this code.")
    _serial_unique = models.UniqueIndex(
        "(product_id, serial_number) WHERE active AND serial_number IS NOT NULL",
        "This serial number of the product has a label already.",
    )

    @api.depends("code")
    def _compute_url(self):
        for label in self:
            label.url = f"{label.get_base_url()}/service/p/{label.code}"

    @api.depends("product_id", "serial_number")
    def _compute_display_name(self):
        for label in self:
            names = (label.product_id.display_name, label.serial_number)
            label.display_name = " · ".join(filter(None, names))

    def _qr_code(self):
        """The code as a drawing that an `img` takes: sharp at any size, and without the
        library for pixels that Odoo's own barcodes need."""
        self.ensure_one()
        drawing = createBarcodeDrawing("QR", value=self.url, barLevel="M")
        svg = drawing.asString("svg")
        svg = svg if isinstance(svg, bytes) else svg.encode()
        return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"

    @api.model
    def _of_code(self, code):
        """The label that a QR code names, with sudo; empty for any other text."""
        # sudo: who stands before the product need not have an account
        labels = self.sudo()
        return labels.search([("code", "=", code)]) if code else labels.browse()

    def _owner(self, phone):
        """The label's customer, if that is whose number it is."""
        number = parse_phone(
            phone, self.env.company.service_country_code or "CN"
        ).number
        return self.partner_id.filtered(
            lambda partner: number and partner.phone_sanitized == number
        )
