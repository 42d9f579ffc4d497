from babel.dates import format_skeleton

from odoo import api, fields, models
from odoo.tools import format_datetime
from odoo.tools.misc import babel_locale_parse, get_lang

from ..rules.ics import Event, calendar_file
from ..rules.local_time import local_of, start_of_day
from ..rules.visit_life import HELD, events_for

RELOAD_SECONDS = 60


class ServiceVisit(models.Model):
    """A visit as its customer sees it and what the customer does with it.

    Doors call these with sudo, for the visit of whose ticket they hold the link.
    """

    _inherit = "service.visit"

    def _decide(self, vals):
        """Another time is to be confirmed anew."""
        return super()._decide(
            {**vals, "confirmed_at": False} if "start" in vals else vals
        )

    # -- what the page shows

    def _may_customer(self, event):
        return event in events_for(self.state, "customer")

    def _seconds_to_reload(self):
        """After how many seconds the page looks again; 0 where nothing is awaited."""
        waits_for_help = self.is_emergency and self.state in (
            "open",
            "offered",
            "accepted",
        )
        return RELOAD_SECONDS if waits_for_help or self.state == "on_way" else 0

    def _person_for_customer(self):
        """Who comes, with sudo: nobody while nobody has accepted."""
        # sudo: customers read no technicians, but may know who stands at the door
        person = self.sudo().resource_id
        return person if self.state in (*HELD, "done") else person.browse()

    def _photo_of_person(self):
        """The picture of who comes, or None."""
        return self._person_for_customer()._photo_for_customer()

    def _window(self):
        """When the technician comes, in words: the day, and from when to when."""
        self.ensure_one()
        zone = self._zone()

        def clock(moment):
            return format_datetime(self.env, moment, tz=zone, dt_format="HH:mm")

        day = self._day_in_words(local_of(self.start, zone))
        first, last = clock(self.start), clock(self.window_end)
        return f"{day} {first}" if first == last else f"{day} {first}–{last}"

    @api.model
    def _day_in_words(self, day):
        """The day of the week and the date as the reader's language writes them."""
        locale = babel_locale_parse(get_lang(self.env).code)
        return format_skeleton("MMMEd", day, locale=locale)

    def _zone(self):
        station = self.sudo().station_id  # sudo: what time it is there
        return station._zone() if station else self.company_id.service_zone or "UTC"

    def _is_today(self):
        zone, now = self._zone(), fields.Datetime.now()
        return bool(self.start) and (
            start_of_day(self.start, zone) == start_of_day(now, zone)
        )

    def _local(self, moment):
        return local_of(moment, self._zone())

    # -- the calendar

    def _calendar_file(self, url):
        """The appointment as a file for the customer's calendar.

        :param url: of the customer's page
        """
        self.ensure_one()
        ticket = self.ticket_id
        what = ticket.product_id.display_name or ticket.name
        return calendar_file(
            Event(
                uid=f"visit-{self.id}@{self.env.cr.dbname}",
                sequence=self.version,
                stamp=fields.Datetime.now(),
                start=self.start,
                end=max(self.window_end, self.end),
                summary=self.env._(
                    "%(company)s: technician for %(what)s",
                    company=self.company_id.name,
                    what=what,
                ),
                location=ticket.address or "",
                description=self.env._("Follow, move or cancel it here: %s", url),
                is_cancelled=self.state == "cancelled",
            )
        )
