import logging
from collections import Counter
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date
from odoo.tools.mail import html2plaintext

from ..rules import holiday_source
from ..rules.special_days import DayRow, HeldRow, plan

_logger = logging.getLogger(__name__)

# Codes of a country's parts that a message lists before it says “and more”.
LISTED = 20


class ResourceCalendar(models.Model):
    """Working calendars are filled with the days a country publishes."""

    _inherit = "resource.calendar"

    @api.constrains("holiday_country_id", "holiday_subdivision")
    def _check_holiday_place(self):
        for calendar in self:
            if not calendar.holiday_country_id and calendar.holiday_subdivision:
                raise ValidationError(
                    self.env._("Choose the country that “Part of the Country” is in.")
                )
            if calendar.holiday_country_id:
                self._ask_source(
                    calendar.holiday_country_id,
                    holiday_source.check_place,
                    calendar.holiday_subdivision or "",
                )

    @api.model
    def _ask_source(self, country, question, *arguments):
        """Ask `holiday_source` about a country; its refusals become plain words."""
        try:
            return question(country.code, *arguments)
        except holiday_source.UnknownCountry as error:
            raise ValidationError(
                self.env._(
                    "The public holidays of %(country)s are not known. Leave the"
                    " country empty and enter special days by hand.",
                    country=country.name,
                )
            ) from error
        except holiday_source.UnknownSubdivision as error:
            raise ValidationError(self._say_unknown_part(country, error)) from error
        except holiday_source.YearsOutOfRange as error:
            raise ValidationError(
                self.env._(
                    "The public holidays of %(country)s are known for the years"
                    " %(first)s to %(last)s. Choose years among them, the earlier one"
                    " first.",
                    country=country.name,
                    first=error.first,
                    last=error.last,
                )
            ) from error

    @api.model
    def _say_unknown_part(self, country, error):
        if not error.known:
            return self.env._(
                "No part of %(country)s has known holidays of its own. Leave “Part of"
                " the Country” empty.",
                country=country.name,
            )
        return self.env._(
            "%(country)s has no part “%(code)s” with holidays of its own. Known are"
            " %(known)s.",
            country=country.name,
            code=error.args[0],
            known=", ".join(error.known[:LISTED])
            + ("…" if len(error.known) > LISTED else ""),
        )

    # ---- what is published

    @api.model
    def _offered_days(self, country, subdivision, half_days, years):
        """The published `DayRow`s of a country, named in the installed languages."""
        return self._ask_source(
            country,
            lambda code: holiday_source.offered(
                code, subdivision or "", years, self._made_up_names(), half_days
            ),
        )

    @api.model
    def _settled_until(self, country, subdivision):
        """The last day whose special days the library knows for certain."""
        this_year = fields.Date.context_today(self).year
        return self._ask_source(
            country, holiday_source.settled_until, this_year, subdivision or ""
        )

    @api.model
    def _made_up_names(self):
        """What a worked weekend day is called, by installed language."""
        return {
            lang: self.with_context(lang=lang).env._("Make-up working day")
            for lang in self._name_languages()
        }

    @api.model
    def _name_languages(self):
        """Codes of the languages that special days are named in."""
        installed = [code for code, _name in self.env["res.lang"].get_installed()]
        return [*dict.fromkeys(["en_US", *installed])]

    # ---- from there into the calendar

    def _plan_special_days(self, wanted, first, last):
        """The `Change`s that make this calendar's published days those wanted."""
        self.ensure_one()
        return plan(self._held_days(first, last), wanted, first, last)

    def _held_days(self, first, last):
        rows = self.env["service.special.day"].search(
            [
                ("calendar_id", "=", self.id),
                ("date", ">=", first),
                ("date", "<=", last),
            ]
        )
        spoken = [
            (lang, rows.with_context(lang=lang)) for lang in self._name_languages()
        ]
        return [
            HeldRow(
                row.id,
                DayRow(
                    row.date,
                    row.kind == "on",
                    None if row.whole_day else (row.hour_from, row.hour_to),
                    row.public,
                    tuple((lang, rows[place].name) for lang, rows in spoken),
                ),
                row.source == "hand",
            )
            for place, row in enumerate(rows)
        ]

    def _carry_out(self, changes):
        """Make the planned changes.

        :return: how many there were of each action
        """
        self.ensure_one()
        days = self.env["service.special.day"].with_context(lang="en_US")
        gone = [change.held.id for change in changes if change.action == "removed"]
        days.browse(gone).unlink()
        changed = [change for change in changes if change.action == "changed"]
        rows = days.browse([change.held.id for change in changed])
        for row, change in zip(rows, changed, strict=True):
            row.write(self._special_day_vals(change.wanted))
        added = [change for change in changes if change.action == "added"]
        new = days.create([self._special_day_vals(change.wanted) for change in added])
        wanted = [change.wanted for change in changed + added]
        self._name_days(rows + new, wanted)
        return Counter(change.action for change in changes)

    def _special_day_vals(self, row):
        hours = row.hours or (0.0, 24.0)
        return {
            "calendar_id": self.id,
            "date": row.day,
            "kind": "on" if row.working else "off",
            "whole_day": row.hours is None,
            "hour_from": hours[0],
            "hour_to": hours[1],
            "public": row.public,
            "name": dict(row.names)["en_US"],
            "source": "published",
        }

    @api.model
    def _name_days(self, days, rows):
        """Write the names of special days in all languages beside English."""
        for lang in self._name_languages()[1:]:
            for day, row in zip(days.with_context(lang=lang), rows, strict=True):
                if name := dict(row.names).get(lang):
                    day.write({"name": name})

    # ---- year after year

    @api.model
    def _cron_fill_special_days(self):
        """Fill this year and the years to come as far as they are published.

        Each calendar is filled by itself: what is wrong with one of them is written
        there and keeps no other from its days.
        """
        calendars = self.search([("holiday_country_id", "!=", False)])
        for done, calendar in enumerate(calendars, 1):
            company = calendar.company_id or self.env.company
            calendar = calendar.with_context(lang=company.partner_id.lang)
            try:
                with self.env.cr.savepoint():
                    calendar._fill_coming_years()
            except (UserError, ValidationError) as error:
                calendar._note_once(str(error))
            self.env["ir.cron"]._commit_progress(1, remaining=len(calendars) - done)

    def _fill_coming_years(self):
        """Fill this calendar to next year, or as far as its country has settled."""
        this_year = fields.Date.context_today(self).year
        country, part = self.holiday_country_id, self.holiday_subdivision
        settled = self._settled_until(country, part).year
        last = max(this_year + 1, settled)
        known = self.published_until.year if self.published_until else this_year - 1
        # years that are known while the source still guesses came from a better one
        first = known + 1 if known > settled else min(this_year, known + 1)
        if first <= last:
            years = range(first, last + 1)
            self._fill_years(country, part, self.holiday_half_days, years)

    def _plan_years(self, country, part, half_days, years):
        """The `Change`s that fill these years from what a country publishes."""
        self._refuse_older_knowledge(country, part, years)
        wanted = self._offered_days(country, part, half_days, years)
        return self._plan_special_days(wanted, *_span(years))

    def _refuse_older_knowledge(self, country, part, years):
        """Guesses never replace what is officially known, as from a newer list."""
        settled = self._settled_until(country, part)
        known = self.published_until
        if known and known > settled and set(years) & {*_years_after(settled, known)}:
            raise UserError(
                self.env._(
                    "“%(calendar)s” has its special days until %(known)s from a newer"
                    " source than the one asked, which only estimates them after"
                    " %(settled)s. Leave these years out.",
                    calendar=self.name,
                    known=format_date(self.env, known),
                    settled=format_date(self.env, settled),
                )
            )

    def _fill_years(self, country, part, half_days, years):
        """Fill these years and note on the calendar what that changed.

        :return: how many rows were added, changed, removed and kept
        """
        self.ensure_one()
        done = self._carry_out(self._plan_years(country, part, half_days, years))
        until = min(self._settled_until(country, part), _span(years)[1])
        if not self.published_until or until > self.published_until:
            self.published_until = until
        if done.total() > done["kept"]:
            self.message_post(body=self._say_filled(country, years, done))
            _logger.info("Filled special days of calendar %s: %s", self.id, dict(done))
        return done

    def _say_filled(self, country, years, done):
        return self.env._(
            "Special days of %(country)s, %(first)s to %(last)s: %(added)s added,"
            " %(changed)s changed, %(removed)s removed, %(kept)s kept as entered by"
            " hand. Officially known until %(until)s.",
            country=country.name,
            first=years[0],
            last=years[-1],
            added=done["added"],
            changed=done["changed"],
            removed=done["removed"],
            kept=done["kept"],
            until=format_date(self.env, self.published_until),
        )

    def _note_once(self, text):
        """Note a problem on the calendar, but not month after month."""
        last = self.message_ids[:1]
        if text != html2plaintext(last.body or ""):
            self.message_post(body=text)


def _span(years):
    """The first and the last day of consecutive years."""
    return date(years[0], 1, 1), date(years[-1], 12, 31)


def _years_after(day, last):
    """The years after that of ``day``, to that of ``last``."""
    return range(day.year + 1, last.year + 1)
