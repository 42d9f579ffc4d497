from datetime import datetime, timedelta
from unittest.mock import patch

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models.service_sms_loopback import LoopbackSmsApi
from .visits import MORNING, VisitCase

# Thursday 2026-03-05, 14:00 in Shanghai
THURSDAY = datetime(2026, 3, 5, 6)
MOBILE = "138 0013 8000"


class ReminderCase(VisitCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.write(
            {"service_sms_gateway": "loopback", "service_window_minutes": 120}
        )
        cls.env.company.resource_calendar_id.tz = "Asia/Shanghai"
        cls.customer = cls.env["res.partner"].create(
            {"name": "陈女士", "email": "chen@example.com", "lang": "en_US"}
        )

    def _ticket(self, **values):
        return self._create_ticket(
            **{"partner_id": self.customer.id, "caller_phone": MOBILE, **values}
        )

    def _visit(self, start=THURSDAY, state="accepted", ticket=None, **values):
        ticket = ticket or self._ticket()
        visit = self._create_visit(start, self.li, state, ticket=ticket, **values)
        self.env.cr.flush()
        return visit

    def _go_on(self, moment):
        """Time passes; whatever is due in between is sent when it is due."""
        reminders = self.env["service.visit.reminder"]
        self.env.cr.flush()
        while True:
            is_due = [("next_at", "<=", moment)]
            due = reminders.search(is_due, order="next_at", limit=1)
            if not due:
                break
            self.travel_to(max(due.next_at, MORNING))
            reminders._sweep_batch()
            self.env.cr.flush()
        self.travel_to(moment)

    def _sms(self):
        """What was sent by SMS, the earliest first."""
        self.env["sms.sms"].search([("state", "=", "outgoing")], order="id").send()
        return self.env["service.sms.loopback"].search([], order="id").mapped("body")

    def _told(self, visit, channel="sms"):
        """What was sent when, by the clock in Shanghai."""
        return [
            f"{row.kind} {row.sent_at + timedelta(hours=8):%d. %H:%M}"
            for row in visit.reminder_ids.sorted("sent_at")
            if row.state == "sent" and row.channel == channel
        ]

    def _waiting(self, visit):
        rows = visit.reminder_ids.filtered(lambda row: row.state == "planned")
        return set(rows.mapped("key"))


@tagged("post_install", "-at_install")
class TestReminders(ReminderCase):
    """Customers are told of their visits when it is time, once each."""

    def test_each_kind_once(self):
        visit = self._visit()
        self._go_on(THURSDAY - timedelta(minutes=20))
        visit._depart()
        self._go_on(THURSDAY)
        visit._arrive()
        visit._happen("finish", "technician", finished_at=THURSDAY, result="solved")
        self._go_on(THURSDAY + timedelta(days=9))
        expected = [
            "booked 02. 09:00",
            "day_before 04. 14:00",
            "two_hours_before 05. 12:00",
            "on_way 05. 13:40",
            "after_visit 05. 15:00",
        ]
        self.assertEqual(self._told(visit, "sms"), expected)
        self.assertEqual(self._told(visit, "mail"), expected)
        self.assertEqual(len(self._sms()), 5)
        mails = visit.reminder_ids.mail_id
        self.assertEqual(len(mails), 5)
        self.assertEqual(set(mails.mapped("email_to")), {'"陈" <chen@example.com>'})

    def test_planned_again_nothing_changes(self):
        visit = self._visit()
        before = visit.reminder_ids
        visit._plan_messages()
        self.assertEqual(visit.reminder_ids, before)
        self._go_on(THURSDAY - timedelta(hours=3))
        visit._plan_messages()
        self.assertEqual(visit.reminder_ids, before)
        self.assertEqual(len(self._sms()), 2)

    def test_a_move_replaces_what_is_not_sent(self):
        visit = self._visit()
        self._go_on(MORNING)
        visit._move(THURSDAY + timedelta(days=1), "customer")
        self.env.cr.flush()
        keys = {"moved:1", "day_before:1", "two_hours_before:1"}
        channels = ("mail", "sms")
        self.assertEqual(
            self._waiting(visit), {f"{key}:{each}" for key in keys for each in channels}
        )
        self._go_on(THURSDAY + timedelta(days=2))
        self.assertEqual(
            self._told(visit),
            [
                "booked 02. 09:00",
                "moved 02. 09:00",
                "day_before 05. 14:00",
                "two_hours_before 06. 12:00",
            ],
        )

    def test_an_offer_that_goes_on_is_told_to_nobody(self):
        """A booked visit that one technician declines stays booked."""
        visit = self.env["service.visit"].create({"ticket_id": self._ticket().id})
        self.assertIsNone(visit._book(THURSDAY, "customer"))
        self._go_on(MORNING)
        first = visit.resource_id
        visit._decline(person=first)
        self._go_on(MORNING + timedelta(hours=1))
        self.assertNotEqual(visit.resource_id, first)
        self.assertEqual(self._told(visit), ["booked 02. 09:00"])
        self.assertIn("our technician comes to you", self._sms()[0])

    def test_taken_by_another_on_the_way(self):
        """Who was told that somebody is coming is told of the other one."""
        visit = self._visit()
        self._go_on(THURSDAY - timedelta(minutes=20))
        visit._depart()
        self._go_on(THURSDAY - timedelta(minutes=19))
        visit._happen("assign", "dispatcher", self.wang, resource_id=self.wang.id)
        visit._depart()
        self._go_on(THURSDAY)
        self.assertEqual(
            self._told(visit)[3:], ["on_way 05. 13:40", "on_way 05. 13:41"]
        )
        self.assertIn("王芳", self._sms()[-1])

    def test_quiet_hours(self):
        self.travel_to(datetime(2026, 3, 2, 15))  # 23:00
        visit = self._visit()
        self._go_on(THURSDAY)
        self.assertEqual(self._told(visit)[0], "booked 03. 08:00")

    def test_quiet_hours_that_change(self):
        self.travel_to(datetime(2026, 3, 2, 15))
        visit = self._visit()
        self.env.company.service_quiet_until = 9.5
        self._go_on(THURSDAY)
        self.assertEqual(self._told(visit)[0], "booked 03. 09:30")

    def test_an_emergency_at_three_in_the_morning(self):
        """Told at once, and only when somebody has taken it."""
        self.travel_to(datetime(2026, 3, 2, 19, 10))  # 03:10
        self.li.service_on_call = self.wang.service_on_call = True
        visit = self._ticket(is_emergency=True).visit_ids
        self._go_on(datetime(2026, 3, 2, 19, 11))
        self.assertFalse(visit.reminder_ids)
        visit._decline(person=visit.resource_id)
        visit._accept()
        self._go_on(datetime(2026, 3, 2, 19, 12))
        self.assertEqual(self._told(visit), ["booked 03. 03:11"])
        self.assertRegex(
            self._sms()[0],
            rf"technician {visit.resource_id.name} comes to you on "
            r"Tue, Mar 3, about 3:\d\d AM",
        )

    def test_cancelled(self):
        visit = self._visit()
        self._go_on(MORNING)
        visit._cancel("customer")
        self._go_on(THURSDAY)
        self.assertEqual(self._told(visit), ["booked 02. 09:00", "cancelled 02. 09:00"])
        self.assertFalse(self._waiting(visit))

    def test_cancelled_before_it_was_told(self):
        visit = self._create_visit(THURSDAY, ticket=self._ticket())
        visit._cancel("dispatcher")
        self._go_on(THURSDAY)
        self.assertFalse(visit.reminder_ids)

    def test_customer_absent(self):
        visit = self._visit(state="arrived")
        visit._happen(
            "finish", "technician", finished_at=THURSDAY, result="customer_absent"
        )
        self._go_on(THURSDAY + timedelta(days=1))
        self.assertNotIn("after_visit", visit.reminder_ids.mapped("kind"))

    def test_the_night_the_clock_changes(self):
        """29 March in Berlin has no 2:30: the day before is that of the clock there."""
        self.calendar.tz = "Europe/Berlin"
        self.fenghuang.calendar_id = self.calendar
        visit = self._visit(datetime(2026, 3, 29, 8))  # 10:00 in summer time
        due = {row.kind: row.planned_at for row in visit.reminder_ids}
        self.assertEqual(due["day_before"], datetime(2026, 3, 28, 9))
        self.assertEqual(due["two_hours_before"], datetime(2026, 3, 29, 6))
        self._go_on(MORNING + timedelta(hours=6))
        self.assertIn("Sun, Mar 29, 10:00 AM - 12:00 PM", self._sms()[0])

    def test_what_comes_too_late_is_not_sent(self):
        """After a day without a server nobody is reminded of what is past."""
        visit = self._visit()
        self.travel_to(THURSDAY + timedelta(days=1))
        self.env["service.visit.reminder"]._sweep_batch()
        self.assertEqual(set(visit.reminder_ids.mapped("state")), {"failed"})
        self.assertEqual(set(visit.reminder_ids.mapped("reason")), {"late"})


@tagged("post_install", "-at_install")
class TestReminderRecipients(ReminderCase):
    """In which language, to which address, and what follows where none works."""

    def test_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.customer.lang = "zh_CN"
        template = self.env.ref("service_repair.sms_template_visit_booked")
        template.with_context(lang="zh_CN").body = "{{ object._told_when() }}上门"
        self._visit()
        self._go_on(MORNING)
        self.assertRegex(self._sms()[0], "^3月5日周四.*14:00.*16:00.*上门$")

    def test_language_of_the_company_for_who_has_no_contact(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.company.partner_id.lang = "zh_CN"
        visit = self._visit(ticket=self._ticket(partner_id=False))
        self.assertEqual(visit._told_lang(), "zh_CN")

    def test_nobody_is_named_before_it_is_sure(self):
        visit = self._visit(state="offered")
        self._go_on(MORNING)
        visit._accept()
        self._go_on(THURSDAY)
        booked, day_before, _hours = self._sms()
        self.assertNotIn("李强", booked)
        self.assertIn("technician 李强 comes to you on Thu, Mar 5, 2:00 PM", day_before)

    def test_the_link_opens_the_ticket(self):
        visit = self._visit()
        self._go_on(MORNING)
        link = visit.ticket_id._valid_links()
        self.assertIn(f"{link.url}/confirm/{visit.id}", self._sms()[0])
        mail = visit.reminder_ids.mail_id
        self.assertIn(link.url, mail.body_html)
        self.assertFalse(mail.model)

    def test_staff_see_the_mail_without_the_link(self):
        """With the link they would act as the customer."""
        visit = self._visit()
        self._go_on(MORNING)
        shown = visit.ticket_id.message_ids.filtered(
            lambda message: message.message_type == "auto_comment"
        )
        self.assertIn("Thu, Mar 5", shown.body)
        self.assertNotIn("/service/t/", shown.body)
        self.assertEqual(visit.reminder_ids.mail_id.references, shown.message_id)
        self.assertNotIn(shown, visit.ticket_id._messages_outside())

    def test_a_link_that_ends_too_soon_is_not_told(self):
        ticket = self._ticket()
        ticket._create_link().sudo().expires_on = THURSDAY - timedelta(days=1)
        visit = self._visit(ticket=ticket)
        self.assertGreater(visit._told_link().expires_on, THURSDAY)
        self.assertEqual(visit._told_link(), visit._told_link())

    def test_a_wrong_number_holds_up_nobody(self):
        wrong = self._visit(ticket=self._ticket(caller_phone="12 34"))
        right = self._visit(THURSDAY + timedelta(hours=3))
        self._go_on(MORNING)
        failed = wrong.reminder_ids.filtered(lambda row: row.state == "failed")
        self.assertEqual(failed.reason, "not_a_number")
        self.assertEqual(failed.channel, "sms")
        self.assertEqual(self._told(wrong, "mail"), ["booked 02. 09:00"])
        self.assertEqual(self._told(right), ["booked 02. 09:00"])
        found = self.env["service.visit"].search(
            [("reminder_ids.state", "=", "failed")]
        )
        self.assertEqual(found, wrong)

    def test_numbers(self):
        """A landline takes no SMS, but the contact's own number may."""
        visit = self._visit(ticket=self._ticket(caller_phone="0743-8222222"))
        self._go_on(MORNING)
        self.assertIn("no_mobile", visit.reminder_ids.mapped("reason"))
        self.customer.phone = MOBILE
        self.assertEqual(visit._told_number(), "+8613800138000")

    def test_a_wrong_mail_address(self):
        self.customer.email = "chen at example"
        visit = self._visit()
        self._go_on(MORNING)
        self.assertIn("not_a_mail_address", visit.reminder_ids.mapped("reason"))

    def test_a_customer_without_any_contact(self):
        ticket = self._ticket(partner_id=False, caller_phone=False)
        visit = self._visit(ticket=ticket)
        self.assertFalse(visit.reminder_ids)
        self.assertFalse(visit.is_reachable)
        ticket.caller_phone = MOBILE
        self._go_on(MORNING)
        self.assertEqual(self._told(visit), ["booked 02. 09:00"])
        self.assertTrue(visit.is_reachable)

    def test_without_a_gateway_no_sms(self):
        self.env.company.service_sms_gateway = False
        visit = self._visit()
        self.assertEqual(set(visit.reminder_ids.mapped("channel")), {"mail"})

    def test_a_push_to_who_has_a_device(self):
        self.env["mail.push.device"].create(
            {
                "partner_id": self.customer.id,
                "endpoint": "https://push.example.com/1",
                "keys": "{}",
            }
        )
        visit = self._visit()
        self._go_on(MORNING)
        self.assertEqual(self._told(visit, "push"), ["booked 02. 09:00"])
        self.assertIn("Thu, Mar 5", self.env["mail.push"].search([]).payload)

    @mute_logger("odoo.addons.sms.models.sms_sms")
    def test_a_gateway_that_refuses(self):
        visit = self._visit()
        self._go_on(MORNING)

        def refuse(self, messages, delivery_reports_url=False):
            return [
                {"uuid": number["uuid"], "state": "wrong_number_format"}
                for message in messages
                for number in message["numbers"]
            ]

        with patch.object(LoopbackSmsApi, "_send_sms_batch", refuse):
            self._sms()
        row = visit.reminder_ids.filtered(lambda row: row.state == "failed")
        self.assertEqual((row.channel, row.reason), ("sms", "refused"))
        self.assertTrue(row.detail)
        row.sms_id.resend_failed()
        self.assertEqual(row.state, "sent")

    def test_sms_of_two_companies(self):
        """Each goes by the gateway of its own company."""
        other = self.env["res.company"].create(
            {"name": "另一家", "service_sms_gateway": "loopback"}
        )
        other.resource_calendar_id.tz = "Asia/Shanghai"
        station = self._create_station(
            "外站", ["433123"], company_id=other.id, calendar_id=False
        )
        ticket = self._ticket(company_id=other.id, station_id=station.id)
        visit = self.env["service.visit"].create({"ticket_id": ticket.id})
        sun = self._create_technician("孙", station, company_id=other.id)
        visit._decide({"resource_id": sun.id, "start": THURSDAY, "state": "accepted"})
        self._visit()
        self._go_on(MORNING)
        self.env["sms.sms"].search([("state", "=", "outgoing")])._send()
        sent = self.env["service.sms.loopback"].search([])
        self.assertEqual(sent.company_id, other | self.env.company)
        self.assertEqual(len(sent), 2)


@tagged("post_install", "-at_install")
class TestConfirming(ReminderCase):
    """The customer confirms once, the time that was shown."""

    def test_confirm(self):
        visit = self._visit()
        minute = visit._minute_shown()
        self.assertIsNone(visit._confirm(minute))
        self.assertEqual(visit.confirmed_at, MORNING)
        self.travel_to(MORNING + timedelta(hours=1))
        self.assertEqual(visit._confirm(minute), "already")
        self.assertEqual(visit.confirmed_at, MORNING)

    def test_another_time_is_confirmed_anew(self):
        visit = self._visit()
        minute = visit._minute_shown()
        visit._confirm(minute)
        visit._move(THURSDAY + timedelta(days=1), "dispatcher")
        self.env.cr.flush()
        self.assertFalse(visit.confirmed_at)
        self.assertEqual(visit._confirm(minute), "moved")
        self.assertFalse(visit.confirmed_at)

    def test_too_late(self):
        visit = self._visit(state="on_way")
        self.assertEqual(visit._confirm(visit._minute_shown()), "under_way")
        visit._cancel("dispatcher")
        self.assertEqual(visit._confirm(visit._minute_shown()), "cancelled")
