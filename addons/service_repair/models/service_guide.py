from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

KINDS = [
    ("self_help", "Self-Help"),
    ("how_to", "How-To"),
    ("course", "Course"),
]

# So many answers an hour are counted of one address; many may share it.
MOST_AN_HOUR = 60


class ServiceGuide(models.Model):
    """How to do something with a product, in steps with pictures.

    Self-help is shown before somebody books a visit, the others after it.
    """

    _name = "service.guide"
    _description = "Guide"
    _order = "kind desc, sequence, id"

    name = fields.Char(string="Title", required=True, translate=True)
    intro = fields.Text(
        string="What It Is For",
        translate=True,
        help="In one or two sentences, for whoever looks for it.",
    )
    kind = fields.Selection(KINDS, required=True, default="self_help", index=True)
    category_ids = fields.Many2many(
        "product.category",
        "service_guide_category_rel",
        "guide_id",
        "category_id",
        string="Kinds of Products",
        help="With all kinds below them. None: every product.",
    )
    step_ids = fields.One2many("service.guide.step", "guide_id", copy=True)
    step_count = fields.Integer(compute="_compute_step_count")
    picture = fields.Image(related="step_ids.picture", string="First Picture")
    sequence = fields.Integer(default=10)
    active = fields.Boolean(default=True)
    is_published = fields.Boolean(
        string="Published", copy=False, help="Anybody with the address can read it."
    )
    url = fields.Char(string="Address", compute="_compute_url")
    helpful_count = fields.Integer(string="Helped", readonly=True, copy=False)
    unhelpful_count = fields.Integer(string="Did Not Help", readonly=True, copy=False)
    helpful_share = fields.Float(
        string="Helped (%)",
        compute="_compute_helpful_share",
        store=True,
        aggregator="avg",
    )

    @api.depends("step_ids")
    def _compute_step_count(self):
        for guide in self:
            guide.step_count = len(guide.step_ids)

    @api.depends("helpful_count", "unhelpful_count")
    def _compute_helpful_share(self):
        for guide in self:
            said = guide.helpful_count + guide.unhelpful_count
            guide.helpful_share = 100.0 * guide.helpful_count / said if said else 0.0

    @api.depends("name")
    def _compute_url(self):
        for guide in self:
            guide.url = guide.id and guide.get_base_url() + guide._page_path()

    def _page_path(self):
        return f"/service/guide/{self.env['ir.http']._slug(self)}"

    # -- who gets which

    @api.model
    def _guides_for(self, category, kinds=None):
        """The published guides for a kind of product, those for all kinds above it
        too; self-help first.

        :param category: may be empty: then those for every product
        :param kinds: only these, as in KINDS
        """
        above = [int(each) for each in (category.parent_path or "").split("/")[:-1]]
        about = Domain("category_ids", "in", above) | Domain("category_ids", "=", False)
        if kinds:
            about &= Domain("kind", "in", kinds)
        # sudo: what is published is for everybody
        return self.sudo().search(about & Domain("is_published", "=", True))

    @api.model
    def _published(self, guide_id):
        """The published guide with this id, else none."""
        # sudo: as above
        return self.sudo().search(
            [("id", "=", guide_id), ("is_published", "=", True)], limit=1
        )

    # -- what readers say

    def _count(self, name):
        """Add one to a counter, however many do so at the same time."""
        self.ensure_one()
        self.flush_recordset([name])
        self.env.cr.execute(
            SQL(
                "UPDATE %s SET %s = COALESCE(%s, 0) + 1 WHERE id = %s",
                SQL.identifier(self._table),
                SQL.identifier(name),
                SQL.identifier(name),
                self.id,
            )
        )
        self.invalidate_recordset([name])
        self.modified([name])

    def _say_helpful(self, is_helpful, press, address=None):
        """Count what a reader said, once for each press.

        :param address: the reader's; who says it all day long is not counted
        :return: "said", or "already"
        """
        # sudo: forms that were sent are nobody's to read
        presses = self.env["service.form.press"].sudo()
        if presses._is_often("guide", MOST_AN_HOUR, address=address):
            return "already"
        if not presses._is_first(f"guide:{self.id}:{press}"):
            return "already"
        presses._note_sender("guide", press, address=address)
        self._count("helpful_count" if is_helpful else "unhelpful_count")
        return "said"

    def action_open_page(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": self._page_path(),
            "target": "new",
        }
