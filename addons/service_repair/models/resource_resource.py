import base64

from odoo import api, fields, models
from odoo.fields import Domain

from .service_planning import HOLDING, to_minute


class ResourceResource(models.Model):
    """Technicians: people of a station who can be sent to a customer."""

    _inherit = "resource.resource"

    service_station_id = fields.Many2one(
        "service.station",
        string="Works At",
        index="btree_not_null",
        ondelete="set null",
        help="Visits of this station are proposed to this person.",
    )
    service_category_ids = fields.Many2many(
        "product.category",
        "service_technician_category_rel",
        "resource_id",
        "category_id",
        string="Skills",
        help="Kinds of products that this person repairs. None: every kind.",
    )
    service_on_call = fields.Boolean(
        string="On Call",
        help="Takes emergencies also outside of the own working hours.",
    )
    service_badge = fields.Char(
        string="Badge Number", copy=False, help="Customers see it before they open."
    )
    service_phone = fields.Char(
        string="Phone for Customers", help="Shown to customers once the visit is taken."
    )
    service_photo = fields.Image(
        string="Photo", max_width=512, max_height=512, help="Customers see it."
    )
    # Two transactions that plan the same person change this, so that the later one is
    # repeated with what the earlier one planned instead of reckoning from an old plan.
    planning_turn = fields.Integer(readonly=True, copy=False)

    _service_badge_uniq = models.UniqueIndex(
        "(company_id, service_badge) WHERE service_badge IS NOT NULL",
        "Somebody else of this company already has this badge number.",
    )

    def _photo_for_customer(self):
        """The content of the picture, or None."""
        photo = self.service_photo
        return base64.b64decode(photo) if photo else None

    def _take_planning_turn(self):
        """Let who else plans these people now begin again after us."""
        # sudo: whoever may plan a visit may take the turn
        for turn, people in self.sudo().grouped("planning_turn").items():
            people.planning_turn = turn + 1

    def _can_repair(self, category):
        """These people's part that has the skill for a kind of product."""
        if not category:
            return self
        kinds = {int(each) for each in category.parent_path.split("/")[:-1]}
        return self.filtered(
            lambda person: (
                not person.service_category_ids
                or kinds.intersection(person.service_category_ids.ids)
            )
        )

    def _visit_calendar(self):
        """The hours in which this person is sent; none: any hour of any day."""
        self.ensure_one()
        return self.calendar_id.filtered(lambda each: not each.flexible_hours)

    @api.model
    def _of_user(self):
        """The technicians that the current user is."""
        # sudo: contractors' people are portal users, who read no resources
        return self.sudo().search([("user_id", "=", self.env.uid)])

    def _visits_between(self, start, end):
        """The visits that take time of these people, between two moments."""
        # sudo: a plan counts whoever may see it
        visits = self.env["service.visit"].sudo()
        theirs = Domain("resource_id", "in", self.ids)
        theirs |= Domain("helper_ids", "in", self.ids)
        at_that_time = Domain("start", "<", end) & Domain("end", ">", start)
        return visits.search(
            theirs & at_that_time & Domain("state", "in", HOLDING), order="start, id"
        )

    def _last_offers(self):
        """{id: minute of the last offer} of those who were ever offered a visit."""
        # sudo: fair shares count what everybody got
        offers = self.env["service.visit.offer"].sudo()
        groups = offers._read_group(
            [("resource_id", "in", self.ids)], ["resource_id"], ["create_date:max"]
        )
        return {
            person.id: to_minute(at.replace(microsecond=0)) for person, at in groups
        }
