from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..rules import asymmetry_wording as words
from ..rules.asymmetry import Way, asymmetry, explain

CHANNELS = list(words.CHANNELS.items())
MOST_STEPS, MOST_MINUTES = 500, 100_000
# What a figure is computed from.
FACTS = (
    "in_steps",
    "in_minutes",
    "in_channel",
    "out_steps",
    "out_minutes",
    "out_channel",
    "out_finished",
)


class ConsumerPath(models.Model):
    """The way into a plan beside the way out of it, as somebody walked them.

    `rules.asymmetry` makes one figure of both: 2 says that leaving is twice as hard.
    Steps and minutes of 0 are not known, and are left out of it.
    """

    _name = "consumer.path"
    _description = "Path Comparison"
    _inherit = ["consumer.record.mixin"]
    _order = "complaint_id, id"
    _rec_name = "product"

    _record_kind = "path"
    _record_code = "recorded"
    _record_proof = ("in_exhibit_ids", "out_exhibit_ids")
    _record_personal = ("product",)

    product = fields.Char(
        "Product or Plan",
        compute="_compute_product",
        store=True,
        readonly=False,
        precompute=True,
    )
    respondent_id = fields.Many2one(
        related="complaint_id.respondent_id", store=True, index="btree_not_null"
    )
    in_kind = fields.Selection(
        [("subscribe", "Subscribe"), ("upgrade", "Upgrade")],
        "Way In",
        required=True,
        default="upgrade",
    )
    in_steps = fields.Integer("Steps In", help="Screens, menus, questions; 0: unknown.")
    in_minutes = fields.Float("Minutes In", digits=(6, 1), help="0: unknown.")
    in_channel = fields.Selection(
        CHANNELS, "Channel In", help="The one furthest from the screen that it needs."
    )
    in_finished = fields.Boolean("Led In", default=True)
    in_exhibit_ids = fields.Many2many(
        "consumer.exhibit",
        "consumer_path_in_exhibit_rel",
        string="Screenshots In",
        domain="[('complaint_id', '=', complaint_id)]",
    )
    out_kind = fields.Selection(
        [("cancel", "Cancel"), ("downgrade", "Downgrade")],
        "Way Out",
        required=True,
        default="downgrade",
    )
    out_steps = fields.Integer(
        "Steps Out", help="Screens, menus, questions; 0: unknown."
    )
    out_minutes = fields.Float("Minutes Out", digits=(6, 1), help="0: unknown.")
    out_channel = fields.Selection(
        CHANNELS, "Channel Out", help="The one furthest from the screen that it needs."
    )
    out_finished = fields.Boolean("Led Out", default=True)
    out_exhibit_ids = fields.Many2many(
        "consumer.exhibit",
        "consumer_path_out_exhibit_rel",
        string="Screenshots Out",
        domain="[('complaint_id', '=', complaint_id)]",
    )
    figure = fields.Float(
        "Asymmetry",
        compute="_compute_figure",
        store=True,
        digits=(8, 2),
        aggregator="avg",
        help="How many times as hard leaving is as joining; 0 where nothing of both is "
        "known.",
    )
    at_least = fields.Boolean(
        compute="_compute_figure",
        store=True,
        help="The way out came to no end: the true figure can only be higher.",
    )
    explanation = fields.Char("How It Is Computed", compute="_compute_explanation")

    @api.depends("complaint_id.product")
    def _compute_product(self):
        for path in self:
            path.product = path.product or path.complaint_id.product

    @api.depends(*FACTS)
    def _compute_figure(self):
        for path in self:
            found = path._asymmetry()
            path.figure = found.figure or 0
            path.at_least = found.at_least

    @api.depends(*FACTS)
    @api.depends_context("lang")
    def _compute_explanation(self):
        for path in self:
            path.explanation = explain(path._asymmetry(), self.env._)

    def _asymmetry(self):
        self.ensure_one()
        way_in = Way(
            self.in_steps or None, self.in_minutes or None, self.in_channel or ""
        )
        way_out = Way(
            self.out_steps or None,
            self.out_minutes or None,
            self.out_channel or "",
            self.out_finished,
        )
        return asymmetry(way_in, way_out)

    @api.constrains("in_steps", "out_steps", "in_minutes", "out_minutes")
    def _check_possible(self):
        for path in self:
            steps, minutes = ("in_steps", "out_steps"), ("in_minutes", "out_minutes")
            limits = [(name, MOST_STEPS) for name in steps]
            limits += [(name, MOST_MINUTES) for name in minutes]
            for name, most in limits:
                if not 0 <= path[name] <= most:
                    raise ValidationError(
                        self.env._(
                            "%(field)s must lie between 0 and %(most)s.",
                            field=self._fields[name]._description_string(self.env),
                            most=most,
                        )
                    )

    def _told(self):
        """Both ways, and the figure with its computation as data."""
        self.ensure_one()
        found = self._asymmetry()
        return {
            "in": self._way_told("in"),
            "out": self._way_told("out"),
            "figure": found.figure and round(found.figure, 4),
            "at_least": found.at_least,
            "computation": found.reason,
        }

    def _way_told(self, way):
        return {
            "kind": self[f"{way}_kind"],
            "steps": self[f"{way}_steps"],
            "minutes": self[f"{way}_minutes"],
            "channel": self[f"{way}_channel"] or "",
            "finished": self[f"{way}_finished"],
            "exhibits": self[f"{way}_exhibit_ids"].mapped("label"),
        }
