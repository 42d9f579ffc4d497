"""The outlet finder: by place, by the tree of regions, or by where somebody stands."""

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager
from odoo.addons.service_door.controllers.door import DOOR
from odoo.addons.service_door.rules.inputs import clean_text, parse_id, parse_page

from ..rules.finder import read_position

PAGE = 10
LONGEST_PLACE = 200


class StationFinderController(http.Controller):
    @http.route(
        ["/service/stations", "/service/stations/page/<int:page>"],
        methods=["GET"],
        **{**DOOR, "sitemap": True},
    )
    def show(self, page=1, place="", region=None, lat=None, lng=None, **kw):
        typed = clean_text(place)[:LONGEST_PLACE]
        position = read_position(lat, lng)
        found = _by_position(position) if position else _by_place(typed, region)
        total = len(found["stations"])
        asked = {"place": typed, "region": region, "lat": lat, "lng": lng}
        pages = pager(
            url="/service/stations",
            total=total,
            page=parse_page(page),
            step=PAGE,
            url_args={name: value for name, value in asked.items() if value},
        )
        first = pages["offset"]
        values = {
            **found,
            "shown": found["stations"][first : first + PAGE],
            "total": total,
            "pager": pages,
            "place": typed,
            "position": position,
            "longest_place": LONGEST_PLACE,
        }
        return request.render("service_repair.station_finder", values)


def _by_position(position):
    return {
        "stations": request.env["service.station"]._near(position),
        "region": None,
        "above": (),
        "below": (),
        "candidates": (),
    }


def _by_place(typed, region_id):
    """Stations of a place that was typed, or chosen from the tree."""
    # sudo: which regions there are is no secret
    regions = request.env["service.region"].sudo()
    region = regions.browse(parse_id(region_id) or []).exists()
    candidates = regions
    stations = request.env["service.station"]
    if typed and not region:
        region, candidates = stations._find_place(typed)
    found = stations._in_region(region) if region else stations.browse()
    return {
        "stations": [(station, None) for station in found],
        "region": region,
        "above": stations._regions_above(region),
        "below": stations._regions_below(region),
        "candidates": candidates,
    }
