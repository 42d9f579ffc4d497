from odoo import api, fields, models
from odoo.tools.mail import plaintext2html

from odoo.addons.service_door.rules.file_names import honest_name
from odoo.addons.service_door.rules.uploads import PICTURES, kind_of, refusal

from ..rules.visit_phone import MAX_LINES, MAX_PHOTOS, judge_note

# When a visit gets its checklist: as soon as somebody has it.
LISTED_AT = ("accept", "assign", "arrive")
SHOWN_MESSAGES = 50
SUGGESTED_PARTS = 20


class ServiceVisit(models.Model):
    """What is noted while a visit is under way: the checklist, parts and prices,
    photos, and what the team says to each other.

    Doors find out who acts and call these; each answers None when it is done, else
    why not: a key of `rules.visit_phone.WORDS`, or a refusal.
    """

    _inherit = "service.visit"

    checklist_item_ids = fields.One2many(
        "service.visit.checklist.item", "visit_id", string="Checklist"
    )
    part_ids = fields.One2many(
        "service.visit.part", "visit_id", string="Parts and Prices"
    )
    photo_ids = fields.One2many(
        "ir.attachment",
        "res_id",
        string="Photos",
        domain=[
            ("res_model", "=", "service.visit"),
            ("service_photo_kind", "!=", False),
        ],
        readonly=True,
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    is_warranty = fields.Boolean(
        string="Warranty",
        copy=False,
        tracking=True,
        help="Parts and work are free; a line that is not says so itself.",
    )
    amount_total = fields.Monetary(
        string="To Pay", compute="_compute_amount_total", store=True
    )

    @api.depends("part_ids.price_total")
    def _compute_amount_total(self):
        for visit in self:
            visit.amount_total = sum(visit.part_ids.mapped("price_total"))

    # -- the checklist

    def _happened(self, event, before):
        if event in LISTED_AT and not self.checklist_item_ids:
            self._fill_checklist()
        return super()._happened(event, before)

    def _fill_checklist(self):
        """Take what is to be done from the checklists of the product's category."""
        lang = self.resource_id.user_id.lang or self.env.lang
        templates = self.env["service.checklist.template"].with_context(lang=lang)
        steps = templates._steps_for(self.product_category_id, self.company_id)
        # sudo: the list follows from the visit, whoever takes it
        items = self.env["service.visit.checklist.item"].sudo()
        items.create([{**vals, "visit_id": self.id} for vals in steps._item_values()])

    def _unchecked(self):
        open_items = self.checklist_item_ids.filtered(
            lambda item: item.is_required and not item.done_at
        )
        return [*super()._unchecked(), *open_items.mapped("name")]

    def _check(self, item_id, is_done, person, at=None):
        """Note a step as done, or as not done after all."""
        item = self.checklist_item_ids.filtered(lambda item: item.id == item_id)
        if not item:
            return "item"
        at = at or fields.Datetime.now()
        return judge_note(self.state) or item._set_done(is_done, person, at)

    # -- parts and prices

    def _add_line(self, kind, what, quantity, price, is_warranty):
        """Add a part that was used, or work that has a price.

        :param price: of one; None: as the product says
        """
        refused = judge_note(self.state) or self._refuse_line(what, quantity, price)
        if refused:
            return refused
        lines = self.env["service.visit.part"]
        product = lines.product_id
        if kind == "part":
            product = lines._find_part(what, self.company_id)
        values = {
            "visit_id": self.id,
            "kind": kind,
            "product_id": product.id,
            "quantity": quantity,
            "is_warranty": is_warranty,
        }
        if not product:
            values["name"] = what
        if price is not None:
            values["price_unit"] = price
        lines.create(values)
        return None

    def _refuse_line(self, what, quantity, price):
        if not what:
            return "what"
        if not quantity:
            return "quantity"
        if price is not None and price < 0:
            return "price"
        return "lines" if len(self.part_ids) >= MAX_LINES else None

    def _suggested_parts(self):
        """[(what finds it, name)] of parts that visits for this kind of product often
        need."""
        # sudo: only products' names are told
        lines = self.env["service.visit.part"].sudo()
        groups = lines._read_group(
            [
                ("product_id", "!=", False),
                ("visit_id.company_id", "=", self.company_id.id),
                ("visit_id.product_category_id", "=", self.product_category_id.id),
            ],
            ["product_id"],
            order="__count desc",
            limit=SUGGESTED_PARTS,
        )
        return [
            (product.default_code or product.name, product.name)
            for (product,) in groups
        ]

    def _remove_line(self, line_id):
        line = self.part_ids.filtered(lambda line: line.id == line_id)
        if not line:
            return "line"
        refused = judge_note(self.state)
        if not refused:
            line.unlink()
        return refused

    def _set_warranty(self, is_warranty):
        refused = judge_note(self.state)
        if refused or self.is_warranty == is_warranty:
            return refused or "already"
        self.is_warranty = is_warranty
        return None

    # -- photos

    def _add_photos(self, kind, photos):
        """Keep photos of before or after the work.

        :param photos: (name, content) of files, as they came
        """
        if not photos:
            return "text"
        refused = judge_note(self.state) or refusal(photos, PICTURES)
        if refused:
            return refused
        if len(self.photo_ids) + len(photos) > MAX_PHOTOS:
            return "photos"
        self.env["ir.attachment"].create(
            [
                {
                    "name": honest_name(name, content),
                    "raw": content,
                    "mimetype": kind_of(content, PICTURES).media_type,
                    "res_model": self._name,
                    "res_id": self.id,
                    "service_photo_kind": kind,
                }
                for name, content in photos
            ]
        )
        self.invalidate_recordset(["photo_ids"])
        return None

    # -- what the team says

    def _say(self, text):
        """Tell the others of the visit something; who writes is the current user."""
        if not text:
            return "text"
        author = self.env.user.partner_id
        # contractors' people must not become followers: they would keep reading
        silent = self.with_context(mail_post_autofollow_author_skip=True)
        silent.message_post(
            body=plaintext2html(text),
            author_id=author.id,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
            partner_ids=(self._team() - author).ids,
        )
        return None

    def _team(self):
        """Whom a message about the visit is for: its people, and the dispatcher."""
        queue = self.company_id._get_dispatch_team()
        leads = self.station_id.manager_id or queue.user_id or queue.user_ids[:1]
        return (self._people().user_id | leads).partner_id

    def _messages_of_team(self):
        """What was said on the visit, the earliest first; nothing that is internal."""
        # sudo: the domain leaves out what is internal
        messages = self.env["mail.message"].sudo()
        latest = messages.search(
            [
                ("model", "=", self._name),
                ("res_id", "=", self.id),
                ("message_type", "=", "comment"),
                ("is_internal", "=", False),
                ("subtype_id.internal", "=", False),
            ],
            order="id desc",
            limit=SHOWN_MESSAGES,
        )
        return latest.sorted("id")
