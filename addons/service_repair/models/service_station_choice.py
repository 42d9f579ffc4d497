from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.station_choice import Offered, describe, in_order, nearness

STATION_FACTS = (
    "code",
    "company_id",
    "daily_capacity",
    "intake_paused",
    "name",
    "region_id",
    "sequence",
)


class ServiceStation(models.Model):
    """The stations for a ticket in the order in which a dispatcher wants them.

    A field asks for it with the ticket's place and product in the context, as
    `choice_region_id` and `choice_category_id`, which may be unknown.
    """

    _inherit = "service.station"

    @api.model
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        if "choice_region_id" not in self.env.context:
            return super().name_search(name, domain, operator, limit)
        offered = self._offer(name, domain, operator)[:limit]
        names = {station.id: station.display_name for station in self._of(offered)}
        return [(station.id, names[station.id]) for station in offered]

    @api.model
    @api.readonly
    def web_name_search(
        self, name, specification, domain=None, operator="ilike", limit=100
    ):
        """What is known of each station stands beside its name, muted."""
        found = super().web_name_search(name, specification, domain, operator, limit)
        if "choice_region_id" in self.env.context:
            stations = self.browse([values["id"] for values in found])
            told = {each.id: each for each in stations._offered()}
            for values in found:
                words = describe(told[values["id"]], self.env._)
                label = f"{values.get('display_name') or ''}\t--{words}--"
                values["__formatted_display_name"] = label
        return found

    def _of(self, offered):
        return self.browse([station.id for station in offered])

    def _offer(self, name, domain, operator):
        """The stations that fit what is typed, as `Offered`, in order."""
        named = Domain("display_name", operator, name) if name else Domain.TRUE
        found = self.search_fetch(named & Domain(domain or Domain.TRUE), STATION_FACTS)
        return in_order(found._offered())

    def _offered(self):
        """These stations as `Offered`, with a fixed number of queries."""
        region, category = (
            self.env[model].browse(self.env.context.get(key) or []).exists()
            for model, key in (
                ("service.region", "choice_region_id"),
                ("product.category", "choice_category_id"),
            )
        )
        paths = self.env["service.routing"]._upwards(region)
        path = paths.get(region.id, ())
        ancestors = region.browse(path)
        levels = {each.id: each.level for each in ancestors}
        places = self._places()
        serving = self._serving(category)
        loads = self._today_loads(fields.Datetime.now())
        return [
            Offered(
                id=station.id,
                name=station.name,
                near=nearness(path, levels, places.get(station.id, ())),
                serves_product=not category or station.id in serving,
                paused=station.intake_paused,
                count=loads.get(station.id, 0),
                capacity=station.daily_capacity,
                sequence=station.sequence,
            )
            for station in self
        ]

    def _places(self):
        """{station id: for each of its places the ids of the regions it lies in}: where
        it stands, or where that is not known, what it covers."""
        standing = self.filtered("region_id")
        regions = {station.id: station.region_id for station in standing}
        covered = self.env["service.coverage"]._read_group(
            [("station_id", "in", (self - standing).ids)],
            ["station_id"],
            ["region_id:recordset"],
        )
        regions |= {station.id: found for station, found in covered}
        known = self.env["service.region"].union(*regions.values())
        paths = self.env["service.routing"]._upwards(known)
        return {
            station: [paths[region.id] for region in found if region.id in paths]
            for station, found in regions.items()
        }

    def _serving(self, category):
        """The ids of those stations that serve products of this category somewhere."""
        paths = self.env["service.routing"]._upwards(category)
        categories = paths.get(category.id, ())
        lines = self.env["service.coverage"]._read_group(
            Domain("station_id", "in", self.ids)
            & Domain("category_id", "in", [False, *categories]),
            ["station_id"],
        )
        return {station.id for (station,) in lines}
