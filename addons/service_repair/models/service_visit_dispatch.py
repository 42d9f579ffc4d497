from datetime import timedelta

from odoo import fields, models
from odoo.tools.mail import plaintext2html

from ..rules.dispatch import Offer, answer_by, describe, next_step
from .service_planning import to_moment
from .service_visit_plan import PersonTaken

# So many dispatchers are called when nobody is left.
CALLED = 5


class ServiceVisit(models.Model):
    """Finding who goes: the best technician of the station is asked, then the next,
    then the next station's, until one accepts or a dispatcher is called."""

    _inherit = "service.visit"

    offer_ids = fields.One2many("service.visit.offer", "visit_id", string="Offers")
    round = fields.Integer(
        readonly=True,
        copy=False,
        help="Goes up when everybody may be asked again, as after a move.",
    )
    dispatcher_called_at = fields.Datetime(
        string="Dispatcher Called",
        readonly=True,
        copy=False,
        help="When nobody was left who could be asked.",
    )

    def _dispatch(self):
        """Ask somebody for each of these visits that has nobody and can begin."""
        # sudo: who is free is found out, whoever began it
        for visit in self.sudo():
            if visit.state == "open" and (visit.start or visit.is_emergency):
                visit._propose()

    def _propose(self):
        """Do what `rules.dispatch.next_step` says, until somebody is asked.

        :return: whether somebody is
        """
        self.ensure_one()
        stations = self.offer_ids.station_id | self.station_id
        elsewhere = self.env["resource.resource"]
        while True:
            following = self._next_stations(stations)
            step = self._next_step(elsewhere, following)
            if step.action == "offer":
                person = elsewhere.browse(step.id)
                if self._offer_to(person, step.steps):
                    return True
                elsewhere |= person
            elif step.action == "next_station":
                stations |= following[:1]
                self._hand_on(following[:1], step.steps)
            else:
                if step.action == "call_dispatcher":
                    self._call_dispatcher(step.steps)
                return step.action == "wait"

    def _next_step(self, elsewhere, stations):
        """:param elsewhere: people who turned out to be at another visit"""
        people = self.station_id.technician_ids - elsewhere
        if not self.station_id._takes_visits():
            people = people.browse()
        offers = self.offer_ids.filtered(lambda offer: offer.round == self.round)
        made = [Offer(each.resource_id.id, each.state) for each in offers.sorted("id")]
        work = self._work()
        return next_step(work, self._candidates(people, work), made, stations.ids)

    def _hand_on(self, station, steps):
        """Nobody is left at the station: the ticket goes to the next one."""
        self.station_id = station
        env = self.with_context(lang=self.company_id.partner_id.lang).env
        self.ticket_id._hand_on_to(station, describe(steps, env._))

    def _go_to_station(self, station):
        """The ticket was routed to another station: begin there."""
        self._withdraw()
        self.write({"station_id": station.id})
        self._dispatch()

    # -- offers

    def _offer_to(self, person, steps):
        """Offer the visit to a technician; whether it could be."""
        values = {"resource_id": person.id, "dispatcher_called_at": False}
        if self.is_emergency:
            values["start"] = self._emergency_start(person)
        try:
            with self.env.cr.savepoint():
                refusal = self._happen("offer", "system", person, **values)
        except PersonTaken:
            return False
        if not refusal:
            self._record_offer(person, steps)
        return True

    def _emergency_start(self, person):
        """When that technician can be there."""
        [found] = self._candidates(person, self._work())
        return to_moment(found.free_at + found.travel)

    def _record_offer(self, person, steps):
        offers = self.env["service.visit.offer"]
        offers.create(
            {
                "visit_id": self.id,
                "station_id": self.station_id.id,
                "resource_id": person.id,
                "answer_by": self._answer_by(person),
                "steps": steps,
                "round": self.round,
            }
        )._tell()

    def _answer_by(self, person):
        """Until when somebody may answer: who is off duty does so when back at work, as
        long as there is time left to ask the next one."""
        now, company = fields.Datetime.now(), self.company_id
        if self.is_emergency:
            return now + timedelta(minutes=company.service_offer_minutes_emergency)
        minutes = timedelta(minutes=company.service_offer_minutes)
        at_work = person.calendar_id and person.calendar_id.plan_hours(
            minutes.total_seconds() / 3600, now, compute_leaves=True, resource=person
        )
        return answer_by(now, minutes, at_work or None, self.start)

    def _note_turned_down(self, reason):
        """Whoever had it gave it back: he is not asked again for the same time."""
        now = fields.Datetime.now()
        # sudo: offers follow from what happens to the visit
        offer = (
            self.env["service.visit.offer"]
            .sudo()
            .create(
                {
                    "visit_id": self.id,
                    "station_id": self.station_id.id,
                    "resource_id": self.resource_id.id,
                    "answer_by": now,
                    "declined_because": reason,
                    "round": self.round,
                }
            )
        )
        offer._end("declined", now)

    def _waiting_offer(self):
        # sudo: offers follow from what happens to the visit
        return self.sudo().offer_ids.filtered(lambda offer: offer.state == "waiting")

    def _withdraw(self):
        """Take a visit back from whom it was offered to, and ask everybody anew."""
        self._give_back()
        self.round += 1

    def _happened_accept(self):
        self._waiting_offer()._end("accepted")
        return super()._happened_accept()

    def _happened_assign(self):
        """A dispatcher gave it to somebody: what was offered is settled."""
        self._waiting_offer()._end("withdrawn")
        return super()._happened_assign()

    def _happened_move(self):
        """An offer holds for its time: with another one it is none."""
        self._waiting_offer()._end("withdrawn")

    def _happened_cancel(self):
        self._waiting_offer()._end("withdrawn")

    def _accept(self, role="technician", person=None):
        return self._happen("accept", role, person)

    def _decline(self, reason=None, role="technician", person=None):
        offer = self._waiting_offer()
        outcome = self._happen("decline", role, person, resource_id=False)
        if outcome is None:
            offer.declined_because = reason
            offer._end("declined")
            self._dispatch()
        return outcome

    # -- nobody is left

    def _call_dispatcher(self, steps):
        """Nobody can be asked any more: a person has to see to it."""
        self.dispatcher_called_at = fields.Datetime.now()
        queue = self.company_id._get_dispatch_team()
        people = self.station_id.manager_id | queue.user_id | queue.user_ids
        for user in people[:CALLED]:
            # a timer calls them too: it has no language of its own
            env = self.with_context(lang=user.lang).env
            self.activity_schedule(
                "mail.mail_activity_data_todo",
                summary=env._("Nobody takes this visit"),
                note=plaintext2html(describe(steps, env._)),
                user_id=user.id,
            )
        self._note_for_staff(steps)

    def _note_for_staff(self, steps):
        """Note what was found, in the company's language."""
        env = self.with_context(lang=self.company_id.partner_id.lang).env
        self.message_post(body=describe(steps, env._), subtype_xmlid="mail.mt_note")
