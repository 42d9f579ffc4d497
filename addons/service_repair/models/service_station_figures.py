from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

FIGURED_DAYS = 90
SHARES = ("first_time_fix", "on_time", "promise_kept", "repeat")
NOTHING = "–"
# As `_figures_since` says it of a station without visits.
NO_FIGURES = (0, *[False] * len(SHARES), False, False)


def share_text(share):
    return NOTHING if share is False else f"{share:.0f} %"


def stars_text(stars):
    return NOTHING if stars is False else f"{stars:.1f}"


class ServiceStation(models.Model):
    """How well a station's visits went of late, on one card."""

    _inherit = "service.station"

    figures_visits = fields.Integer(
        string="Visits Done", compute="_compute_figures", help="In the last 90 days."
    )
    figures_first_time_fix = fields.Char(
        string="First-Time Fix", compute="_compute_figures"
    )
    figures_on_time = fields.Char(string="On Time", compute="_compute_figures")
    figures_promise_kept = fields.Char(
        string="Promise Kept", compute="_compute_figures"
    )
    figures_repeat = fields.Char(string="Repeat Visits", compute="_compute_figures")
    figures_rating = fields.Char(string="Stars", compute="_compute_figures")
    figures_travel = fields.Char(string="Travel per Visit", compute="_compute_figures")

    def _compute_figures(self):
        found = self._figures_since(
            fields.Datetime.now() - timedelta(days=FIGURED_DAYS)
        )
        for station in self:
            count, *shares, rating, travel = found.get(station._origin.id, NO_FIGURES)
            station.figures_visits = count
            for name, share in zip(SHARES, shares, strict=True):
                station[f"figures_{name}"] = share_text(share)
            station.figures_rating = stars_text(rating)
            station.figures_travel = (
                NOTHING if travel is False else self.env._("%.0f min", travel)
            )

    def _figures_since(self, since, until=None):
        """{station id: (visits, average of each of SHARES, stars, travel)}; an average
        of nothing is False"""
        lately = Domain("station_id", "in", self.ids) & Domain("date", ">=", since)
        if until:
            lately &= Domain("date", "<", until)
        # sudo: who sees a station sees how it does, whoever reads the visits
        groups = (
            self.env["service.visit.figures"]
            .sudo()
            ._read_group(
                lately,
                ["station_id"],
                [
                    "__count",
                    *(f"{name}:avg" for name in SHARES),
                    "rating:avg",
                    "travel:avg",
                ],
            )
        )
        return {station.id: figures for station, *figures in groups}

    def action_show_figures(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "service_repair.service_visit_figures_action"
        )
        return {**action, "domain": [("station_id", "=", self.id)]}
