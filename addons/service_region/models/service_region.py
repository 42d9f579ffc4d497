from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command, Domain

from ..rules.names import short_names

LEVELS = [
    ("country", "Country"),
    ("province", "Province"),
    ("prefecture", "Prefecture"),
    ("county", "County"),
    ("town", "Town"),
]
RANKS = {level: rank for rank, (level, _label) in enumerate(LEVELS)}
# Countries that write a path from the large to the small without separators.
UNSPACED_COUNTRIES = {"CN", "HK", "JP", "MO", "TW"}
# What the shipped data decides about an official region.
OFFICIAL_FIELDS = (
    "name",
    "code",
    "level",
    "parent_id",
    "country_id",
    "until",
    "successor_ids",
)
# What the address resolver reads; changing anything else leaves it as it is.
RESOLVED_FIELDS = {*OFFICIAL_FIELDS, "active", "predecessor_ids"}


class ServiceRegion(models.Model):
    """A node of the tree country → province → prefecture → county → town."""

    _name = "service.region"
    _description = "Region"
    _parent_store = True
    _order = "rank, code, id"

    name = fields.Char(required=True, index="trigram")
    code = fields.Char(
        required=True,
        index=True,
        help="The official code of the division; one's own regions take any code "
        "that is still free in the country.",
    )
    level = fields.Selection(LEVELS, required=True, default="county")
    rank = fields.Integer(
        compute="_compute_rank", store=True, precompute=True, help="0 for a country."
    )
    country_id = fields.Many2one(
        "res.country",
        compute="_compute_country_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        recursive=True,
        ondelete="restrict",
    )
    parent_id = fields.Many2one(
        "service.region",
        string="Lies in",
        index=True,
        ondelete="restrict",
    )
    parent_path = fields.Char(index=True)
    complete_name = fields.Char(
        string="Path",
        compute="_compute_complete_name",
        store=True,
        recursive=True,
        index="trigram",
        help="The names from the province down to this region.",
    )
    active = fields.Boolean(default=True)
    until = fields.Integer(
        string="Ceased in",
        help="Year in which the division ceased to exist; empty while it exists.",
    )
    is_official = fields.Boolean(
        string="Official",
        readonly=True,
        help="Comes with the shipped data, which keeps it up to date.",
    )
    name_ids = fields.One2many("service.region.name", "region_id", string="Names")
    former_names = fields.Char(compute="_compute_former_names")
    child_ids = fields.One2many("service.region", "parent_id", string="Divisions")
    child_count = fields.Integer(compute="_compute_child_count")
    successor_ids = fields.Many2many(
        "service.region",
        "service_region_successor_rel",
        "region_id",
        "successor_id",
        string="Became",
        help="The current regions that took over the territory.",
        context={"active_test": False},
    )
    predecessor_ids = fields.Many2many(
        "service.region",
        "service_region_successor_rel",
        "successor_id",
        "region_id",
        string="Formerly",
        help="The former regions whose territory this one took over.",
        context={"active_test": False},
    )

    _country_code_uniq = models.Constraint(
        "UNIQUE (country_id, code)",
        "Another region of this country already has this code. It may be archived.",
    )
    _until_is_a_year = models.Constraint(
        "CHECK (COALESCE(until, 0) = 0 OR until BETWEEN 1900 AND 2200)",
        "The year in which a region ceased must lie between 1900 and 2200.",
    )
    _rank_code_index = models.Index("(rank, code, id)")

    @api.depends("level")
    def _compute_rank(self):
        for region in self:
            region.rank = RANKS.get(region.level, 0)

    @api.depends("parent_id.country_id")
    def _compute_country_id(self):
        for region in self:
            region.country_id = region.parent_id.country_id or region.country_id

    @api.depends("name", "country_id", "parent_id.complete_name", "parent_id.level")
    def _compute_complete_name(self):
        for region in self:
            parent = region.parent_id
            # every path starts in the country, so naming it says nothing
            above = parent.complete_name if parent.level != "country" else ""
            separator = self._path_separator(region.country_id)
            region.complete_name = separator.join(filter(None, (above, region.name)))

    @api.model
    def _path_separator(self, country):
        """What stands between the names of a path in this country."""
        return "" if country.code in UNSPACED_COUNTRIES else ", "

    @api.depends("complete_name", "name")
    @api.depends_context("region_name_first")
    def _compute_display_name(self):
        """The path, or with `region_name_first` the name with the path behind it."""
        name_first = self.env.context.get("region_name_first")
        for region in self:
            above = name_first and region.parent_id.complete_name
            if above and region.parent_id.level != "country":
                region.display_name = f"{region.name} ({above})"
            else:
                region.display_name = region.complete_name

    @api.depends("name_ids.name", "name_ids.kind")
    def _compute_former_names(self):
        for region in self:
            former = region.name_ids.filtered(lambda name: name.kind == "former")
            region.former_names = ", ".join(former.mapped("name"))

    @api.depends("child_ids")
    def _compute_child_count(self):
        domain = Domain("parent_id", "in", self.ids)
        counts = dict(self._read_group(domain, ["parent_id"], ["__count"]))
        for region in self:
            region.child_count = counts.get(region._origin, 0)

    @api.constrains("level", "parent_id")
    def _check_level(self):
        for region in self | self.with_context(active_test=False).child_ids:
            parent = region.parent_id
            if parent and region.rank <= parent.rank:
                raise ValidationError(
                    self.env._(
                        "%(region)s can't lie in %(parent)s: a region's level must be "
                        "below the level of the region it lies in.",
                        region=region.name,
                        parent=parent.name,
                    )
                )

    @api.constrains("country_id", "parent_id")
    def _check_country(self):
        for region in self | self.with_context(active_test=False).child_ids:
            parent = region.parent_id
            if parent and region.country_id != parent.country_id:
                raise ValidationError(
                    self.env._(
                        "%(region)s and %(parent)s, in which it lies, must belong to "
                        "the same country.",
                        region=region.name,
                        parent=parent.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_official({"is_official": vals.get("is_official")})
        regions = super().create(vals_list)
        regions._create_derived_names()
        self._note_change()
        return regions

    def write(self, vals):
        self._check_official(vals)
        self._check_no_cycle(vals.get("parent_id"))
        renamed = self if {"name", "level"} & vals.keys() else self.browse()
        before = {region: region._derived_names() for region in renamed}
        result = super().write(vals)
        renamed._replace_derived_names(before)
        if RESOLVED_FIELDS & vals.keys():
            self._note_change()
        return result

    def unlink(self):
        result = super().unlink()
        self._note_change()
        return result

    def _check_official(self, vals):
        """Official regions follow the shipped data; only sudo code may differ."""
        if self.env.su or not {*OFFICIAL_FIELDS, "is_official"} & vals.keys():
            return
        official = self.filtered("is_official")
        if official:
            raise UserError(
                self.env._(
                    "%(regions)s: official regions follow the published data. Add a "
                    "name to the region, archive it, or create a region of your own.",
                    regions=", ".join(official[:5].mapped("name")),
                )
            )
        if vals.get("is_official"):
            raise UserError(
                self.env._("A region is official only if the published data has it.")
            )

    def _check_no_cycle(self, parent_id):
        """Refuse a parent that lies in one of the regions themselves."""
        path = self.browse(parent_id or []).parent_path or ""
        inside = {int(part) for part in path.split("/") if part}
        for region in self.filtered(lambda region: region.id in inside):
            raise ValidationError(
                self.env._(
                    "%(region)s can't lie in %(parent)s, which lies in %(region)s.",
                    region=region.name,
                    parent=self.browse(parent_id).name,
                )
            )

    def _derived_names(self):
        """(name, kind) of the official name and of the short forms people use."""
        self.ensure_one()
        short = short_names(self.name, self.level)
        return [(self.name, "official"), *((name, "short") for name in short)]

    def _create_derived_names(self):
        vals_list = []
        for region in self:
            given = region._names_by_kind()
            vals_list += [
                {"region_id": region.id, "name": name, "kind": kind}
                for name, kind in region._derived_names()
                if (name, kind) not in given
            ]
        self.env["service.region.name"].create(vals_list)

    def _names_by_kind(self):
        self.ensure_one()
        return {(name.name, name.kind): name for name in self.name_ids}

    def _replace_derived_names(self, before):
        """Follow a change of name; the name borne until now is kept as a former one."""
        Name = self.env["service.region.name"]
        for region in self:
            old, new = before[region], region._derived_names()
            if old == new:
                continue
            (old_name, _kind), (new_name, _kind) = old[0], new[0]
            kept = region._names_by_kind()
            kept[old[0]].name = new_name
            gone = [*set(old[1:]).difference(new), (new_name, "former")]
            Name.concat(*(kept[pair] for pair in gone if pair in kept)).unlink()
            came = new[1:]
            if old_name != new_name:
                came.append((old_name, "former"))
            region.name_ids = [
                Command.create({"name": name, "kind": kind})
                for name, kind in came
                if (name, kind) not in kept
            ]

    @api.model
    def _load_dataset(self):
        """Bring in the shipped divisions; called at each installation and upgrade."""
        return self.env["service.region.dataset"]._load()

    def action_open_children(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": self._name,
            "views": [(False, "list"), (False, "form")],
            "domain": [("parent_id", "=", self.id)],
            "context": {
                "default_parent_id": self.id,
                "search_default_current": self.active,
            },
        }
