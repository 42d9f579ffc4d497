import uuid
from pathlib import Path
from threading import Lock

from odoo import api, models
from odoo.tools import SQL
from odoo.tools.lru import LRU

from ..rules.dataset import read_vocabulary
from ..rules.resolver import RegionResolver
from ..rules.types import RegionRow

# The country whose divisions the addon ships and whose addresses it can read.
COUNTRY = "CN"
DATA = Path(__file__).parent.parent / "data"
REVISION = "service_region.revision"

# Resolvers by (database, revision). Two, so that a transaction which is changing
# regions and those which still see them unchanged don't drive each other out.
_built = LRU(2)
_building = Lock()


class ServiceRegion(models.Model):
    """Regions give access to the address resolver, built from the database's rows.

    A built resolver is shared by all threads of the process. Every change of a region
    or a name writes a new revision beside it; whoever resolves compares that revision,
    in the snapshot of its own transaction, with the one the resolver was built from. So
    a change counts at once where it was made, everywhere else with its commit, in every
    process, and is forgotten with a rollback.
    """

    _inherit = "service.region"

    @api.model
    def _resolve(self, texts, hints=None):
        """Resolve addresses to regions.

        :param texts: list of str
        :param hints: list, parallel to `texts`, of lists of `Hint`; None for none
        :return: list of `Resolution`, parallel to `texts`
        """
        if not texts:
            return []  # not worth building a resolver
        resolver = self._resolver()
        if hints is None:
            return resolver.resolve_many(texts)
        return [
            resolver.resolve(text, hint)
            for text, hint in zip(texts, hints, strict=True)
        ]

    @api.model
    def _from_code(self, codes):
        """The regions of these official codes, archived ones too, in one query.

        :return: dict of code → region; codes that no region has are left out
        """
        codes = [code for code in set(codes) if code]
        if not codes:
            return {}
        found = self.with_context(active_test=False).search_fetch(
            [("country_id.code", "=", COUNTRY), ("code", "in", codes)], ["code"]
        )
        return {region.code: region.with_env(self.env) for region in found}

    @api.model
    def _resolver(self):
        """The `RegionResolver` for the regions as this transaction sees them."""
        key = (self.env.cr.dbname, self._revision())
        resolver = _built.get(key)
        if resolver is None:
            with _building:
                resolver = _built.get(key)
                if resolver is None:
                    resolver = _built[key] = self._build_resolver()
        return resolver

    @api.model
    def _revision(self):
        # Read past the cache of parameters: another thread may have filled that one
        # between our change and its commit.
        self.env["ir.config_parameter"].flush_model(["value"])
        rows = self.env.execute_query(
            SQL("SELECT value FROM ir_config_parameter WHERE key = %s", REVISION)
        )
        return rows[0][0] if rows else None

    @api.model
    def _note_change(self):
        """Record that regions or names changed, so that resolvers are built anew."""
        # sudo: a counter that no user edits
        self.env["ir.config_parameter"].sudo().set_param(REVISION, uuid.uuid4().hex)

    @api.model
    def _build_resolver(self):
        return RegionResolver(self._resolver_rows(), read_vocabulary(DATA))

    @api.model
    def _resolver_rows(self):
        """The regions the resolver may answer with, parents before children.

        Regions that a user archived are left out with all that lies in them; former
        divisions stay, as their names still lead to their successors.

        :return: list of `RegionRow`
        """
        self.env.flush_all()
        names = self._extra_names()
        successors = self._successor_codes()
        rows, known = [], {None}
        for id_, code, parent, level, name, until in self._select_regions():
            if parent in known:
                known.add(code)
                rows.append(
                    RegionRow(
                        code=code,
                        parent=parent,
                        level=level,
                        name=name,
                        until=until,
                        successors=tuple(successors.get(id_, ())),
                        names=tuple(names.get(id_, ())),
                    )
                )
        return rows

    def _select_regions(self):
        return self.env.execute_query(
            SQL(
                """
                SELECT region.id, region.code, parent.code, region.level, region.name,
                       NULLIF(region.until, 0)
                  FROM service_region region
                  JOIN res_country country ON country.id = region.country_id
             LEFT JOIN service_region parent ON parent.id = region.parent_id
                 WHERE country.code = %s
                   AND (region.active OR region.until > 0)
              ORDER BY region.rank, region.code
                """,
                COUNTRY,
            )
        )

    def _extra_names(self):
        """{region id: [(name, kind)]} of the names that no rule derives."""
        return self._grouped(
            SQL(
                """
                SELECT region_id, name, kind
                  FROM service_region_name
                 WHERE kind != 'official'
                   AND NOT (kind = 'short' AND is_official IS TRUE)
              ORDER BY id
                """
            )
        )

    def _successor_codes(self):
        """{region id: [codes of its active successors]}"""
        pairs = self._grouped(
            SQL(
                """
                SELECT link.region_id, successor.code
                  FROM service_region_successor_rel link
                  JOIN service_region successor ON successor.id = link.successor_id
                 WHERE successor.active
              ORDER BY successor.code
                """
            )
        )
        return {id_: [code for (code,) in codes] for id_, codes in pairs.items()}

    def _grouped(self, query):
        groups = {}
        for id_, *rest in self.env.execute_query(query):
            groups.setdefault(id_, []).append(tuple(rest))
        return groups
