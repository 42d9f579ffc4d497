from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_list, is_html_empty
from odoo.tools.mail import plaintext2html

from odoo.addons.service_region.models.service_region_mixin import UNSTORABLE

from .ir_sequence import NUMBERING_FIELDS

NAME_LENGTH = 80
# What callers and forms hand in, with whatever they typed or pasted.
TYPED_FIELDS = {"name", "caller_phone", "fault", "serial_number"}
# What is wrong, who wants it mended, or where: with one of them somebody can begin.
WRITTEN_FIELDS = (
    "name",
    "fault",
    "caller_phone",
    "address",
    "partner_name",
    "partner_email",
)
CHOSEN_FIELDS = ("partner_id", "region_id")


class HelpdeskTicket(models.Model):
    """A ticket that may be a repair ticket: what is broken, and where."""

    _name = "helpdesk.ticket"
    _inherit = ["helpdesk.ticket", "service.region.mixin", "service.door.thread"]

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

    @api.depends("product_id")
    def _compute_product_category_id(self):
        for ticket in self:
            ticket.product_category_id = (
                ticket.product_id.categ_id or ticket.product_category_id
            )

    @api.depends("name")
    def _compute_display_name(self):
        """A ticket that is being filed has neither number nor title to be shown yet."""
        unnamed = self.filtered(lambda ticket: not ticket.name)
        unnamed.display_name = False
        return super(HelpdeskTicket, self - unnamed)._compute_display_name()

    @api.model
    def default_get(self, fields):
        """A repair ticket belongs to nobody until somebody at its station takes it, and
        waits in that station's queue."""
        defaults = super().default_get(fields)
        if defaults.get("is_repair"):
            defaults.pop("user_id", None)
            defaults.pop("team_id", None)
        return defaults

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._clean_texts(vals) for vals in vals_list]
        by_default = bool(self.env.context.get("default_is_repair"))
        repairs = [vals for vals in vals_list if vals.get("is_repair", by_default)]
        for vals in repairs:
            # else the company's setting would give it to whoever took the call
            vals.setdefault("user_id", False)
            # a form sends the queue that it showed; the ticket's own follows from where
            # it goes in the end
            vals.pop("team_id", None)
        self._check_not_empty(repairs)
        self._name_repairs(repairs)
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

    def _check_not_empty(self, vals_list):
        """Nobody can do anything about a repair ticket that says nothing at all."""
        defaults = {
            name: self.env.context.get(f"default_{name}")
            for name in (*WRITTEN_FIELDS, *CHOSEN_FIELDS, "description")
        }
        if all(self._says_something({**defaults, **vals}) for vals in vals_list):
            return
        names = ("fault", "caller_phone", "address")
        labels = [self._fields[name]._description_string(self.env) for name in names]
        raise ValidationError(
            self.env._(
                "A repair ticket can't be empty. Fill in one of these: %(fields)s.",
                fields=format_list(self.env, labels, style="or"),
            )
        )

    def _says_something(self, vals):
        return (
            any(str(vals[name] or "").strip() for name in WRITTEN_FIELDS)
            or any(vals[name] for name in CHOSEN_FIELDS)
            or not is_html_empty(vals["description"])
        )

    def _name_repairs(self, vals_list):
        """Repair tickets without title or description take them from what is known.

        On saving rather than while the form is filled in, where each answer adds to it.
        """
        products = self.env["product.product"].browse(
            {vals["product_id"] for vals in vals_list if vals.get("product_id")}
        )
        names = {product.id: product.name for product in products}
        for vals in vals_list:
            fault = (vals.get("fault") or "").strip()
            if not vals.get("name"):
                first_line = fault.partition("\n")[0][:NAME_LENGTH]
                known = filter(None, (names.get(vals.get("product_id")), first_line))
                vals["name"] = ": ".join(known) or self.env._("Repair")
            if is_html_empty(vals.get("description")):
                vals["description"] = plaintext2html(fault or vals["name"])

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
        sequences = self.env["ir.sequence"].sudo()
        found = sequences.search_fetch(
            [
                ("code", "=", "service.repair.ticket"),
                ("company_id", "in", [company, False]),
            ],
            [*NUMBERING_FIELDS, "company_id"],
            order="id",  # by company it would ask for all of them as well
        )
        return found.sorted(lambda sequence: not sequence.company_id)[:1]

    def copy(self, default=None):
        """A copied repair ticket counts among the repair tickets."""
        self.ensure_one()
        if self.is_repair and "number" not in (default or {}):
            numbered = {}
            self._number_repairs([numbered])
            default = {**(default or {}), **numbered}
        return super().copy(default)

    def get_formview_id(self, access_uid=None):
        """A repair ticket opens in its own form, wherever it is opened from."""
        if len(self) == 1 and self.is_repair:
            return self.env.ref("service_repair.helpdesk_ticket_view_form").id
        return super().get_formview_id(access_uid=access_uid)
