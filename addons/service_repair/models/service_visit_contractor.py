from datetime import datetime, timedelta

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules.contractor import CLOSED_SHOWN_DAYS, VisitOrder, judge_visit
from ..rules.local_time import moment_of
from ..rules.visit_life import RELIEVABLE, Refusal
from .service_visit_plan import PersonTaken

LEFT_TO_GIVE = ("open", *RELIEVABLE)


class ServiceVisit(models.Model):
    """What a contractor's dispatcher sees of the visits of the contractor's stations,
    and does with them.

    As for tickets, they have no right on visits as records: their pages ask here.
    """

    _inherit = "service.visit"

    @api.model
    def _contractor_domain(self):
        """The visits that the current user dispatches: to come, or done of late."""
        stations = self.env["service.station"]._dispatched_by_user()
        since = fields.Datetime.now() - timedelta(days=CLOSED_SHOWN_DAYS)
        lately = Domain("state", "not in", ("done", "cancelled"))
        lately |= Domain("finished_at", ">=", since)
        return Domain("station_id", "in", stations.ids) & lately

    @api.model
    def _list_for_contractor(self, day, zone):
        """The visits of a day of that zone, and those without a time.

        :return: (visits of the day in order, visits that wait for a time)
        """
        first = moment_of(datetime.combine(day, datetime.min.time()), zone)
        after = day + timedelta(days=1)
        last = moment_of(datetime.combine(after, datetime.min.time()), zone)
        # sudo: portal users read no visits; the domain is what is theirs
        visits, theirs = self.sudo(), self._contractor_domain()
        of_day = Domain("start", ">=", first) & Domain("start", "<", last)
        return (
            visits.search(theirs & of_day, order="start, id"),
            visits.search(theirs & Domain("start", "=", False), order="id"),
        )

    @api.model
    def _find_for_contractor(self, visit_id):
        """The visit with this id if the current user dispatches it, else none."""
        # sudo: as for the list
        theirs = self._contractor_domain() & Domain("id", "=", visit_id)
        return self.sudo().search(theirs, limit=1)

    def _is_left_to_give(self):
        return self.state in LEFT_TO_GIVE

    # -- what they do; the visit comes from `_find_for_contractor`

    def _give_for_contractor(self, technician_id):
        """Give the visit to a technician of the station, once.

        :return: "given", "already", or why not: "technician", "no_time" as
            `rules.contractor.judge_visit`, "busy" who is not free then, "late" when
            somebody is at the door, "gone" when it just went to another station
        """
        self.ensure_one()
        self.lock_for_update(allow_referencing=True)
        station = self.station_id
        if station not in station._dispatched_by_user():
            return "gone"
        order = VisitOrder(technician_id, frozenset(station.technician_ids.ids))
        refused = judge_visit(bool(self.start or self.is_emergency), order)
        person = station.technician_ids.browse(technician_id)
        return refused or self._assign_for_contractor(person)

    def _assign_for_contractor(self, person):
        if person == self.resource_id and self.state in ("accepted", "on_way"):
            return "already"
        start = self.start
        if self.is_emergency:
            [found] = self._candidates(person, self._work())
            start = start or (found.free_at and self._emergency_start(person))
        elif self.station_id._why_not(self, person, start):
            start = None
        if not start:
            return "busy"
        try:
            with self.env.cr.savepoint():
                values = {"resource_id": person.id, "start": start}
                outcome = self._happen("assign", "dispatcher", person, **values)
        except PersonTaken:
            return "busy"
        return "late" if isinstance(outcome, Refusal) else outcome or "given"

    def _decline_for_contractor(self, reason):
        """The station does not take the visit: the next one that serves the place is
        asked, else a dispatcher.

        :return: "declined", or why not: "reason" without one, "late", "gone"
        """
        self.ensure_one()
        if not reason:
            return "reason"
        self.lock_for_update(allow_referencing=True)
        station = self.station_id
        if station not in station._dispatched_by_user():
            return "gone"
        if not self._is_left_to_give():
            return "late"
        # who writes must not become a follower, as for notes on tickets
        silent = self.with_context(mail_post_autofollow_author_skip=True)
        if silent.state in RELIEVABLE:
            silent._take_back(reason)
        else:
            silent._note_reason(self.env._("Handed over: %s"), reason)
        silent._pass_on(station)
        return "declined"

    def _pass_on(self, station):
        """Go from a station that declined to the next one."""
        self.declined_station_ids |= station
        following = self._next_stations(station)[:1]
        steps = [("station_declined", {"name": station.name})]
        if not following:
            self._call_dispatcher([*steps, ("call_dispatcher", {})])
            return
        self._hand_on(following, [*steps, ("next_station", {})])
        self._dispatch()
