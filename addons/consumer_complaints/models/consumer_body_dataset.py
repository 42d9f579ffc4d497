import csv
import io
import json
import logging
from functools import lru_cache
from pathlib import Path

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules.body_data import (
    BILINGUAL,
    NUMBERS,
    SAME,
    follow,
    print_of,
    prints_of,
    read_bodies,
)

_logger = logging.getLogger(__name__)

DATA = Path(__file__).resolve().parents[1] / "data"
# What is delivered: the columns of the table, with their types, and the sectors.
COLUMNS = {
    "code": "varchar",
    "country_id": "int4",
    "region_id": "int4",
    "area_id": "int4",
    "active": "bool",
    **dict.fromkeys(SAME, "varchar"),
    **dict.fromkeys(NUMBERS, "int4"),
    **dict.fromkeys(BILINGUAL, "jsonb"),
}
# What becomes of a body that is no longer shipped.
GONE = {"active": False}


class ConsumerBody(models.Model):
    """The shipped bodies come with the addon and follow it; changes of ours stay."""

    _inherit = "consumer.body"

    shipped = fields.Json(
        copy=False,
        readonly=True,
        help="Fingerprints of the values it was last delivered with, by field.",
    )

    @api.model
    def _load_shipped(self):
        """Bring in the shipped bodies; called by install and upgrade.

        A value that somebody changed since keeps the change, all others follow. A body
        whose code somebody took for one of their own stays theirs. One that is gone
        from the data is archived, never deleted. In bulk: there are thousands.

        :return: how many bodies were made or changed
        """
        self.env.flush_all()
        rows = self._rows_to_write()
        self._write_rows(rows)
        self._refresh_areas()
        self.env.invalidate_all()
        _logger.info("%s shipped bodies are new or changed", len(rows))
        return len(rows)

    @api.model
    def _rows_to_write(self):
        """[(values, prints of those delivered)] of bodies that are new or differ."""
        there = self._present_values()
        rows = []
        for values in self._delivered():
            before, mine = there.pop(values["code"], ({}, None))
            prints = prints_of(values)
            if mine is None:
                rows.append((values, prints))
            elif before and before != prints:
                rows.append((follow(mine, before, values), prints))
        return rows + [
            ({**mine, **follow(mine, before, GONE)}, {**before, **prints_of(GONE)})
            for before, mine in there.values()
            if before and before["active"] != print_of(False)
        ]

    @api.model
    def _delivered(self):
        """The shipped bodies as values of the table, sectors as ids."""
        regions = self._region_ids()
        query = SQL("SELECT code, id FROM res_country")
        countries = dict(self.env.execute_query(query))
        sector_id = self.env["service.deadline.sector"]._id_of
        for body in read_bodies(DATA):
            sectors, country = body.pop("sectors"), body.pop("country")
            region, area = regions[body.pop("region")]
            yield {
                **body,
                "active": True,
                "country_id": countries[country],
                "region_id": region,
                "area_id": area,
                "sectors": sorted(map(sector_id, sectors)),
            }

    @api.model
    def _region_ids(self):
        """{code: (id, id of its area)} of China's regions; "" is none."""
        rows = self.env.execute_query(
            SQL(
                """
                SELECT code, id, CASE WHEN level IN ('county', 'town') THEN parent_id
                                      ELSE id END
                  FROM service_region WHERE country_id = %s AND level != 'town'
                """,
                self.env.ref("base.cn").id,
            )
        )
        return {"": (None, None)} | {code: ids for code, *ids in rows}

    @api.model
    def _present_values(self):
        """{code: (values it was delivered with, present values)} of all bodies."""
        columns = SQL(", ").join(SQL.identifier("body", name) for name in COLUMNS)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT body.shipped, %s, COALESCE(sectors.ids, '{}')
                  FROM consumer_body body
             LEFT JOIN (
                    SELECT consumer_body_id AS id,
                           array_agg(service_deadline_sector_id
                                     ORDER BY service_deadline_sector_id) AS ids
                      FROM consumer_body_service_deadline_sector_rel
                  GROUP BY consumer_body_id
                ) sectors ON sectors.id = body.id
                """,
                columns,
            )
        )
        names = [*COLUMNS, "sectors"]
        values = [(row[0], dict(zip(names, row[1:], strict=True))) for row in rows]
        return {mine["code"]: (before, mine) for before, mine in values}

    # ---- into the table

    @api.model
    def _write_rows(self, rows):
        """Make these the rows of the table: two statements for all."""
        self._stage(rows)
        columns = [*COLUMNS, "shipped"]
        names = SQL(", ").join(map(SQL.identifier, columns))
        staged = SQL(", ").join(SQL.identifier("excluded", name) for name in columns)
        stamp = SQL("%s, now() AT TIME ZONE 'UTC'", self.env.uid)
        self.env.execute_query(
            SQL(
                """
                INSERT INTO consumer_body
                       (%(names)s, create_uid, create_date, write_uid, write_date)
                SELECT %(names)s, %(stamp)s, %(stamp)s FROM staged_body
           ON CONFLICT (code) DO UPDATE
                   SET (%(names)s, write_uid, write_date) = ROW (%(staged)s, %(stamp)s)
             RETURNING id
                """,
                names=names,
                staged=staged,
                stamp=stamp,
            )
        )
        self._write_sectors()

    @api.model
    def _stage(self, rows):
        """Copy the rows into a temporary table of the same columns."""
        types = {**COLUMNS, "sectors": "int4[]", "shipped": "jsonb"}
        columns = SQL(", ").join(
            SQL("%s %s", SQL.identifier(name), SQL(type_))
            for name, type_ in types.items()
        )
        self.env.cr.execute(SQL("DROP TABLE IF EXISTS staged_body"))
        self.env.cr.execute(
            SQL("CREATE TEMPORARY TABLE staged_body (%s) ON COMMIT DROP", columns)
        )
        lines = io.StringIO()
        writer = csv.writer(lines)
        for values, prints in rows:
            writer.writerow(_line(values, prints))
        lines.seek(0)
        self.env.cr.copy_expert("COPY staged_body FROM STDIN WITH (FORMAT csv)", lines)

    @api.model
    def _write_sectors(self):
        self.env.cr.execute(
            """
            DELETE FROM consumer_body_service_deadline_sector_rel link
             USING consumer_body body, staged_body staged
             WHERE body.id = link.consumer_body_id AND staged.code = body.code
               AND link.service_deadline_sector_id != ALL (staged.sectors);
            INSERT INTO consumer_body_service_deadline_sector_rel
                   (consumer_body_id, service_deadline_sector_id)
            SELECT body.id, unnest(staged.sectors)
              FROM staged_body staged JOIN consumer_body body USING (code)
       ON CONFLICT DO NOTHING
            """
        )

    @api.model
    def _refresh_areas(self):
        """Of all bodies: a division may have come to lie in another."""
        self.env.cr.execute(
            """
            UPDATE consumer_body body SET area_id = area.id
              FROM service_region region
              JOIN service_region area ON area.id = CASE
                   WHEN region.level IN ('county', 'town') THEN region.parent_id
                   ELSE region.id END
             WHERE region.id = body.region_id AND body.area_id IS DISTINCT FROM area.id
            """
        )


def _line(values, prints):
    """A row as COPY reads it: lists and JSON have their own notation."""
    sectors = ",".join(map(str, values["sectors"]))
    return [
        *(values[name] for name in COLUMNS if name not in BILINGUAL),
        *(values[name] and _json(**values[name]) for name in BILINGUAL),
        "{" + sectors + "}",
        json.dumps(prints),
    ]


# the conditions of a kind are the same in thousands of rows
@lru_cache(maxsize=10_000)
def _json(**texts):
    return json.dumps(texts, ensure_ascii=False)
