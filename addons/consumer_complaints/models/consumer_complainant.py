from odoo import api, fields, models

from ..rules import masking


class ConsumerComplainant(models.Model):
    """Who complains. Nothing else says so: what is kept here can be erased here."""

    _name = "consumer.complainant"
    _description = "Complainant"
    _order = "id desc"

    name = fields.Char(required=True)
    phone = fields.Char()
    email = fields.Char()
    id_number = fields.Char("Identity Number")
    on_behalf_of = fields.Char(help="Whose complaint it is.")
    relation = fields.Char(help="Who that is to the complainant: daughter, lawyer …")
    partner_id = fields.Many2one("res.partner", "Contact", index="btree_not_null")
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    complaint_ids = fields.One2many("consumer.complaint", "complainant_id")
    erased_at = fields.Datetime(readonly=True)

    @api.onchange("phone")
    def _onchange_phone(self):
        """Written as numbers are written internationally, where it is a number."""
        country = self.company_id.country_id
        if self.phone:
            self.phone = self._phone_format(fname="phone", country=country) or (
                self.phone
            )

    def _masked(self):
        """What others may see of the complainant: 林**, 138****8000."""
        self.ensure_one()
        shown = masking.mask_name(self.name), masking.mask_phone(self.phone or "")
        return ", ".join(filter(None, shown))
