from odoo import models
from odoo.fields import Domain

from ..rules.coverage_list import parse_emergency
from ..rules.coverage_plan import (
    Listed,
    former_name,
    plan,
    prefer,
    read_place,
    spoken_name,
    stands_for,
)


class ServiceCoverageImport(models.TransientModel):
    """The facts about a list's places, gathered for all of them at once."""

    _inherit = "service.coverage.import"

    def _examine(self, entries):
        """Decide on each entry; return the values of the preview's lines.

        The number of queries is the same for any number of entries.
        """
        places, by_heading = self._places(entries)
        codes = [code for place in places for code in (place.code, *place.candidates)]
        regions = self.env["service.region"]._from_code(codes)
        found = [regions.get(place.code, self._no_region()) for place in places]
        rest = self._rest_of_rows(entries)
        stations = self._stations_of(found, rest)
        existing, archived = self._covered(self._no_region().concat(*found))
        formers = self._formers(entries, found)
        listed = []
        for index, (entry, place) in enumerate(zip(entries, places, strict=True)):
            station, problem = stations[index]
            known = rest[index]
            line = Listed(
                entry,
                place,
                station=station,
                category=known["category"],
                emergency=known["emergency"],
                former=formers[index],
            )
            listed.append(
                line._replace(
                    refusal=known["refusal"]
                    or self._refusal(line, found[index], problem, archived)
                )
            )
        rows = plan(listed, existing)
        return [
            self._prepare_line_vals(index, line, row, regions, by_heading[index])
            for index, (line, row) in enumerate(zip(listed, rows, strict=True))
        ]
