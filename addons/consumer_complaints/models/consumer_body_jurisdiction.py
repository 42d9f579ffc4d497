from odoo import api, models
from odoo.tools import SQL, format_date

from ..rules.jurisdiction import propose
from ..rules.jurisdiction_places import country_of
from ..rules.jurisdiction_types import Body
from ..rules.jurisdiction_wording import Reader, describe


class ConsumerBody(models.Model):
    """Who is competent for a case: gathers the bodies, asks the rule, words it."""

    _inherit = "consumer.body"

    @api.model
    def _propose(self, case):
        """Where a case can go next, of all bodies that may concern it.

        One query, whatever the case: the bodies of the divisions it touches, and those
        for the whole country.

        :param case: `rules.jurisdiction_types.Case`
        :return: `rules.jurisdiction_types.Proposal`, bodies and regions as codes
        """
        return propose(case, self._bodies_concerned(case))

    @api.model
    def _propose_each(self, cases):
        """The same for several cases: a query for each set of divisions they touch."""
        proposals, concerned = [], {}
        for case in cases:
            place = country_of(case), case.respondent, case.platform, case.complainant
            if place not in concerned:
                concerned[place] = self._bodies_concerned(case)
            proposals.append(propose(case, concerned[place]))
        return proposals

    @api.model
    def _bodies_concerned(self, case):
        self.env["consumer.body"].flush_model()
        paths = (case.respondent, case.platform, case.complainant)
        rows = self.env.execute_query(
            SQL(
                """
                SELECT body.code, body.kind, body.level, COALESCE(region.code, ''),
                       country.code, body.active, body.answer_days, body.bar_months,
                       body.charge_bar_months, COALESCE(body.source, ''),
                       ARRAY(SELECT sector.code
                               FROM service_deadline_sector sector
                               JOIN consumer_body_service_deadline_sector_rel link
                                 ON link.service_deadline_sector_id = sector.id
                              WHERE link.consumer_body_id = body.id)
                  FROM consumer_body body
                  JOIN res_country country ON country.id = body.country_id
             LEFT JOIN service_region region ON region.id = body.region_id
                 WHERE body.id IN (
                       SELECT national.id
                         FROM consumer_body national
                         JOIN res_country its ON its.id = national.country_id
                        WHERE its.code = %s AND national.level = 'national'
                        UNION
                       SELECT local.id
                         FROM consumer_body local
                         JOIN service_region its ON its.id = local.region_id
                        WHERE its.code = ANY(%s))
                """,
                country_of(case),
                [code for path in paths for code in path],
            )
        )
        return [_body(*row) for row in rows]

    @api.model
    def _region_paths(self, regions):
        """The paths of regions as a case holds them: {region id: codes upwards}.

        Two queries for all; the country itself is left out.
        """
        paths = {region.id: region.parent_path or "" for region in regions}
        ids = {int(part) for path in paths.values() for part in path.split("/") if part}
        wider = self.env["service.region"].browse(ids)
        codes = {
            region.id: region.code for region in wider if region.level != "country"
        }
        return {
            id_: tuple(
                codes[int(part)]
                for part in reversed(path.split("/"))
                if part and int(part) in codes
            )
            for id_, path in paths.items()
        }

    @api.model
    def _word_steps(self, *step_lists):
        """Lists of steps in the reader's language: names of bodies and regions, days.

        :return: one text for each list
        """
        reader = self._reader_of(step for steps in step_lists for step in steps)
        return [describe(steps, reader) for steps in step_lists]

    @api.model
    def _reader_of(self, steps):
        params = [params for _key, params in steps]
        named = [each.get("body") or each.get("channel") for each in params]
        bodies = self._by_code(filter(None, named))
        regions = self.env["service.region"]._from_code(
            each["region"] for each in params if "region" in each
        )
        return Reader(
            translate=self.env._,
            format_date=lambda day: format_date(self.env, day),
            bodies={code: body.name for code, body in bodies.items()},
            regions={code: region.complete_name for code, region in regions.items()},
        )

    @api.model
    def _by_code(self, codes):
        """{code: body} of the bodies with these codes, archived ones too."""
        found = self.with_context(active_test=False).search_fetch(
            [("code", "in", list(set(codes)))], ["code", "name"]
        )
        return {body.code: body.with_env(self.env) for body in found}


def _body(code, kind, level, region, country, active, *limits):
    *numbers, source, sectors = limits
    return Body(
        code,
        kind,
        level,
        region,
        country,
        frozenset(sectors),
        bool(active),
        *(number or 0 for number in numbers),
        source,
    )
