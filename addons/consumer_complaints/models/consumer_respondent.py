from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import email_normalize


class ConsumerRespondent(models.Model):
    """Whom complaints are about: a merchant, an operator, a platform, or ourselves.

    The address is the registered one: it decides which bodies are competent.
    """

    _name = "consumer.respondent"
    _description = "Respondent"
    _inherit = ["mail.thread", "service.region.mixin"]
    _order = "name, id"
    _rec_names_search = ["name", "licence_name", "uscc", "name_ids.name"]
    _check_company_auto = True

    name = fields.Char(required=True, tracking=True, help="The brand people know.")
    licence_name = fields.Char(
        tracking=True, help="The name on the business licence, as bodies ask for it."
    )
    uscc = fields.Char(
        "Unified Social Credit Code",
        copy=False,
        tracking=True,
        help="The 18 characters on the business licence.",
    )
    name_ids = fields.One2many(
        "consumer.respondent.name", "respondent_id", string="Other Names", copy=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, default=lambda self: self.env.company
    )
    active = fields.Boolean(default=True, tracking=True)
    address = fields.Text(help="The registered one, as on the business licence.")
    sector_id = fields.Many2one(
        "service.deadline.sector",
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
        help="Decides which deadlines bind it.",
    )
    is_platform = fields.Boolean(
        "Platform", tracking=True, help="Others sell on it: a shop, an app store."
    )
    platform_id = fields.Many2one(
        "consumer.respondent",
        string="Sells on",
        domain="[('is_platform', '=', True), ('id', '!=', id)]",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
        tracking=True,
    )
    seller_ids = fields.One2many(
        "consumer.respondent", "platform_id", string="Sellers", copy=False
    )
    shown_address = fields.Boolean(
        "Shows Its Address",
        help="The platform's page of this seller shows the address. Without it the "
        "market regulator of the platform is competent.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        string="Contact",
        check_company=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    is_own = fields.Boolean(
        "Is Us",
        compute="_compute_is_own",
        search="_search_is_own",
        help="The contact is a company of ours.",
    )
    contact_name = fields.Char(help="Who answers complaints there.")
    email = fields.Char()
    phone = fields.Char()
    note = fields.Text()

    _uscc_unique = models.UniqueIndex(
        "(company_id, uscc) WHERE uscc IS NOT NULL",
        "Another respondent has this Unified Social Credit Code.",
    )

    @api.depends("partner_id.commercial_partner_id")
    def _compute_is_own(self):
        partners = self.partner_id.commercial_partner_id
        own = self._own_partners(Domain("partner_id", "in", partners.ids))
        for respondent in self:
            respondent.is_own = respondent.partner_id.commercial_partner_id in own

    def _search_is_own(self, operator, value):
        if operator != "in":
            return NotImplemented
        partners = self._own_partners(Domain.TRUE)
        own = Domain("partner_id.commercial_partner_id", "in", partners.ids)
        return own if True in value else ~own

    @api.model
    def _own_partners(self, companies):
        # sudo: companies one may not switch to are ours as well
        return self.env["res.company"].sudo().search(companies).partner_id

    @api.model
    def _own_of(self, company):
        """A company of ours as a respondent, made where nobody did."""
        partner = company.partner_id
        own = [("partner_id", "=", partner.id), ("company_id", "=", company.id)]
        return self.search(own, limit=1) or self.create(
            {
                "name": company.name,
                "company_id": company.id,
                "partner_id": partner.id,
                "email": email_normalize(company.email),
                "phone": company.phone,
                "address": " ".join(
                    filter(None, (partner.state_id.name, company.city, company.street))
                ),
            }
        )

    @api.constrains("platform_id", "is_platform")
    def _check_platform(self):
        if self._has_cycle("platform_id"):
            raise ValidationError(
                self.env._(
                    "Sells on: a platform can't sell on itself, nor on one that sells "
                    "on it."
                )
            )
        sold_on = (self.platform_id | self.filtered("seller_ids")).filtered(
            lambda respondent: not respondent.is_platform
        )
        if sold_on:
            raise ValidationError(
                self.env._(
                    "Sells on: %(names)s is not marked as a platform.",
                    names=", ".join(sold_on.mapped("name")),
                )
            )

    @api.constrains("email")
    def _check_email(self):
        for respondent in self.filtered("email"):
            if not email_normalize(respondent.email):
                raise ValidationError(
                    self.env._(
                        "Email: “%(email)s” is not one address.", email=respondent.email
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [self._clean(vals) for vals in vals_list]
        self._refuse_taken_codes(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        vals = self._clean(vals)
        self._refuse_taken_codes([vals])
        return super().write(vals)

    @api.model
    def _clean(self, vals):
        """Values as they are kept; what is only spaces is nothing."""
        vals = {
            name: (value.strip() or False) if isinstance(value, str) else value
            for name, value in vals.items()
        }
        if vals.get("phone"):
            vals["phone"] = self._format_phone(vals["phone"])
        return vals

    @api.model
    def _format_phone(self, number):
        """Short numbers of hotlines have no other form than their own."""
        country = self.env.company.country_id
        return (
            self._phone_format(
                number=number, country=country, force_format="INTERNATIONAL"
            )
            or number
        )

    @api.onchange("phone")
    def _onchange_phone(self):
        if self.phone:
            self.phone = self._format_phone(self.phone)
