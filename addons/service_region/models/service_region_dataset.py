import csv
import hashlib
import io
import logging
from pathlib import Path

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import names
from ..rules.dataset import read_rows
from .service_region import RANKS
from .service_region_resolver import DATA

_logger = logging.getLogger(__name__)

CHECKSUM = "service_region.dataset_checksum"


class ServiceRegionDataset(models.AbstractModel):
    """Brings the shipped divisions into the database, in bulk.

    The files are copied into temporary tables and merged from there, so that only rows
    which differ are written. Nothing that a record may refer to is ever deleted: a
    division that is gone from the data becomes a former one. What users made or
    archived stays as they left it.
    """

    _name = "service.region.dataset"
    _description = "Loader of the Shipped Regions"

    @api.model
    def _load(self):
        """Load the shipped files unless they are the ones loaded last.

        :return: whether anything was loaded
        """
        # sudo: an upgrade may run as any user
        parameters = self.env["ir.config_parameter"].sudo()
        checksum = self._checksum()
        if parameters.get_param(CHECKSUM) == checksum and self._is_loaded():
            return False
        self._merge(read_rows(DATA))
        parameters.set_param(CHECKSUM, checksum)
        return True

    @api.model
    def _is_loaded(self):
        """Whether there are regions: the checksum outlives an uninstallation."""
        regions = self.env["service.region"].with_context(active_test=False)
        return bool(regions.search_count([("is_official", "=", True)], limit=1))

    @api.model
    def _checksum(self):
        """Of what decides what is loaded: the files, the rule for short names."""
        digest = hashlib.sha256()
        for path in [*sorted(DATA.glob("region*.csv")), Path(names.__file__)]:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    @api.model
    def _merge(self, rows):
        """Make the official regions and names those of `rows`.

        :param rows: list of `RegionRow`, parents before children: all current and
            former divisions of one country, first the country under its ISO code
        """
        self.env.flush_all()
        country = self.env.ref(f"base.{rows[0].code.lower()}")
        self._stage(rows, country)
        self._keep_replaced_names()
        self._merge_regions(country)
        self._retire_missing_regions(country)
        self._refresh_paths(country)
        self._drop_stale_names()
        self._merge_names()
        self._merge_successors()
        self.env.invalidate_all()
        self.env["service.region"]._note_change()
        _logger.info("%s regions of %s are up to date", len(rows), country.code)

    # ---- from the files into temporary tables

    def _stage(self, rows, country):
        self._create_stage()
        ids = self._region_ids([row.code for row in rows], country)
        self._copy("staged_region", self._staged_regions(rows, ids, country))
        self._copy("staged_name", self._staged_names(rows, ids))
        self._copy("staged_successor", self._staged_successors(rows, ids))
        self.env.cr.execute("ANALYZE staged_region, staged_name, staged_successor")

    def _create_stage(self):
        self.env.cr.execute(
            """
            CREATE TEMPORARY TABLE IF NOT EXISTS staged_region (
                id integer PRIMARY KEY, code varchar, name varchar, level varchar,
                rank integer, parent_id integer, parent_path varchar,
                complete_name varchar, until integer
            ) ON COMMIT DROP;
            CREATE TEMPORARY TABLE IF NOT EXISTS staged_name (
                region_id integer, name varchar, kind varchar
            ) ON COMMIT DROP;
            CREATE TEMPORARY TABLE IF NOT EXISTS staged_successor (
                region_id integer, successor_id integer
            ) ON COMMIT DROP;
            TRUNCATE staged_region, staged_name, staged_successor;
            """
        )

    def _region_ids(self, codes, country):
        """{code: id} of the regions there are, with fresh ids for those to come."""
        query = "SELECT code, id FROM service_region WHERE country_id = %s"
        ids = dict(self.env.execute_query(SQL(query, country.id)))
        missing = [code for code in codes if code not in ids]
        fresh = self.env.execute_query(
            SQL(
                "SELECT nextval('service_region_id_seq') FROM generate_series(1, %s)",
                len(missing),
            )
        )
        ids.update(zip(missing, (id_ for (id_,) in fresh), strict=True))
        return ids

    def _staged_regions(self, rows, ids, country):
        """Yield lines for `staged_region`; names and paths build on the parents'."""
        separator = self.env["service.region"]._path_separator(country)
        above = {None: ("", "")}
        for row in rows:
            path, full_name = above[row.parent]
            path = f"{path}{ids[row.code]}/"
            full_name = separator.join(filter(None, (full_name, row.name)))
            above[row.code] = (path, "" if row.level == "country" else full_name)
            yield (
                ids[row.code],
                row.code,
                row.name,
                row.level,
                RANKS[row.level],
                ids.get(row.parent),
                path,
                full_name,
                row.until,
            )

    def _staged_names(self, rows, ids):
        for row in rows:
            short = names.short_names(row.name, row.level)
            found = [(row.name, "official"), *((name, "short") for name in short)]
            for name, kind in dict.fromkeys([*found, *row.names]):
                yield ids[row.code], name, kind

    def _staged_successors(self, rows, ids):
        for row in rows:
            for successor in dict.fromkeys(row.successors):
                yield ids[row.code], ids[successor]

    def _copy(self, table, lines):
        """COPY lines of values into a table, None as NULL."""
        buffer = io.StringIO()
        csv.writer(buffer).writerows(lines)
        buffer.seek(0)
        copy = SQL("COPY %s FROM STDIN WITH (FORMAT csv)", SQL.identifier(table))
        self.env.cr.copy_expert(copy.code, buffer)

    # ---- from there into the tables of the models

    def _run(self, query, **params):
        """Execute a statement in which `stamp` stands for who writes, and when."""
        stamp = SQL("%s, now() AT TIME ZONE 'UTC'", self.env.uid)
        self.env.cr.execute(SQL(query, stamp=stamp, **params))

    def _keep_replaced_names(self):
        """A division that is renamed is still found under the name it bore."""
        self._run(
            """
            INSERT INTO service_region_name (region_id, name, kind, is_official,
                   create_uid, create_date, write_uid, write_date)
            SELECT region.id, region.name, 'former', FALSE, %(stamp)s, %(stamp)s
              FROM service_region region
              JOIN staged_region staged ON staged.id = region.id
             WHERE region.name != staged.name
       ON CONFLICT DO NOTHING
            """
        )

    def _merge_regions(self, country):
        """A region stays archived or not, unless it comes into or goes out of being."""
        self._run(
            """
            INSERT INTO service_region (id, code, name, level, rank, parent_id,
                   parent_path, complete_name, until, active, country_id, is_official,
                   create_uid, create_date, write_uid, write_date)
            SELECT id, code, name, level, rank, parent_id,
                   parent_path, complete_name, until, until IS NULL, %(country)s, TRUE,
                   %(stamp)s, %(stamp)s
              FROM staged_region
          ORDER BY id
       ON CONFLICT (country_id, code) DO UPDATE
               SET name = EXCLUDED.name,
                   level = EXCLUDED.level,
                   rank = EXCLUDED.rank,
                   parent_id = EXCLUDED.parent_id,
                   until = EXCLUDED.until,
                   active = CASE
                       WHEN COALESCE(service_region.until, 0)
                            = COALESCE(EXCLUDED.until, 0)
                       THEN service_region.active ELSE EXCLUDED.active END,
                   is_official = TRUE,
                   (write_uid, write_date) = ROW (%(stamp)s)
             WHERE (service_region.name, service_region.level,
                    service_region.parent_id, COALESCE(service_region.until, 0),
                    service_region.is_official)
                   IS DISTINCT FROM
                   (EXCLUDED.name, EXCLUDED.level, EXCLUDED.parent_id,
                    COALESCE(EXCLUDED.until, 0), TRUE)
            """,
            country=country.id,
        )

    def _retire_missing_regions(self, country):
        """What the data no longer lists has ceased, this year for all we know."""
        self._run(
            """
            UPDATE service_region region
               SET active = FALSE, until = %(year)s,
                   (write_uid, write_date) = ROW (%(stamp)s)
             WHERE country_id = %(country)s
               AND is_official
               AND COALESCE(until, 0) = 0
               AND NOT EXISTS (SELECT FROM staged_region WHERE id = region.id)
            """,
            country=country.id,
            year=fields.Date.today().year,
        )

    def _refresh_paths(self, country):
        """Paths of all regions of the country, those below a moved one included."""
        self._run(
            """
            WITH RECURSIVE tree AS (
                SELECT id, id || '/' AS path, name::text AS full_name, level
                  FROM service_region
                 WHERE parent_id IS NULL AND country_id = %(country)s
             UNION ALL
                SELECT child.id, tree.path || child.id || '/',
                       CASE WHEN tree.level = 'country' THEN child.name
                            ELSE tree.full_name || %(separator)s || child.name END,
                       child.level
                  FROM service_region child
                  JOIN tree ON tree.id = child.parent_id
            )
            UPDATE service_region region
               SET parent_path = tree.path, complete_name = tree.full_name
              FROM tree
             WHERE tree.id = region.id
               AND (region.parent_path, region.complete_name)
                   IS DISTINCT FROM (tree.path, tree.full_name)
            """,
            country=country.id,
            separator=self.env["service.region"]._path_separator(country),
        )

    def _drop_stale_names(self):
        """Shipped names that the data no longer has, and official ones replaced.

        A former name goes as well where the region is called so again.
        """
        self._run(
            """
            DELETE FROM service_region_name name
             USING staged_region staged
             WHERE staged.id = name.region_id
               AND (name.is_official OR name.kind = 'official'
                    OR (name.kind = 'former' AND name.name = staged.name))
               AND NOT EXISTS (
                   SELECT FROM staged_name
                    WHERE staged_name.region_id = name.region_id
                      AND staged_name.name = name.name
                      AND staged_name.kind = name.kind
               )
            """
        )

    def _merge_names(self):
        self._run(
            """
            INSERT INTO service_region_name (region_id, name, kind, is_official,
                   create_uid, create_date, write_uid, write_date)
            SELECT region_id, name, kind, TRUE, %(stamp)s, %(stamp)s
              FROM staged_name
       ON CONFLICT (region_id, name, kind) DO UPDATE
               SET is_official = TRUE, (write_uid, write_date) = ROW (%(stamp)s)
             WHERE service_region_name.is_official IS NOT TRUE
            """
        )

    def _merge_successors(self):
        self._run(
            """
            DELETE FROM service_region_successor_rel link
             USING staged_region staged
             WHERE staged.id = link.region_id
               AND NOT EXISTS (
                   SELECT FROM staged_successor kept
                    WHERE kept.region_id = link.region_id
                      AND kept.successor_id = link.successor_id
               )
            """
        )
        self._run(
            """
            INSERT INTO service_region_successor_rel (region_id, successor_id)
            SELECT region_id, successor_id FROM staged_successor
       ON CONFLICT DO NOTHING
            """
        )
