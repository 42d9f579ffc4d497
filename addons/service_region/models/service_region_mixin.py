from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..rules.types import Resolution
from ..rules.wording import describe

# An address is a few lines; what is beyond can't make it clearer.
RESOLVED_LENGTH = 2000
NO_ADDRESS = Resolution("unknown")
# What PostgreSQL can't store as text.
UNSTORABLE = {0: None, **dict.fromkeys(range(0xD800, 0xE000))}
# What nobody writes: the record of how the address was understood.
RECORDED_FIELDS = ("region_status", "region_resolution")


class ServiceRegionMixin(models.AbstractModel):
    """Gives a record an address and the region it lies in.

    The region follows the address until somebody chooses one by hand; then it stays,
    and emptying it makes it follow the address again. Where the text leaves more than
    one county open, the region is the deepest one that holds all candidates, if any.

    Hosts may override `_region_hints` to say what else is known of the place.
    """

    _name = "service.region.mixin"
    _description = "Address with Region"

    address = fields.Text(help="As the customer says it; half a sentence will do.")
    region_id = fields.Many2one(
        "service.region",
        compute="_compute_region_id",
        store=True,
        readonly=False,
        precompute=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    region_by_hand = fields.Boolean(
        string="Region Chosen by Hand",
        help="The region stays as chosen when the address changes.",
    )
    region_status = fields.Selection(
        selection="_selection_region_status",
        compute="_compute_region_resolution",
        store=True,
        precompute=True,
    )
    # {"code": …, "steps": [[key, params], …], "candidates": [code, …]}
    region_resolution = fields.Json(
        compute="_compute_region_resolution",
        store=True,
        precompute=True,
        groups="base.group_user",
    )
    region_reason = fields.Text(
        string="Why This Region",
        compute="_compute_region_reason",
        groups="base.group_user",
    )
    region_candidate_ids = fields.Many2many(
        "service.region",
        string="Candidates",
        compute="_compute_region_candidate_ids",
        groups="base.group_user",
        help="The counties that the address leaves open, the most plausible first.",
    )

    @api.model
    def _selection_region_status(self):
        """The labels as code: those of a list would be records of each host's, which
        are made after this addon's translations are loaded and so stay English."""
        labels = {
            "resolved": self.env._("Found"),
            "ambiguous": self.env._("Ambiguous"),
            "unknown": self.env._("Not found"),
            "manual": self.env._("Chosen by hand"),
        }
        return list(labels.items())

    @api.depends("address", "region_by_hand")
    def _compute_region_resolution(self):
        by_hand = self.filtered("region_by_hand")
        by_hand.region_status = "manual"
        by_hand.region_resolution = False
        follows = self - by_hand
        resolutions = follows._resolve_addresses()
        for record in follows:
            resolution = resolutions[record.id]
            record.region_status = resolution.status
            record.region_resolution = resolution.reason and {
                "code": resolution.code,
                "steps": resolution.reason,
                "candidates": resolution.candidates,
            }
        self._have_region_follow()

    def _have_region_follow(self):
        """Have the region computed after the resolution it follows from.

        Resolving asks the database, which may bring the region in line with what the
        resolution was before: nobody would ask for it again.
        """
        region = self._fields["region_id"]
        behind = self.filtered(lambda record: not self.env.is_protected(region, record))
        self.env.add_to_compute(region, behind)

    @api.depends("region_resolution", "region_by_hand")
    def _compute_region_id(self):
        """Follow all records' resolutions, in one pass."""
        codes = {
            record: (record.region_resolution or {}).get("code")
            for record in self
            if not record.region_by_hand
        }
        regions = self.env["service.region"]._from_code(codes.values())
        nowhere = self.env["service.region"]
        for record in self:
            if record.region_by_hand:
                record.region_id = record.region_id
                continue
            region = regions.get(codes[record], nowhere)
            # "somewhere in the country" is no more than is known of any address
            record.region_id = nowhere if region.level == "country" else region

    def _resolve_addresses(self):
        """{record id: Resolution}; hints are asked for where a text leaves it open."""
        Region = self.env["service.region"]
        found = dict.fromkeys(self._ids, NO_ADDRESS)
        texts = {record.id: record._address_to_resolve() for record in self}
        texts = {id_: text for id_, text in texts.items() if text}
        if texts:
            found.update(zip(texts, Region._resolve(list(texts.values())), strict=True))
        hints = self._hints_for_ambiguous(found)
        if hints:
            again = Region._resolve([texts[id_] for id_ in hints], list(hints.values()))
            found.update(zip(hints, again, strict=True))
        return found

    def _hints_for_ambiguous(self, found):
        ambiguous = self.filtered(lambda record: found[record.id].status == "ambiguous")
        hints = ambiguous._region_hints() if ambiguous else {}
        return {id_: hint for id_, hint in hints.items() if hint}

    def _address_to_resolve(self):
        """The text that tells the region; hosts may add other fields to it."""
        return (self.address or "").strip()[:RESOLVED_LENGTH]

    def _region_hints(self):
        """What is known of the places besides the addresses, to be overridden.

        Called for records whose address leaves more than one county open, all at once.
        A hint may settle that; it never overrules the text.

        :return: {record id: list of `Hint`}, ids as in `record.id`
        """
        return {}

    @api.depends("region_resolution", "region_by_hand")
    @api.depends_context("lang")
    def _compute_region_reason(self):
        for record in self:
            record.region_reason = record._word_region_reason()

    def _word_region_reason(self):
        self.ensure_one()
        if self.region_by_hand:
            return self.env._("The region was chosen by hand.")
        steps = (self.region_resolution or {}).get("steps", ())
        try:
            return describe(steps, self.env._)
        except KeyError:  # the steps were written before an upgrade changed them
            return self.env._("The region was found by an earlier version.")

    @api.depends("region_resolution")
    def _compute_region_candidate_ids(self):
        codes = {
            record: (record.region_resolution or {}).get("candidates", ())
            for record in self
        }
        regions = self.env["service.region"]._from_code(
            code for found in codes.values() for code in found
        )
        for record, found in codes.items():
            record.region_candidate_ids = self.env["service.region"].concat(
                *(regions[code] for code in found if code in regions)
            )

    @api.onchange("region_id")
    def _onchange_region_id(self):
        followed = self._resolve_addresses()[self.id]
        self.region_by_hand = bool(
            self.region_id and self.region_id.code != followed.code
        )

    @api.model
    def default_get(self, fields):
        defaults = super().default_get(fields)
        return {
            name: value
            for name, value in defaults.items()
            if name not in RECORDED_FIELDS
        }

    def _check_follows(self, vals, names):
        """Refuse values for what follows from other fields; only sudo code may differ.

        What follows is shown as the reason of a decision, so it must not be forged.
        """
        given = [self._fields[name] for name in names if name in vals]
        if given and not self.env.su:
            labels = [field._description_string(self.env) for field in given]
            raise AccessError(
                self.env._(
                    "%(fields)s: this follows from other fields and can't be written.",
                    fields=", ".join(labels),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_follows(vals, RECORDED_FIELDS)
        vals_list = [_clean_address(vals) for vals in vals_list]
        vals_list = self._note_chosen_regions(vals_list)
        # the default is in the values by now, unless they decided against it
        context = dict(self.env.context)
        context.pop("default_region_id", None)
        plain = self.with_env(self.env(context=context))
        records = super(ServiceRegionMixin, plain).create(vals_list)
        return records.with_env(self.env)

    def write(self, vals):
        """A region that is written alone is chosen by hand; an empty one is given up.

        A form sends the region together with the address that it follows from: there
        it is chosen by hand only if the address leads elsewhere.
        """
        self._check_follows(vals, RECORDED_FIELDS)
        vals = _clean_address(vals)
        if "region_id" not in vals or "region_by_hand" in vals:
            return super().write(vals)
        region_id = vals["region_id"]
        if region_id and "address" not in vals:
            return super().write({**vals, "region_by_hand": True})
        rest = {key: value for key, value in vals.items() if key != "region_id"}
        result = super().write({**rest, "region_by_hand": False})
        self.env.add_to_compute(self._fields["region_id"], self)
        if region_id:
            chosen = self.filtered(lambda record: record.region_id.id != region_id)
            chosen.write({"region_id": region_id, "region_by_hand": True})
        return result

    @api.model
    def _note_chosen_regions(self, vals_list):
        """Values for `create` that say whether the region in them was chosen by hand.

        A region that follows from the address is left out, to be computed.
        """
        default = self.env.context.get("default_region_id")
        vals_list = [{"region_id": default, **vals} for vals in vals_list]
        for vals, chosen in zip(vals_list, self._are_chosen(vals_list), strict=True):
            vals.setdefault("region_by_hand", chosen)
            if not vals["region_by_hand"]:
                del vals["region_id"]
        return vals_list

    @api.model
    def _are_chosen(self, vals_list):
        """Whether each values hold a region that their own address does not lead to."""
        texts = {
            index: vals["address"].strip()[:RESOLVED_LENGTH]
            for index, vals in enumerate(vals_list)
            if vals["region_id"] and vals.get("address")
        }
        Region = self.env["service.region"]
        followed = dict(zip(texts, Region._resolve(list(texts.values())), strict=True))
        return [
            bool(vals["region_id"])
            and Region.browse(vals["region_id"]).code
            != followed.get(index, NO_ADDRESS).code
            for index, vals in enumerate(vals_list)
        ]


def _clean_address(vals):
    """Values without the characters that the database refuses."""
    if isinstance(vals.get("address"), str):
        return {**vals, "address": vals["address"].translate(UNSTORABLE)}
    return vals
