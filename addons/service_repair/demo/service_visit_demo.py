import random
from datetime import timedelta

from odoo import api, fields, models

from ..models.service_planning import to_moment
from ..models.service_visit_plan import PersonTaken

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟强军磊洋勇艳杰涛明超秀霞平刚桂"
DICE = random.Random(19)  # the same demonstration each time
PEOPLE = 2  # so many are hired where nobody works yet
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
RATED = 0.7  # so many say what they think
# ((stars, words), weight)
SAID = (
    ((5, "师傅来得很快，讲解也很清楚。"), 6),
    ((5, ""), 5),
    ((4, "修好了，等得稍微久一点。"), 4),
    ((3, ""), 2),
    ((2, "约好上午，结果下午才到。"), 2),
)
RESULTS = ("solved", "solved", "solved", "parts_needed", "customer_absent")


class ServiceVisitDemo(models.AbstractModel):
    """Demonstration: who works at the stations, where they were and where they go."""

    _name = "service.visit.demo"
    _description = "Demonstration of Visits"

    @api.model
    def _play(self):
        """Give each station its technicians, and the tickets their visits."""
        tickets = self._tickets().filtered("station_id")
        self._hire(tickets.station_id)
        visits = self.env["service.visit"].with_context(tracking_disable=True)
        for number, ticket in enumerate(tickets.sorted("id")):
            visit = visits.create({"ticket_id": ticket.id})
            if ticket.closed:
                self._tell_past(visit, ticket)
            elif not ticket.unattended:
                self._accept_one(visit, number)
            elif ticket.is_emergency:
                visit._dispatch()
            elif number % 3:
                self._book(visit)
        self._make_statements()

    def _make_statements(self):
        """What contractors' stations did this month, as if it were over."""
        month = fields.Date.today().replace(day=1)
        self.env["service.station.statement"]._make(month)

    def _tickets(self):
        of_demo = [("module", "=", "service_repair"), ("model", "=", "helpdesk.ticket")]
        named = self.env["ir.model.data"].search(of_demo)
        tickets = self.env["helpdesk.ticket"].browse(named.mapped("res_id"))
        dropped = tickets.filtered(lambda ticket: ticket.stage_id.dropped)
        return (tickets - dropped).filtered(lambda ticket: not ticket.visit_ids)

    def _hire(self, stations):
        calendar = self.env.ref("service_repair.calendar_shop_demo")
        for station in stations.filtered(lambda each: not each.technician_ids):
            self.env["resource.resource"].create(
                [
                    {
                        "name": DICE.choice(FAMILY) + DICE.choice(GIVEN),
                        "service_station_id": station.id,
                        "calendar_id": calendar.id,
                        "tz": calendar.tz,
                        "service_on_call": number == 0,
                        "service_badge": f"T{station.id:03}-{number + 1}",
                        "service_phone": f"1390000{station.id:03}{number}",
                    }
                    for number in range(PEOPLE)
                ]
            )

    def _person(self, visit):
        return DICE.choice(visit.station_id.technician_ids)

    def _tell_past(self, visit, ticket):
        """A visit that ended as the ticket was closed."""
        closed = ticket.closed_date or ticket.write_date
        finished = closed - DICE.randrange(5, 30) * MINUTE
        arrived = finished - DICE.randrange(25, 60) * MINUTE
        if ticket.is_emergency:  # most of these promises were kept
            arrived = ticket.create_date + DICE.randrange(16, 36) * MINUTE
            finished = arrived + DICE.randrange(20, 50) * MINUTE
        start = arrived - DICE.randrange(-10, 20) * MINUTE
        told = self._tell(
            visit,
            {
                "resource_id": self._person(visit).id,
                "start": start,
                "state": "done",
                "result": "solved",
                "departed_at": arrived - DICE.randrange(10, 40) * MINUTE,
                "arrived_at": arrived,
                "finished_at": finished,
                "is_confirmed": True,
            },
        )
        if told and DICE.random() < RATED:
            visit._rate(*DICE.choices(*zip(*SAID, strict=True))[0])

    def _accept_one(self, visit, number):
        """Somebody comes, is on the way or is there; of some the first visit was in
        vain."""
        if number % 4 == 0:
            visit = self._come_again(visit)
        slots = visit._slots()
        if not slots or visit._book(self._chosen(slots), "agent"):
            return
        visit._accept()
        if number % 5 == 0:
            visit._depart()
        if number % 10 == 0:
            visit._arrive()

    def _come_again(self, visit):
        now = fields.Datetime.now().replace(minute=0, second=0)
        arrived = now - DICE.randrange(20, 50) * HOUR
        told = self._tell(
            visit,
            {
                "resource_id": self._person(visit).id,
                "start": arrived,
                "state": "done",
                "result": DICE.choice(RESULTS[3:]),
                "departed_at": arrived - 25 * MINUTE,
                "arrived_at": arrived,
                "finished_at": arrived + 40 * MINUTE,
            },
        )
        return visit._plan_again() if told else visit

    def _tell(self, visit, values):
        """Whether it can have been so: at some hour somebody was elsewhere."""
        try:
            with self.env.cr.savepoint():
                visit._decide(values)
        except PersonTaken:
            return False
        return True

    def _book(self, visit):
        slots = visit._slots()
        if slots:
            visit._book(self._chosen(slots), "customer")

    def _chosen(self, slots):
        return to_moment(DICE.choice(slots[:30]).start)
