from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules.body_data import print_of
from ..rules.jurisdiction_types import RUNG_OF

LEVELS = [
    ("national", "National"),
    ("province", "Province"),
    ("prefecture", "City"),
    ("county", "County"),
]
KINDS = [
    ("association", "Consumer association"),
    ("adr", "Dispute resolution body"),
    ("market_regulator", "Market regulator"),
    ("telecom_appeal", "Telecom appeal body"),
    ("postal_regulator", "Postal administration"),
    ("financial_regulator", "Financial regulator"),
    ("ombudsman", "Ombudsman"),
    ("regulator", "Other authority"),
    ("arbitration", "Arbitration body"),
    ("court", "Court"),
]
_DOWN = {False: SQL("DESC"), True: SQL("ASC")}
# Nobody looked these up: who relies on one should.
UNVERIFIED = ("memory", "derived")


class ConsumerBody(models.Model):
    """Who takes complaints: an association, an authority, an ombudsman, a court."""

    _name = "consumer.body"
    _description = "Complaint Body"
    _order = "code"
    _rec_names_search = ["name", "code"]

    def _order_to_sql(self, order, query, alias=None, reverse=False):
        """Those of the company's own country first, where nobody chose another order:
        by code alone a list began abroad."""
        found = super()._order_to_sql(order, query, alias, reverse)
        country = self.env.company.country_id
        if not country or order and order != self._order:
            return found
        own = self._field_to_sql(alias or self._table, "country_id", query)
        return SQL("(%s = %s) %s, %s", own, country.id, _DOWN[reverse], found)

    name = fields.Char(
        required=True, translate=True, index="trigram", default_export_compatible=True
    )
    code = fields.Char(
        required=True,
        copy=False,
        default_export_compatible=True,
        help="By it an imported file knows which body a row is about.",
    )
    active = fields.Boolean(default=True, default_export_compatible=True)
    kind = fields.Selection(KINDS, required=True, default_export_compatible=True)
    level = fields.Selection(
        LEVELS, required=True, default="national", default_export_compatible=True
    )
    country_id = fields.Many2one(
        "res.country",
        required=True,
        default=lambda self: self.env.company.country_id,
        ondelete="restrict",
    )
    region_id = fields.Many2one(
        "service.region",
        index=True,
        ondelete="restrict",
        help="The division it is for; empty in countries without divisions.",
    )
    area_id = fields.Many2one(
        "service.region",
        "Province or City",
        compute="_compute_area_id",
        store=True,
        index=True,
        ondelete="restrict",
        help="Where to look for it: its region, or the city or province around that.",
    )
    parent_id = fields.Many2one(
        "consumer.body",
        "Above It",
        compute="_compute_parent_id",
        help="The body of its kind for the next wider division that has one.",
    )
    sector_ids = fields.Many2many(
        "service.deadline.sector", string="Sectors", help="Empty: every sector."
    )

    # -- how it is reached
    channel = fields.Char(translate=True, default_export_compatible=True)
    url = fields.Char("Website", default_export_compatible=True)
    email = fields.Char(default_export_compatible=True)
    phone = fields.Char(default_export_compatible=True)

    # -- what it asks for
    conditions = fields.Text(translate=True, default_export_compatible=True)
    time_limits = fields.Text(translate=True, default_export_compatible=True)
    answer_days = fields.Integer(
        "Days for the Respondent",
        default_export_compatible=True,
        help="It takes a case only when the respondent has answered, or has had so "
        "many days for it; 0 where it asks for nothing of the kind.",
    )
    bar_months = fields.Integer(
        "Time Bar (Months)",
        default_export_compatible=True,
        help="How long after the event it still takes a case; 0 for no limit.",
    )
    charge_bar_months = fields.Integer(
        "Time Bar for Charges (Months)",
        default_export_compatible=True,
        help="How long after a disputed charge it still takes a case; 0 for the same "
        "time as for all else.",
    )

    # -- where that is from
    verification = fields.Selection(
        [
            ("full_text", "Full text read"),
            ("official_excerpt", "Official excerpt read"),
            ("secondary", "Secondary source only"),
            ("superseded_text", "Superseded text"),
            ("memory", "Unverified"),
            ("derived", "Named by the usage of its province"),
            ("house", "Entered here"),
        ],
        "How Sure",
        required=True,
        default="house",
        default_export_compatible=True,
    )
    is_verified = fields.Boolean(
        compute="_compute_is_verified", search="_search_is_verified"
    )
    source = fields.Char(default_export_compatible=True)
    notes = fields.Text(default_export_compatible=True)

    _code_unique = models.Constraint(
        "UNIQUE(code)", "There is a body with this code already. It may be archived."
    )
    _terms_positive = models.Constraint(
        "CHECK(answer_days >= 0 AND bar_months >= 0 AND charge_bar_months >= 0)",
        "Days and months of a body can't be less than 0.",
    )

    _national_index = models.Index("(country_id) WHERE level = 'national'")

    @api.depends("region_id.level", "region_id.parent_id")
    def _compute_area_id(self):
        for body in self:
            region = body.region_id
            is_county = region.level in ("county", "town")
            body.area_id = region.parent_id if is_county else region

    @api.depends("kind", "level", "country_id", "region_id.parent_path")
    def _compute_parent_id(self):
        wider = self._wider_bodies()
        for body in self:
            *above, _own = (body.region_id.parent_path or "/").strip("/").split("/")
            if body.level == "national":
                above = []
            keys = [(body.kind, int(region)) for region in reversed(above)]
            body.parent_id = next((wider[key] for key in keys if key in wider), False)

    def _wider_bodies(self):
        """{(kind, region id): body} for all the divisions around these bodies'."""
        paths = "".join(path or "" for path in self.region_id.mapped("parent_path"))
        regions = {int(part) for part in paths.split("/") if part}
        domain = Domain("region_id", "in", sorted(regions)) & Domain(
            "kind", "in", sorted(set(self.mapped("kind")))
        )
        found = self.search_fetch(domain, ["kind", "region_id"])
        return {(body.kind, body.region_id.id): body for body in found}

    @api.depends("verification")
    def _compute_is_verified(self):
        for body in self:
            body.is_verified = body.verification not in UNVERIFIED

    def _search_is_verified(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("verification", "not in" if True in value else "in", UNVERIFIED)

    @api.constrains("level", "region_id", "country_id")
    def _check_region(self):
        for body in self:
            level = body.region_id.level or "country"
            if level != ("country" if body.level == "national" else body.level):
                raise ValidationError(
                    self.env._(
                        "%(body)s: its region (%(region)s) must be of its level "
                        "(%(level)s).",
                        body=body.name,
                        region=body.region_id.complete_name or self.env._("none"),
                        level=dict(
                            self._fields["level"]._description_selection(self.env)
                        )[body.level],
                    )
                )
            if body.region_id and body.region_id.country_id != body.country_id:
                raise ValidationError(
                    self.env._(
                        "%(body)s: %(region)s does not lie in %(country)s.",
                        body=body.name,
                        region=body.region_id.complete_name or body.region_id.name,
                        country=body.country_id.name,
                    )
                )

    @api.constrains("code")
    def _check_code(self):
        for body in self:
            if body.shipped and body.shipped["code"] != print_of(body.code):
                raise ValidationError(
                    self.env._(
                        "%(body)s: the code of a shipped body stays.", body=body.name
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        shipped = self.filtered("shipped")
        if shipped:
            raise UserError(
                self.env._(
                    "%(bodies)s: shipped bodies can't be deleted, but they can be "
                    "archived.",
                    bodies=", ".join(shipped[:5].mapped("name")),
                )
            )

    def _rung(self):
        """The rung of escalation that it stands on."""
        self.ensure_one()
        return RUNG_OF[self.kind]

    def action_open_below(self):
        """The bodies of its kind for the divisions in its own."""
        self.ensure_one()
        domain = [("kind", "=", self.kind), ("id", "!=", self.id)]
        domain.append(("region_id", "child_of", self.region_id.id))
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "views": [(False, "list"), (False, "form")],
            "domain": domain,
        }
