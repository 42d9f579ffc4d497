from odoo import fields, models

from ..rules.visit_life import RELIEVABLE


class ServiceVisit(models.Model):
    """Giving visits back: by who has them, or because somebody or a station is away."""

    _inherit = "service.visit"

    declined_station_ids = fields.Many2many(
        "service.station",
        "service_visit_declined_station_rel",
        "visit_id",
        "station_id",
        string="Stations That Declined",
        readonly=True,
        copy=False,
    )

    def _version_after_relief(self):
        """Who was told that somebody is on the way is told anew who comes."""
        return self.version + (self.state == "on_way")

    def action_hand_over(self):
        """Ask for the reason, then hand over."""
        self.ensure_one()
        self._acting()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Hand Over"),
            "res_model": "service.visit.hand.over",
            "view_mode": "form",
            "target": "new",
            "context": {"default_visit_id": self.id},
        }

    # -- somebody is away

    def _relieve(self, reason):
        """Take these visits back by nobody's hand, and ask others.

        :param reason: in words, for those who read the visit
        """
        for visit in self:
            if visit._take_back(reason):
                visit._dispatch()

    def _take_back(self, reason):
        """:return: whether it was with somebody, and is not any more"""
        if self.state == "offered":
            offer = self._waiting_offer()
            outcome = self._happen("lapse", "system", resource_id=False)
            offer._end("withdrawn")
        else:
            told = self._version_after_relief()
            outcome = self._happen("hand_over", "system", version=told)
        if outcome is None:
            self._note_reason(self.env._("Handed over: %s"), reason)
        return outcome is None

    def _leave_station(self, reason):
        """Go from a station that takes no visits any more to the next one."""
        for visit in self:
            if visit.state in RELIEVABLE:
                visit._take_back(reason)
            if visit.start or visit.is_emergency:
                visit._dispatch()
            else:
                visit._go_to_next_station(reason)

    def _go_to_next_station(self, reason):
        """Without a time nobody can be asked yet; whoever serves the place plans it."""
        following = self._next_stations(self.station_id)[:1]
        if following:
            self.station_id = following
            self.ticket_id._hand_on_to(following, reason)

    def _next_stations(self, tried):
        """Stations that declined the visit are not asked again."""
        return super()._next_stations(tried | self.declined_station_ids)

    # -- helpers

    def _dismiss_helpers(self, people):
        """These people do not come along; the visit goes on with the others."""
        for visit in self:
            names = ", ".join((visit.helper_ids & people).mapped("name"))
            visit.helper_ids -= people
            visit._note_reason(self.env._("Does not come along: %s"), names)
