from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..rules.local_time import start_of_day


class ServiceStation(models.Model):
    """How much work a station has, and moving it when the station can't do it."""

    _inherit = "service.station"

    today_ticket_count = fields.Integer(
        string="Tickets Today",
        compute="_compute_today_ticket_count",
        help="Tickets that came to the station since midnight.",
    )
    is_full = fields.Boolean(
        string="Full Today",
        compute="_compute_is_full",
        search="_search_is_full",
        help="As many tickets came today as the station can take in a day.",
    )
    load_percent = fields.Float(compute="_compute_today_ticket_count")
    load_text = fields.Char(string="Load", compute="_compute_load_text")

    # the company too, whose midnight it is: so it is fetched with the rest of a page
    @api.depends("company_id", "daily_capacity")
    def _compute_today_ticket_count(self):
        loads = self._today_loads(fields.Datetime.now())
        for station in self:
            count, capacity = loads.get(station._origin.id, 0), station.daily_capacity
            station.today_ticket_count = count
            station.load_percent = 100.0 * count / capacity if capacity else 0.0

    @api.depends("today_ticket_count", "daily_capacity")
    def _compute_load_text(self):
        for station in self:
            count, capacity = station.today_ticket_count, station.daily_capacity
            station.load_text = (
                self.env._("%(count)s of %(capacity)s", count=count, capacity=capacity)
                if capacity
                else str(count)
            )

    @api.depends("today_ticket_count", "daily_capacity")
    def _compute_is_full(self):
        for station in self:
            capacity = station.daily_capacity
            station.is_full = capacity and station.today_ticket_count >= capacity

    @api.model
    def _search_is_full(self, operator, value):
        if operator != "in":
            return NotImplemented
        every = self.with_context(active_test=False)
        limited = every.search_fetch(
            Domain("daily_capacity", ">", 0), ["company_id", "daily_capacity"]
        )
        loads = limited._today_loads(fields.Datetime.now())
        full = limited.filtered(lambda s: loads.get(s.id, 0) >= s.daily_capacity)
        return Domain("id", "in" if True in value else "not in", full.ids)

    def _today_loads(self, now, without=()):
        """Tickets that came to each station since its company's midnight.

        :param without: ids of tickets that don't count
        :return: dict of station id → count
        """
        # raw, as every new ticket asks for it: a station is as full as it is, whoever
        # asks, and archived tickets don't count
        self.env["helpdesk.ticket"].flush_model(["station_id", "routed_at", "active"])
        loads = {}
        self.fetch(["company_id"])  # and not all that a station has
        for _company, stations in self.grouped("company_id").items():
            query = SQL(
                """
                SELECT station_id, count(*)
                  FROM helpdesk_ticket
                 WHERE station_id = ANY(%s) AND routed_at >= %s AND active
                       AND id != ALL(%s::int[])
              GROUP BY station_id
                """,
                stations.ids,
                stations._midnight(now),
                list(without),
            )
            loads |= dict(self.env.execute_query(query))
        return loads

    def _midnight(self, now):
        """When today began for these stations, which are of one company."""
        # sudo: whose midnight it is, whoever may see that company
        return start_of_day(now, self.company_id.sudo().service_zone or "UTC")

    def _unstarted_domain(self):
        """Tickets that may still go elsewhere: nobody began or placed them."""
        return Domain(
            [
                ("station_id", "in", self.ids),
                ("is_repair", "=", True),
                ("station_by_hand", "=", False),
                ("stage_id.unattended", "=", True),
            ]
        )

    def _reroute_unstarted(self):
        """After a pause or closure: unstarted tickets stay if they can, else move."""
        return self._reroute(self._unstarted_domain())

    @api.model
    def _cron_reroute_stranded(self):
        """Move tickets on that came to a station at the moment at which it closed.

        Who files a ticket does not see a closure that is not committed yet, nor does
        who closes the station see the ticket.
        """
        stations = self.with_context(active_test=False)
        closed = stations.search(
            Domain("active", "=", False) | Domain("intake_paused", "=", True)
        )
        return closed._reroute_unstarted()

    def _reroute_emergencies(self):
        """After a change of opening hours, which only emergencies depend on."""
        return self._reroute(
            self._unstarted_domain() & Domain("is_emergency", "=", True)
        )

    def _follow_hours(self):
        """Have the promises of open tickets follow the hours the stations keep now."""
        # sudo: the promises follow whether or not who sets the hours sees the tickets
        tickets = self.env["helpdesk.ticket"].sudo()
        domain = [
            ("station_id", "in", self.ids),
            ("is_repair", "=", True),
            ("closed", "=", False),
        ]
        because = self.env._("The station keeps other hours")
        tickets.search(domain)._deadline_refresh(because)

    def _reroute_today(self):
        """After the daily capacity shrank: only today's tickets count against it."""
        now = fields.Datetime.now()
        for _company, stations in self.grouped("company_id").items():
            today = Domain("routed_at", ">=", stations._midnight(now))
            stations._reroute(stations._unstarted_domain() & today)

    def _reroute(self, domain):
        """Find anew who serves these tickets; the oldest keep their place first.

        :return: the tickets that went elsewhere
        """
        if not self:
            return self.env["helpdesk.ticket"]
        # sudo: the tickets move whether or not who closed the station may edit them
        tickets = self.env["helpdesk.ticket"].sudo().search(domain, order="id")
        return tickets._reroute(stay=True)

    def action_open_tickets(self):
        """The station's open tickets."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.name,
            "res_model": "helpdesk.ticket",
            "view_mode": "list,kanban,form",
            "domain": [("station_id", "=", self.id), ("closed", "=", False)],
            "context": {"default_is_repair": True},
        }

    def action_pause_until_tomorrow(self):
        """Take no more work today."""
        now = fields.Datetime.now()
        for _company, stations in self.grouped("company_id").items():
            # 36 hours after a midnight is within the next day even when clocks change
            tomorrow = stations._midnight(stations._midnight(now) + timedelta(hours=36))
            stations.write({"intake_paused": True, "pause_until": tomorrow})

    def action_resume(self):
        """Take work again."""
        self.write(
            {"intake_paused": False, "pause_until": False, "pause_reason": False}
        )
