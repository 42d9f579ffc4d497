from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

# The codes of a file, and the fields they stand for.
CODES = {
    "country_code": "country_id",
    "region_code": "region_id",
    "sector_codes": "sector_ids",
}


class ConsumerBody(models.Model):
    """Bodies go out to a file and come back: by codes, with Odoo's export and import.

    A row whose code is known is about that body; what it says as before is left alone,
    so that an exported file can be imported again and again.
    """

    _inherit = "consumer.body"

    country_code = fields.Char(
        compute="_compute_codes", readonly=False, default_export_compatible=True
    )
    region_code = fields.Char(
        compute="_compute_codes", readonly=False, default_export_compatible=True
    )
    sector_codes = fields.Char(
        compute="_compute_codes",
        readonly=False,
        default_export_compatible=True,
        help="The codes of its sectors, with blanks between them.",
    )

    @api.depends("country_id.code", "region_id.code", "sector_ids.code")
    def _compute_codes(self):
        for body in self:
            body.country_code = body.country_id.code
            body.region_code = body.region_id.code
            body.sector_codes = " ".join(sorted(body.sector_ids.mapped("code")))

    @api.model_create_multi
    def create(self, vals_list):
        return super().create(self._without_codes(vals_list))

    def write(self, vals):
        (vals,) = self._without_codes([vals])
        return super().write(vals)

    @api.model
    def _without_codes(self, vals_list):
        """The same values, with what codes stand for in the place of the codes."""
        regions = self._regions_by_code(vals.get("region_code") for vals in vals_list)
        found = []
        for vals in vals_list:
            codes = {name: vals[name] for name in CODES if name in vals}
            rest = {name: value for name, value in vals.items() if name not in CODES}
            if codes:
                rest |= self._values_of_codes(codes, regions)
            found.append(rest)
        return found

    @api.model
    def _regions_by_code(self, codes):
        return self.env["service.region"]._from_code(code for code in codes if code)

    @api.model
    def _values_of_codes(self, codes, regions):
        values = {}
        if code := codes.get("country_code"):
            values["country_id"] = self._country_of(code)
        if "region_code" in codes:
            values["region_id"] = self._region_of(codes["region_code"], regions)
        if "sector_codes" in codes:
            id_of = self.env["service.deadline.sector"]._id_of
            sectors = [id_of(code) for code in (codes["sector_codes"] or "").split()]
            values["sector_ids"] = [Command.set(sectors)]
        return values

    @api.model
    def _country_of(self, code):
        country = self.env["res.country"].search([("code", "=", code.upper())])
        if not country:
            text = self.env._(
                "There is no country with the code “%(code)s”.", code=code
            )
            raise ValidationError(text)
        return country.id

    @api.model
    def _region_of(self, code, regions):
        if code and code not in regions:
            raise ValidationError(
                self.env._("There is no region with the code “%(code)s”.", code=code)
            )
        return regions[code].id if code else False

    # ---- the import

    @api.model
    def load(self, fields, data):
        """Import rows by their codes; a code that stands twice is refused for each."""
        if "code" not in fields or {"id", ".id"} & set(fields):
            return super().load(fields, data)
        codes = [row[fields.index("code")].strip() for row in data]
        if messages := self._refusals_of_repeated(codes):
            return {"ids": False, "messages": messages, "nextrow": 0}
        # an archived body is known too
        self = self.with_context(active_test=False)
        ids = {body.code: str(body.id) for body in self._by_code(codes).values()}
        rows = [
            [ids.get(code, ""), *row] for code, row in zip(codes, data, strict=True)
        ]
        return super().load([".id", *fields], rows)

    @api.model
    def _refusals_of_repeated(self, codes):
        counts = Counter(codes)
        return [
            {
                "type": "error",
                "rows": {"from": number, "to": number},
                "record": number,
                "field": "code",
                "message": self.env._(
                    "The code “%(code)s” stands in %(count)s rows.",
                    code=code,
                    count=counts[code],
                ),
            }
            for number, code in enumerate(codes)
            if code and counts[code] > 1
        ]

    def _load_records_write(self, values):
        """Of an imported row only what differs from the body."""
        changed = {
            name: value for name, value in values.items() if self._differs(name, value)
        }
        return super()._load_records_write(changed) if changed else None

    def _differs(self, name, value):
        if name == "id":
            return False
        if self._fields[name].type in ("many2one", "many2many"):
            return True
        return (self[name] or False) != (value or False)
