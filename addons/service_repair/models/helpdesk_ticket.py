from odoo import api, fields, models
from odoo.tools import is_html_empty
from odoo.tools.mail import plaintext2html

from odoo.addons.service_region.models.service_region_mixin import UNSTORABLE

NAME_LENGTH = 80
# What callers and forms hand in, with whatever they typed or pasted.
TYPED_FIELDS = {"name", "caller_phone", "fault", "serial_number"}


class HelpdeskTicket(models.Model):
    """A ticket that may be a repair ticket: what is broken, and where."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "service.region.mixin"]

    is_repair = fields.Boolean(
        string="Repair",
        index=True,
        help="The ticket asks for a repair at an address; routing finds its station.",
    )
    is_emergency = fields.Boolean(
        string="Emergency",
        tracking=True,
        help="Goes only to a station that is open at this moment.",
    )
    product_id = fields.Many2one("product.product", index="btree_not_null")
    product_category_id = fields.Many2one(
        "product.category",
        compute="_compute_product_category_id",
        store=True,
        readonly=False,
        precompute=True,
        help="Follows the product; stations may serve only some categories.",
    )
    serial_number = fields.Char(index="trigram", help="As on the product's label.")
    fault = fields.Text(help="What is wrong, in the customer's words.")
    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True
    )
    description = fields.Html(
        compute="_compute_description", store=True, readonly=False, precompute=True
    )

    @api.depends("product_id")
    def _compute_product_category_id(self):
        for ticket in self:
            ticket.product_category_id = (
                ticket.product_id.categ_id or ticket.product_category_id
            )

    @api.depends("is_repair", "product_id", "fault")
    def _compute_name(self):
        """A repair ticket without a title takes it from the product and the fault."""
        for ticket in self:
            if ticket.is_repair and not ticket.name:
                ticket.name = ticket._suggest_name()

    def _suggest_name(self):
        self.ensure_one()
        first_line = (self.fault or "").strip().partition("\n")[0][:NAME_LENGTH]
        parts = [self.product_id.name, first_line]
        return ": ".join(filter(None, parts)) or self.env._("Repair")

    @api.depends("is_repair", "fault")
    def _compute_description(self):
        """A repair ticket without a description takes the fault for it."""
        for ticket in self:
            if ticket.is_repair and is_html_empty(ticket.description):
                ticket.description = plaintext2html(
                    ticket.fault or ticket.name or ticket._suggest_name()
                )

    @api.model
    def default_get(self, fields):
        """A repair ticket belongs to nobody until somebody at its station takes it."""
        defaults = super().default_get(fields)
        if defaults.get("is_repair"):
            defaults.pop("user_id", None)
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._clean_texts(vals) for vals in vals_list]
        by_default = bool(self.env.context.get("default_is_repair"))
        repairs = [vals for vals in vals_list if vals.get("is_repair", by_default)]
        for vals in repairs:
            # else the company's setting would give it to whoever took the call
            vals.setdefault("user_id", False)
        self._number_repairs(repairs)
        self._note_chosen_stations(repairs)
        return super().create(vals_list)

    def write(self, vals):
        return super().write(self._clean_texts(vals))

    def _clean_texts(self, vals):
        """A copy of the values without the characters that the database refuses."""
        return {
            name: value.translate(UNSTORABLE)
            if name in TYPED_FIELDS and isinstance(value, str)
            else value
            for name, value in vals.items()
        }

    def _number_repairs(self, vals_list):
        """Number new repair tickets, with one query per company."""
        by_company = {}
        for vals in vals_list:
            if vals.get("number", "/") == "/":
                company = vals.get("company_id") or self.env.company.id
                by_company.setdefault(company, []).append(vals)
        for company, unnumbered in by_company.items():
            sequence = self._repair_sequence(company)
            if sequence:
                numbers = sequence._next_many(len(unnumbered))
                for vals, number in zip(unnumbered, numbers, strict=True):
                    vals["number"] = number

    def _repair_sequence(self, company):
        # sudo: who files a ticket need not read sequences
        return (
            self.env["ir.sequence"]
            .sudo()
            .search(
                [
                    ("code", "=", "service.repair.ticket"),
                    ("company_id", "in", [company, False]),
                ],
                order="company_id",
                limit=1,
            )
        )

    def copy(self, default=None):
        """A copied repair ticket counts among the repair tickets."""
        self.ensure_one()
        if self.is_repair and "number" not in (default or {}):
            numbered = {}
            self._number_repairs([numbered])
            default = {**(default or {}), **numbered}
        return super().copy(default)
