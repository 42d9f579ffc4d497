import base64
from datetime import timedelta
from itertools import count

from odoo import fields
from odoo.http import Request
from odoo.tests import HttpCase, new_test_user, tagged

from odoo.addons.base.tests.common import DISABLED_MAIL_CONTEXT
from odoo.addons.service_door.controllers.form_press import new_press
from odoo.addons.service_door.tests.route_table import RouteTable

from .common import FENGHUANG
from .test_customer_link import picture

# Who knocks: nobody, the customer whose ticket it is, another one, the dispatcher of
# the contractor's station that has it, who also goes there, one of another station who
# goes elsewhere, an agent, and somebody of the staff without a role.
VISITORS = ("public", "owner", "other", "contractor", "rival", "agent", "plain")
# What each gets at each door: the status, "s" when it shows something of the ticket,
# "c" when the ticket is changed by it. {token} is the customer's link, {wrong} is not.
DOORS = """
GET   /my/tickets                                303  200s 200  200  200  200s 200
GET   /my/tickets/page/1                         303  200s 200  200  200  200s 200
GET   /my/ticket/{ticket}                        303  200s 303  303  303  200s 303
GET   /my/ticket/{ticket}/{wrong}                303  200s 303  303  303  200s 303
GET   /submitted/ticket                          303  303  303  303  303  303  303
POST  /submitted/ticket                          303  302  302  302  302  302  302
GET   /ticket/close?ticket_id={ticket}           405  405  405  405  405  405  405
POST  /ticket/close                              404  302c 404  404  404  302c 404
GET   /service/ticket/reopen?ticket_id={ticket}  405  405  405  405  405  405  405
POST  /service/ticket/reopen                     303  302  404  404  404  302  404
GET   /service/t/{token}                         200s 200s 200s 200s 200s 200s 200s
GET   /service/t/{wrong}                         404  404  404  404  404  404  404
GET   /service/t/{token}/photo/{photo}           200s 200s 200s 200s 200s 200s 200s
GET   /service/t/{wrong}/photo/{photo}           404  404  404  404  404  404  404
GET   /service/t/{token}/thumb/{photo}           200s 200s 200s 200s 200s 200s 200s
GET   /service/t/{wrong}/thumb/{photo}           404  404  404  404  404  404  404
GET   /service/t/{token}/say                     405  405  405  405  405  405  405
POST  /service/t/{token}/say                     303c 303c 303c 303c 303c 303c 303c
POST  /service/t/{wrong}/say                     404  404  404  404  404  404  404
GET   /service/t/{token}/close                   405  405  405  405  405  405  405
POST  /service/t/{token}/close                   303c 303c 303c 303c 303c 303c 303c
POST  /service/t/{wrong}/close                   404  404  404  404  404  404  404
GET   /service/t/{token}/reopen                  405  405  405  405  405  405  405
POST  /service/t/{token}/reopen                  303  303  303  303  303  303  303
POST  /service/t/{wrong}/reopen                  404  404  404  404  404  404  404
GET   /service/t/{token}/confirm/{visit}         200s 200s 200s 200s 200s 200s 200s
GET   /service/t/{wrong}/confirm/{visit}         404  404  404  404  404  404  404
POST  /service/t/{token}/confirm/{visit}         303c 303c 303c 303c 303c 303c 303c
POST  /service/t/{wrong}/confirm/{visit}         404  404  404  404  404  404  404
GET   /service/book                              200  200  200  200  200  200  200
POST  /service/book                              303  303  303  303  303  303  303
GET   /service/book/emergency                    200  200  200  200  200  200  200
POST  /service/book/emergency                    200  200  200  200  200  200  200
GET   /service/p/{wrong}                         303  303  303  303  303  303  303
GET   /service/stations                          200  200  200  200  200  200  200
GET   /service/stations/page/1                   200  200  200  200  200  200  200
GET   /service/verify                            200  200  200  200  200  200  200
POST  /service/verify                            200  200  200  200  200  200  200
GET   /service/t/{token}/visit                   200  200  200  200  200  200  200
GET   /service/t/{wrong}/visit                   404  404  404  404  404  404  404
GET   /service/t/{token}/visit/photo             404  404  404  404  404  404  404
GET   /service/t/{wrong}/visit/photo             404  404  404  404  404  404  404
GET   /service/t/{token}/visit/calendar          200s 200s 200s 200s 200s 200s 200s
GET   /service/t/{wrong}/visit/calendar          404  404  404  404  404  404  404
GET   /service/t/{token}/visit/book              405  405  405  405  405  405  405
POST  /service/t/{token}/visit/book              303  303  303  303  303  303  303
POST  /service/t/{wrong}/visit/book              404  404  404  404  404  404  404
GET   /service/t/{token}/visit/cancel            405  405  405  405  405  405  405
POST  /service/t/{token}/visit/cancel            303  303  303  303  303  303  303
POST  /service/t/{wrong}/visit/cancel            404  404  404  404  404  404  404
GET   /service/t/{token}/visit/confirm           405  405  405  405  405  405  405
POST  /service/t/{token}/visit/confirm           303  303  303  303  303  303  303
POST  /service/t/{wrong}/visit/confirm           404  404  404  404  404  404  404
GET   /my/station                                303  303  303  200s 200  303  303
GET   /my/station/page/1                         303  303  303  200s 200  303  303
GET   /my/station/ticket/{ticket}                303  404  404  200s 404  404  404
GET   /my/station/ticket/{ticket}/photo/{photo}  303  404  404  200s 404  404  404
GET   /my/station/ticket/{ticket}/dispatch       405  405  405  405  405  405  405
POST  /my/station/ticket/{ticket}/dispatch       303  303  303  303c 303  303  303
GET   /my/station/ticket/{ticket}/note           405  405  405  405  405  405  405
POST  /my/station/ticket/{ticket}/note           303  303  303  303c 303  303  303
GET   /my/station/visits                         303  303  303  200s 200  303  303
GET   /my/station/visit/{visit}                  303  404  404  200s 404  404  404
GET   /my/station/visit/{visit}/give             405  405  405  405  405  405  405
POST  /my/station/visit/{visit}/give             303  303  303  303c 303  303  303
GET   /my/station/visit/{visit}/decline          405  405  405  405  405  405  405
POST  /my/station/visit/{visit}/decline          303  303  303  303c 303  303  303
GET   /my/station/statements                     303  303  303  200s 200  303  303
GET   /my/station/statement/{statement}          303  404  404  200s 404  404  404
GET   /my/station/statement/{statement}/file     303  404  404  200s 404  404  404
GET   /service/t/{token}/rate                    405  405  405  405  405  405  405
POST  /service/t/{token}/rate                    303c 303c 303c 303c 303c 303c 303c
POST  /service/t/{wrong}/rate                    404  404  404  404  404  404  404
GET   /service/guide/{guide}                     200s 200s 200s 200s 200s 200s 200s
GET   /service/guide/{draft}                     404  404  404  404  404  404  404
GET   /service/guide/{guide}/picture/{step}      200s 200s 200s 200s 200s 200s 200s
GET   /service/guide/{draft}/picture/{step}      404  404  404  404  404  404  404
GET   /service/guide/{guide}/helpful             405  405  405  405  405  405  405
POST  /service/guide/{guide}/helpful             303c 303c 303c 303c 303c 303c 303c
POST  /service/guide/{draft}/helpful             404  404  404  404  404  404  404
GET   /my/visits                                 303  303  303  200s 200  303  303
GET   /my/visits/{visit}                         303  404  404  200s 404  404  404
GET   /my/visits/{visit}/{say}                   405  405  405  405  405  405  405
POST  /my/visits/{visit}/{say}                   303  303  303  303c 303  303  303
POST  /my/visits/{visit}/{depart}                303  303  303  303c 303  303  303
POST  /my/visits/{visit}/{warranty}              303  303  303  303c 303  303  303
POST  /my/visits/{visit}/{photos}                303  303  303  303  303  303  303
GET   /my/visits/{visit}/photo/{taken}           303  404  404  200s 404  404  404
GET   /my/visits/{visit}/thumb/{taken}           303  404  404  200s 404  404  404
"""
FAULT = "七号柜打不开"
# The month of a statement that nobody else sees.
MONTH = "2026-02"


