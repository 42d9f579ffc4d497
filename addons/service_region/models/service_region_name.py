from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

KINDS = [
    ("official", "Official"),
    ("short", "Short"),
    ("former", "Former"),
    ("alias", "Alias"),
    ("zone", "Zone"),
]


class ServiceRegionName(models.Model):
    """A name by which people call a region."""

    _name = "service.region.name"
    _description = "Region Name"
    _order = "kind, name, id"

    region_id = fields.Many2one("service.region", required=True, ondelete="cascade")
    name = fields.Char(required=True, index="trigram")
    kind = fields.Selection(
        KINDS,
        required=True,
        default="alias",
        help="Official: the region's own name.\n"
        "Short: the name without its ending.\n"
        "Former: what the region was called earlier.\n"
        "Alias: what people call it.\n"
        "Zone: a development zone within the region that is no division itself.",
    )
    is_official = fields.Boolean(
        string="Shipped",
        readonly=True,
        help="Comes with the shipped data, which keeps it up to date.",
    )

    # serves the names of a region as well, since region_id comes first
    _region_name_kind_uniq = models.Constraint(
        "UNIQUE (region_id, name, kind)",
        "The region already has this name.",
    )
    _one_official = models.UniqueIndex(
        "(region_id) WHERE kind = 'official'",
        "A region has one official name.",
    )
    # the trigrams serve parts of names, this one whole names
    _name_index = models.Index("(name)")

    @api.constrains("name", "kind", "region_id")
    def _check_official_name(self):
        for name in self:
            if name.kind == "official" and name.name != name.region_id.name:
                raise ValidationError(
                    self.env._(
                        "The official name of %(region)s is changed on the region "
                        "itself. Choose another kind for %(name)s.",
                        region=name.region_id.name,
                        name=name.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        self._check_shipped(any(vals.get("is_official") for vals in vals_list))
        names = super().create(vals_list)
        self.env["service.region"]._note_change()
        return names

    def write(self, vals):
        self._check_shipped(vals.get("is_official"))
        result = super().write(vals)
        self.env["service.region"]._note_change()
        return result

    def unlink(self):
        result = super().unlink()
        self.env["service.region"]._note_change()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        self._check_shipped()
        if self.filtered(lambda name: name.kind == "official"):
            raise UserError(self.env._("A region can't be without its official name."))

    def _check_shipped(self, becomes_official=False):
        """Shipped names follow the published data; only sudo code may differ."""
        if self.env.su:
            return
        shipped = self.filtered("is_official")
        if shipped:
            raise UserError(
                self.env._(
                    "%(names)s: names that come with the published data can't be "
                    "changed or deleted.",
                    names=", ".join(shipped[:5].mapped("name")),
                )
            )
        if becomes_official:
            raise UserError(
                self.env._("A name is a shipped one only if the published data has it.")
            )
