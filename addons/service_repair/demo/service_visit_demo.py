import random
from datetime import timedelta
from itertools import count

from odoo import api, fields, models
from odoo.tools import file_open, mute_logger

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
    ((2, "约好上午，结果下午才到。"), 4),
)
IN_VAIN = ("parts_needed", "customer_absent")
# What was found, and what the customer pays for it: ((kind, what, quantity, price), …)
WORK = (
    (
        "电池漏液，触点氧化。清洁触点，换新电池，开锁三次正常。",
        (("part", "碱性电池（4 节）", 1, 20), ("work", "上门检修", 1, 80)),
    ),
    (
        "锁芯磨损，已更换并交付新钥匙两把，客户试用正常。",
        (("part", "C 级锁芯", 1, 260), ("work", "更换锁芯", 1, 120)),
    ),
    ("重新录入指纹并恢复设置，客户自己开锁一次成功。", (("work", "上门检修", 1, 80),)),
)
PHOTOS = (("before", "contacts.png", "维修前"), ("after", "check.png", "维修后"))
# Of those who come, one of so many is on the way, one is there, one comes again.
ROUND = 4


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
        rounds = count()
        for number, ticket in enumerate(tickets.sorted("id")):
            visit = visits.create({"ticket_id": ticket.id})
            if ticket.closed:
                self._tell_past(visit, ticket)
            elif not ticket.unattended:
                self._accept_one(visit, next(rounds) % ROUND)
            elif ticket.is_emergency:
                visit._dispatch()
            elif number % 3:
                self._book(visit)
        self._make_statements()

    def _make_statements(self):
        """What contractors' stations did this month, as if it were over; one is shown
        to its contractor already."""
        month = fields.Date.today().replace(day=1)
        self.env["service.station.statement"]._make(month)
        fenghuang = self.env.ref("service_repair.station_fenghuang_demo")
        made = [("station_id", "=", fenghuang.id), ("month", "=", month)]
        self.env["service.station.statement"].search(made).action_confirm()

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
        """Twice as often somebody who can log in, and finds some work."""
        people = visit.station_id.technician_ids
        return DICE.choice([*people, *people.filtered("user_id")])

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
        if not told:
            return
        self._tell_work(visit)
        if ticket.is_emergency:
            ticket._deadline_event("visit_arrived", at=arrived)
        if DICE.random() < RATED:
            visit._rate(*DICE.choices(*zip(*SAID, strict=True))[0])

    def _tell_work(self, visit):
        """What was done, found, used and photographed."""
        visit._fill_checklist()
        visit.checklist_item_ids._set_done(True, visit.resource_id, visit.finished_at)
        visit.report, lines = DICE.choice(WORK)
        for kind, name, quantity, price in lines:
            visit.part_ids.create(
                {
                    "visit_id": visit.id,
                    "kind": kind,
                    "name": name,
                    "quantity": quantity,
                    "price_unit": price,
                }
            )
        for kind, file, name in PHOTOS:
            self._photograph(visit, kind, file, name)

    def _photograph(self, visit, kind, file, name):
        with file_open(f"service_repair/demo/guides/{file}", "rb") as picture:
            self.env["ir.attachment"].create(
                {
                    "name": f"{name}.png",
                    "raw": picture.read(),
                    "res_model": visit._name,
                    "res_id": visit.id,
                    "service_photo_kind": kind,
                }
            )

    def _accept_one(self, visit, number):
        """Somebody comes, is on the way or is there; of some the first visit was in
        vain."""
        if number in (1, 2) and self._send_out(visit, is_there=number == 2):
            return
        if number == 0:
            visit = self._come_again(visit)
        slots = visit._slots()
        if slots and not visit._book(self._chosen(slots), "agent"):
            visit._accept()

    def _send_out(self, visit, is_there):
        """Somebody is on the way to this visit now, or there; whether he could be."""
        now = fields.Datetime.now().replace(second=0, microsecond=0)
        start = now - now.minute % 30 * MINUTE + (0 if is_there else 1) * HOUR
        # rather somebody who can log in, and finds a day of work
        users = visit.station_id.technician_ids.filtered("user_id")
        person = users[:1] or self._person(visit)
        values = {"resource_id": person.id, "start": start, "state": "accepted"}
        if not self._tell(visit, values):
            return False
        visit._happened_accept()
        visit._fill_checklist()
        visit._depart(at=now)
        if is_there:
            visit._arrive(at=now)
        return True

    def _come_again(self, visit):
        """A day or two ago, in working hours, somebody was there in vain."""
        now = fields.Datetime.now()
        arrived = now.replace(hour=DICE.randrange(1, 8), minute=0, second=0)
        arrived -= DICE.randrange(1, 3) * 24 * HOUR
        told = self._tell(
            visit,
            {
                "resource_id": self._person(visit).id,
                "start": arrived,
                "state": "done",
                "result": DICE.choice(IN_VAIN),
                "departed_at": arrived - 25 * MINUTE,
                "arrived_at": arrived,
                "finished_at": arrived + 40 * MINUTE,
            },
        )
        return visit._plan_again() if told else visit

    def _tell(self, visit, values):
        """Whether it can have been so: at some hour somebody was elsewhere."""
        try:
            with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
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
