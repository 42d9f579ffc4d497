from odoo import fields, models
from odoo.tools.mail import plaintext2html

from odoo.addons.rating.models.rating_data import RATING_LIMIT_MIN

from ..rules.after_visit import CHANGEABLE, UNHAPPY, UNSEEN, judge_rating


class ServiceVisit(models.Model):
    """What the customer says of a visit that is done."""

    _name = "service.visit"
    _inherit = ["rating.mixin", "service.visit"]

    rated_at = fields.Datetime(
        string="First Rated",
        readonly=True,
        copy=False,
        help="It may be changed for a day from then on.",
    )
    called_back = fields.Boolean(
        string="Call Back",
        readonly=True,
        copy=False,
        help="The customer was unhappy, and somebody was asked to call.",
    )

    def _rating_get_parent_field_name(self):
        return "station_id"

    def _rating_get_operator(self):
        """Who is rated: the technician."""
        return self.resource_id.user_id.partner_id

    def _may_be_rated(self):
        return self.state == "done" and self.result not in UNSEEN

    def _rating_given(self):
        """(stars, words) as the customer gave them, None for none."""
        self.ensure_one()
        # sudo: customers read no ratings, but know their own
        given = self.sudo().rating_ids.filtered("consumed")[:1]
        if not given or given.rating < RATING_LIMIT_MIN:
            return None
        return int(given.rating), given.feedback or ""

    def _may_change_rating(self):
        """Whether the customer may rate it, for the first time or anew."""
        self.ensure_one()
        now = fields.Datetime.now()
        return not self.rated_at or now - self.rated_at < CHANGEABLE

    def _rate(self, stars, words=""):
        """Take the customer's rating, once; it may be changed within a day.

        :param stars: 1 to 5; anything else is refused
        :return: as `rules.after_visit.judge_rating`, or "early" before it is done
        """
        self.ensure_one()
        # sudo: the customer's door found the visit; ratings are nobody's to write
        visit = self.sudo()
        visit.lock_for_update(allow_referencing=True)
        if not visit._may_be_rated():
            return "early"
        now = fields.Datetime.now()
        given = visit._rating_given()
        outcome = judge_rating(stars, words, given, visit.rated_at, now)
        if outcome in ("rated", "changed"):
            visit._note_rating(stars, words, now)
        return outcome

    def _note_rating(self, stars, words, now):
        ratings = self.rating_ids or self.rating_ids.create(
            {
                "partner_id": self.partner_id.id,
                "rated_partner_id": self._rating_get_operator().id,
                "res_model_id": self.env["ir.model"]._get_id(self._name),
                "res_id": self.id,
                # Odoo's page would take another rating by it at any time
                "access_token": False,
            }
        )
        self.rating_apply(
            stars, rating=ratings[:1], feedback=words, subtype_xmlid="mail.mt_note"
        )
        self.rated_at = self.rated_at or now
        if stars <= UNHAPPY and not self.called_back:
            self._ask_to_call_back(stars, words)

    def _ask_to_call_back(self, stars, words):
        """Somebody who is responsible speaks with an unhappy customer."""
        self.called_back = True
        queue = self.company_id._get_dispatch_team()
        people = self.station_id.manager_id or queue.user_id or queue.user_ids[:1]
        user = people or self.env.ref("base.user_admin")
        env = self.with_context(lang=user.lang).env
        note = env._("%(stars)s of 5 stars. %(words)s", stars=stars, words=words)
        self.activity_schedule(
            "mail.mail_activity_data_call",
            summary=env._("Call back: an unhappy customer"),
            note=plaintext2html(note),
            user_id=user.id,
        )