@tagged("post_install", "-at_install")
class TestRoutes(RouteTable, HttpCase):
    addon = "service_repair"
    visitors = VISITORS
    doors = DOORS

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, **DISABLED_MAIL_CONTEXT})
        cls.users = {
            visitor: new_test_user(cls.env, f"door_{visitor}", group)
            for visitor, group in {
                "owner": "base.group_portal",
                "other": "base.group_portal",
                "contractor": "base.group_portal",
                "rival": "base.group_portal",
                "agent": "service_repair.group_agent",
                "plain": "base.group_user",
            }.items()
        }
        cls.technician = new_test_user(
            cls.env, "door_technician", "service_repair.group_technician"
        )
        cls._create_station("凤凰站", FENGHUANG, cls.users["contractor"])
        cls._create_station("吉首站", "433101", cls.users["rival"])
        cls.done = cls.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        cls.done.close_from_portal = True
        cls._create_papers()

    @classmethod
    def _create_station(cls, name, code, contractor):
        region = cls.env["service.region"]._from_code([code])[code]
        station = cls.env["service.station"].create(
            {
                "name": name,
                "kind": "contractor",
                "is_round_the_clock": True,
                "user_ids": cls.technician,
                "contractor_user_ids": contractor,
                "coverage_ids": [(0, 0, {"region_id": region.id})],
            }
        )
        cls.env["resource.resource"].create(
            {
                "name": contractor.name,
                "user_id": contractor.id,
                "service_station_id": station.id,
            }
        )

    @classmethod
    def _create_papers(cls):
        """A person who is sent, a statement, and guides: one is read, one is not."""
        station = cls.env["service.station"].search([("name", "=", "凤凰站")])
        cls.person = cls.env["resource.resource"].create(
            {"name": "李强", "service_station_id": station.id, "calendar_id": False}
        )
        statement = cls.env["service.station.statement"].create(
            {
                "station_id": station.id,
                "month": f"{MONTH}-01",
                "currency_id": station.currency_id.id,
            }
        )
        statement.action_confirm()
        step = (0, 0, {"name": FAULT, "picture": base64.b64encode(picture())})
        cls.guide, draft = cls.env["service.guide"].create(
            [
                {"name": "Guide", "is_published": shown, "step_ids": [step]}
                for shown in (True, False)
            ]
        )
        cls.papers = {
            "statement": statement.id,
            "guide": cls.guide.id,
            "draft": draft.id,
            "step": cls.guide.step_ids.id,
        }
        cls.hours = count(1, 3)

    def _create_visits(self, ticket):
        """A visit that is done, and one that is to come."""
        now = self.env.cr.now().replace(microsecond=0)
        past = now - timedelta(days=60, hours=2 * next(self.hours))
        visits = self.env["service.visit"].create([{"ticket_id": ticket.id}] * 2)
        done = {"state": "done", "result": "parts_needed", "start": past}
        visits[0]._decide({**done, "resource_id": self.person.id, "finished_at": now})
        visits[1]._decide({"start": now + timedelta(hours=1)})
        return visits

    def _file(self):
        """(a ticket of the owner's, what stands for what in the addresses)"""
        ticket = self.env["helpdesk.ticket"].create(
            {
                "is_repair": True,
                "address": "湖南省凤凰县",
                "fault": FAULT,
                "partner_id": self.users["owner"].partner_id.id,
            }
        )
        ticket._customer_says("照片", [picture()])
        token = ticket._create_link().url.rpartition("/")[2]
        photo = ticket.message_ids.attachment_ids
        wrong = token[:-1] + ("0" if token[-1] != "0" else "1")
        places = {"ticket": ticket.id, "token": token, "wrong": wrong, **self.papers}
        visit = self._create_visits(ticket)[1]
        return ticket, {**places, "photo": photo.id, "visit": visit.id}

    def _send(self, ticket):
        """Give the visit to the contractor, with a photo; what stands for what."""
        self.env.flush_all()  # its end follows from its start, at the latest now
        visit = ticket.next_visit_id
        person = self.env["resource.resource"].search(
            [("user_id", "=", self.users["contractor"].id)]
        )
        start = fields.Datetime.now() + timedelta(hours=next(self.hours))
        visit._decide({"resource_id": person.id, "start": start, "state": "accepted"})
        visit._add_photos("before", [("a.png", picture())])
        acts = {act: act for act in ("say", "depart", "warranty", "photos")}
        return {"taken": visit.photo_ids.id, **acts}

    def _knock(self, method, path, ticket):
        said = {
            "subject": "?",
            "description": "?",
            "text": "说一句",
            "ticket_id": ticket.id,
            "stage_id": self.done.id,
            "technician": (self.person if "/visit/" in path else self.technician).id,
            "reason": "没有配件",
            "visit": ticket.visit_ids.filtered("finished_at").id,
            "stars": "5",
            "answer": "yes",
            "press": new_press(),
            "start": ticket.next_visit_id._minute_shown(),
            "value": "1",
            "csrf_token": Request.csrf_token(self),
        }
        data = said if method == "POST" else None
        return self.url_open(path, data=data, allow_redirects=False)

    def _state(self, ticket):
        self.env.invalidate_all()
        said = ticket.message_ids.filtered("body")
        visits = ticket.visit_ids
        return (
            ticket.stage_id,
            ticket.user_id,
            len(said),
            visits.mapped("state"),
            visits.mapped("rating_last_value"),
            visits.mapped("confirmed_at"),
            visits.mapped("is_warranty"),
            sum(len(visit._messages_of_team()) for visit in visits),
            visits.declined_station_ids,
            self.guide.helpful_count,
        )

    def _found(self, method, path, visitor):
        ticket, places = self._file()
        if path.startswith("/my/visits"):
            places |= self._send(ticket)
        self._enter(visitor)
        before = self._state(ticket)
        answer = self._knock(method, path.format(**places), ticket)
        is_image = "image" in answer.headers["Content-Type"]
        shown = is_image or FAULT in answer.text or MONTH in answer.text
        changed = self._state(ticket) != before
        return f"{answer.status_code}{'s' * shown}{'c' * changed}"
