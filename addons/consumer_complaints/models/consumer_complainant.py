from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tools import email_normalize

from ..rules import masking, privacy

# What tells who somebody is. Reading one of them is entered in the log.
IDENTITY = frozenset(
    ("name", "phone", "email", "id_number", "on_behalf_of", "partner_id")
)


class ConsumerComplainant(models.Model):
    """Who complains. Nothing else says so: what is kept here can be erased here.

    Its name on lists and cases is a mask; who needs the identity opens the record, and
    that is entered in `consumer.access`.
    """

    _name = "consumer.complainant"
    _description = "Complainant"
    _inherit = "consumer.access.mixin"
    _order = "id desc"
    _rec_names_search = ["name", "phone", "email"]
    _access_fields = IDENTITY

    name = fields.Char("Full Name", required=True, prefetch=False)
    phone = fields.Char(prefetch=False)
    email = fields.Char(prefetch=False)
    id_number = fields.Char("Identity Number", prefetch=False)
    on_behalf_of = fields.Char(prefetch=False, help="Whose complaint it is.")
    relation = fields.Char(help="Who that is to the complainant: daughter, lawyer …")
    partner_id = fields.Many2one(
        "res.partner", "Contact", index="btree_not_null", prefetch=False
    )
    # stored: showing the mask must not bring the identity into the user's reach
    masked = fields.Char(
        "Complainant", compute="_compute_masked", store=True, precompute=True
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    complaint_ids = fields.One2many("consumer.complaint", "complainant_id")
    erased_at = fields.Datetime(readonly=True)

    @api.depends("name", "phone", "erased_at")
    def _compute_masked(self):
        for complainant in self:
            complainant.masked = complainant._masked()

    @api.depends("masked")
    def _compute_display_name(self):
        for complainant in self:
            complainant.display_name = complainant.masked or masking.HIDDEN

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
        if self.erased_at:
            return masking.HIDDEN
        shown = masking.mask_name(self.name), masking.mask_phone(self.phone or "")
        return ", ".join(filter(None, shown))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._refuse_to_forge(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_to_forge(vals)
        return super().write(vals)

    @api.model
    def _refuse_to_forge(self, vals):
        """That somebody was erased is said by who erases, what is shown by the rule."""
        if not self.env.su and {"erased_at", "masked"}.intersection(vals):
            raise AccessError(
                self.env._("That a complainant was erased can't be written by hand.")
            )

    # -- the end of its time

    def _erase_where_no_case_is_left(self, erased):
        """Erase who has no other case; the others are only parted from these.

        :param erased: the cases that were erased just now
        """
        staying = self.filtered(lambda who: who.complaint_ids.filtered(_is_kept))
        parted = erased.filtered(lambda case: case.complainant_id in staying)
        parted.complainant_id = False
        (self - staying)._erase()

    def _erase(self):
        """Nothing tells any more who it was."""
        self._erase_addressees()
        nothing = dict.fromkeys([*IDENTITY, "relation"], False)
        now = fields.Datetime.now()
        self.write({**nothing, "name": privacy.ERASED, "erased_at": now})

    def _erase_addressees(self):
        """Contacts that a letter made of an address, and nobody made more of."""
        emails = [email for each in self if (email := email_normalize(each.email))]
        made = self.env["res.partner"].search(
            [
                ("email_normalized", "in", emails),
                ("user_ids", "=", False),
                ("phone", "=", False),
                ("parent_id", "=", False),
            ]
        )
        bare = made.filtered(lambda each: email_normalize(each.name) in emails)
        bare.write({"name": privacy.ERASED, "email": False, "active": False})
        # links are mailed apart from the case: what could not be sent is still there
        mails = Domain.OR(Domain("email_to", "ilike", email) for email in emails)
        self.env["mail.mail"].search(mails & Domain("model", "=", False)).unlink()

    @api.model
    def _erase_orphans(self, limit):
        """Erase who was entered but never complained; returns how many they were."""
        now = fields.Datetime.now()
        begun = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "create_date",
                "<",
                now - timedelta(days=company.complaint_retention_days),
            )
            for company in self.env["res.company"].search([])
        )
        alone = Domain("complaint_ids", "=", False) & Domain("erased_at", "=", False)
        people = self.with_context(active_test=False)
        orphans = people.search(begun & alone, limit=limit)
        orphans._erase()
        return len(orphans)

    # -- looking is logged, other ways to the identity are closed

    def _access_facts(self):
        complaint = self.complaint_ids[:1]
        return {
            "complainant_id": self.id,
            "complaint_id": complaint.id,
            "number": complaint.number,
            "company_id": self.company_id.id,
        }

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, **kwargs):
        """To look for somebody by the number tells whose it is: it is entered too."""
        conditions = Domain(domain).iter_conditions()
        asked = {each.field_expr.partition(".")[0] for each in conditions}
        asked |= {part.split()[0] for part in (order or "").split(",") if part.strip()}
        if not self.env.su and asked & {*IDENTITY, "display_name"}:
            self.env["consumer.access"]._note_search(self._name)
        return super()._search(domain, offset, limit, order, **kwargs)

    def _read_group_select(self, aggregate_spec, query):
        self._refuse_groups(aggregate_spec)
        return super()._read_group_select(aggregate_spec, query)

    def _read_group_groupby(self, alias, groupby_spec, query):
        self._refuse_groups(groupby_spec)
        return super()._read_group_groupby(alias, groupby_spec, query)

    @api.model
    def _refuse_groups(self, spec):
        """Figures need no names: nothing is grouped or listed by who it is."""
        name = spec.partition(":")[0].partition(".")[0]
        if name in IDENTITY and not self.env.su:
            raise AccessError(
                self.env._("Complainants can't be grouped by who they are.")
            )


def _is_kept(complaint):
    return not complaint.erased_at
