from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo import fields
from odoo.exceptions import AccessError, ConcurrencyError, UserError
from odoo.tests import tagged

from ..models.service_desk_saving import OtherAgentError
from .common import RepairCase

NUMBER = "138 1234 5678"
KEY = "0123456789abcdef"


@tagged("post_install", "-at_install")
class TestDesk(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.cn")
        cls.locks = cls.env["product.category"].create({"name": "Locks"})
        cls.product = cls.env["product.product"].create(
            {"name": "Lock S1", "categ_id": cls.locks.id}
        )
        cls.customer = cls.env["res.partner"].create(
            {"name": "石梅", "phone": NUMBER, "country_id": cls.env.ref("base.cn").id}
        )
        cls.desk = cls.env["service.desk"].with_user(cls.agent)

    def _values(self, **values):
        return {
            "key": KEY,
            "caller_phone": NUMBER,
            "address": "湖南省凤凰县沱江镇",
            "product_id": self.product.id,
            "fault": "打不开",
            **values,
        }

    def _save(self, **values):
        line = self.desk.save(self._values(**values))
        return self.env["helpdesk.ticket"].browse(line["id"])

    def _age(self, ticket, **age):
        ticket.flush_recordset()
        self.env.cr.execute(
            "UPDATE helpdesk_ticket SET create_date = %s WHERE id = %s",
            (fields.Datetime.now() - timedelta(**age), ticket.id),
        )
        ticket.invalidate_recordset()

    # -- looking up

    def test_number_finds_the_customer(self):
        """The number shows the customer, what she owns and where she last needed us."""
        self._create_ticket(
            "湖南省吉首市乾州", partner_id=self.customer.id, product_id=self.product.id
        )
        found = self.desk.look_up("+86 13812345678")
        self.assertEqual(found["number"], "+8613812345678")
        self.assertEqual(found["customers"][0]["id"], self.customer.id)
        self.assertEqual(found["last_address"], "湖南省吉首市乾州")
        self.assertEqual(found["owned"][0]["product_id"], self.product.id)
        self.assertEqual(len(found["past"]), 1)

    def test_unknown_number_finds_nobody(self):
        """A number nobody has is told as such; so is what is none."""
        self.assertEqual(self.desk.look_up("13900000000")["customers"], [])
        self.assertFalse(self.desk.look_up("nobody")["number"])
        self.assertFalse(self.desk.look_up(None)["number"])

    def test_looking_up_asks_a_fixed_number_of_queries(self):
        """What the desk asks does not grow with a customer's history."""

        def queries(method, argument):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            getattr(self.desk, method)(argument)
            return self.env.cr.sql_log_count - before

        def make(count):
            for _number in range(count):
                self._create_ticket(
                    "湖南省凤凰县沱江镇",
                    caller_phone=NUMBER,
                    partner_id=self.customer.id,
                    product_id=self.product.id,
                )

        make(2)
        queries("look_up", NUMBER), queries("preview", self._values())  # fills caches
        first = queries("look_up", NUMBER), queries("preview", self._values())
        make(8)
        again = queries("look_up", NUMBER), queries("preview", self._values())
        self.assertEqual(first, again)
        self.assertLessEqual(first[0], 20)
        self.assertLessEqual(first[1], 40)

    def test_preview_saves_nothing(self):
        """Region, station and reasons appear before anything is saved."""
        before = self.env["helpdesk.ticket"].search_count([])
        shown = self.desk.preview(self._values())
        self.assertEqual(shown["station"]["id"], self.fenghuang.id)
        self.assertEqual(shown["region"]["status"], "resolved")
        self.assertIn("凤凰县", shown["station"]["reason"])
        self.assertEqual(self.env["helpdesk.ticket"].search_count([]), before)

    def _candidates(self, **values):
        region = self.desk.preview(self._values(address="西安区", **values))["region"]
        self.assertEqual(region["status"], "ambiguous")
        return [candidate["id"] for candidate in region["candidates"]]

    def test_number_only_orders_the_candidates(self):
        """The town of the caller's number comes first and is named as the reason;
        which one it is the agent decides, who can ask."""
        for phone, code in (("0453-5551234", "231005"), ("0437-5551234", "220403")):
            found = self._candidates(caller_phone=phone)
            self.assertEqual(found[0], self._region(code).id)
            self.assertEqual(len(found), 2)
        shown = self.desk.preview(
            self._values(address="西安区", caller_phone="0453-5551234")
        )
        self.assertIn("牡丹江市西安区", shown["region"]["reason"].rpartition(";")[2])

    def test_last_address_only_orders_the_candidates(self):
        """So does the place where the same customer last needed us."""
        for address, code in (
            ("吉林省辽源市西安区", "220403"),
            ("黑龙江省牡丹江市西安区", "231005"),
        ):
            self._create_ticket(address, partner_id=self.customer.id)
            found = self._candidates(partner_id=self.customer.id, caller_phone="")
            self.assertEqual(found[0], self._region(code).id)

    def test_call_saved_without_a_choice_is_what_the_desk_showed(self):
        """A place that was ambiguous on the screen is so on the ticket; elsewhere the
        caller's number settles it."""
        ticket = self._save(address="西安区", caller_phone="0453-5551234")
        self.assertEqual(ticket.region_status, "ambiguous")
        ticket.address = "西安区东一条路"
        self.assertEqual(ticket.region_status, "ambiguous")
        form = self._create_ticket("西安区", caller_phone="0453-5551234")
        self.assertEqual(form.region_status, "resolved")

    def test_candidates_are_offered_and_chosen(self):
        """An ambiguous place shows its candidates; the one that is chosen by hand
        counts."""
        shown = self.desk.preview(self._values(address="西安区", caller_phone=""))
        self.assertEqual(shown["region"]["status"], "ambiguous")
        candidate = shown["region"]["candidates"][0]
        chosen = self.desk.preview(
            self._values(address="西安区", region_id=candidate["id"])
        )
        self.assertEqual(chosen["region"]["status"], "manual")
        self.assertEqual(chosen["region"]["name"], candidate["name"])

    def test_odd_values_are_no_error(self):
        """Whatever the desk is sent, it answers."""
        for values in (
            None,
            [],
            {"address": 5, "product_id": "x", "region_id": -1},
            {"product_id": 2**40, "partner_id": True, "fault": "a\0b" * 9000},
        ):
            self.assertFalse(self.desk.preview(values)["same"])

    # -- what is open already

    def test_same_caller_is_offered_the_open_ticket(self):
        """Within the company's hours the same caller is offered her open ticket; after
        them, or when it is closed, she is not."""
        ticket = self._save()
        same = self.desk.preview(self._values(key="another-key"))["same"]
        self.assertEqual((same["id"], same["why"]), (ticket.id, "caller"))
        self._age(ticket, hours=25)
        self.assertFalse(self.desk.preview(self._values(key="another-key"))["same"])
        self.env.company.service_duplicate_hours = 48
        self.assertTrue(self.desk.preview(self._values(key="another-key"))["same"])
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        self.assertFalse(self.desk.preview(self._values(key="another-key"))["same"])

    def test_call_is_not_its_own_duplicate(self):
        """A call whose ticket was saved while the answer got lost is no second one."""
        self._save()
        self.assertFalse(self.desk.preview(self._values())["same"])
        self.assertTrue(self.desk.preview(self._values(key="another-key"))["same"])

    def test_same_serial_number_is_offered_the_open_ticket(self):
        """So is whoever calls about the same thing, however its number is written."""
        ticket = self._save(serial_number="S1-2401-0932")
        shown = self.desk.preview(
            self._values(
                key="another-key",
                caller_phone="13900000000",
                serial_number="s1 24010932",
            )
        )
        self.assertEqual(
            (shown["same"]["id"], shown["same"]["why"]), (ticket.id, "serial")
        )

    def test_similar_tickets_are_shown(self):
        """Open tickets of the same town for the same product are shown."""
        near = self._save()
        self._save(key="other-town-", address="湖南省凤凰县阿拉营镇")
        self._save(key="other-place", address="湖南省吉首市")
        shown = self.desk.preview(
            self._values(key="another-key", caller_phone="13900000000")
        )
        self.assertEqual([each["id"] for each in shown["similar"]], [near.id])
        self.assertEqual(shown["similar"][0]["why"], "town")

    # -- saving

    def test_call_becomes_a_ticket_at_its_station(self):
        """A saved call is a repair ticket in its station's queue."""
        ticket = self._save(is_emergency=True, partner_id=self.customer.id)
        self.assertAt(ticket, self.fenghuang)
        self.assertTrue(ticket.is_repair and ticket.is_emergency)
        self.assertEqual(ticket.partner_id, self.customer)
        self.assertEqual(ticket.partner_name, "石梅")
        self.assertFalse(ticket.user_id)

    def test_new_customer_is_made(self):
        """A name that no record stands for becomes a customer with that number."""
        ticket = self._save(caller_phone="13900000001", partner_name="新客户")
        self.assertEqual(ticket.partner_id.name, "新客户")
        found = self.desk.look_up("13900000001")
        self.assertEqual(found["customers"][0]["id"], ticket.partner_id.id)

    def test_new_customer_is_written_to_in_the_language_of_the_company(self):
        """Whatever language the database gives to contacts by default."""
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.company.partner_id.lang = "zh_CN"
        self.env["ir.default"].set("res.partner", "lang", "en_US")
        ticket = self._save(caller_phone="13900000001", partner_name="新客户")
        self.assertEqual(ticket.partner_id.lang, "zh_CN")

    def test_sent_twice_makes_one_ticket(self):
        """A second click, or a resend after a lost answer, makes no second ticket."""
        first = self._save(partner_name="新客户")
        messages = len(first.message_ids)
        again = self._save(partner_name="新客户")
        self.assertEqual(first, again)
        self.assertEqual(len(again.message_ids), messages)
        self.assertEqual(
            self.env["res.partner"].search_count([("name", "=", "新客户")]), 1
        )

    def test_words_added_before_a_resend_are_kept(self):
        """What was written between two attempts is noted on the ticket, once."""
        ticket = self._save()
        for _attempt in range(2):
            self._save(fault="打不开，孩子在里面", is_emergency=True)
        notes = ticket.message_ids.filtered(lambda m: "孩子在里面" in (m.body or ""))
        self.assertEqual(len(notes), 1)
        self.assertTrue(ticket.is_emergency)

    def test_call_of_another_agent_is_not_filed(self):
        """A call that was kept in a browser while another agent logged in there is
        refused under the wrong name, and taken under the right one."""
        ticket = self._save(key="some-ticket")
        kept = self._values(agent=self.manager.id)
        for file in (self.desk.save, lambda call: self.desk.join(ticket.id, call)):
            with self.assertRaisesRegex(OtherAgentError, self.agent.login):
                file(kept)
        self.assertTrue(self._save(agent=self.agent.id))

    def test_two_at_once_are_tried_again(self):
        """Who saves a call while it is being saved is sent round again by Odoo."""

        def refuse(*_args):
            raise UniqueViolation

        self.patch(type(self.env["service.desk"]), "_file", refuse)
        with self.assertRaises(ConcurrencyError):
            self.desk.save(self._values())

    def test_other_ticket_that_came_in_meanwhile_is_named(self):
        """Two agents take down one case at once: who saves later is told of the
        other's ticket, unless it was on the screen already."""
        first = self._save(key="first-agent")
        later = self.desk.save(self._values(key="later-agent"))
        self.assertEqual(later["same"]["id"], first.id)
        shown = self.desk.preview(self._values(key="third-agent"))["same"]
        third = self.desk.save(self._values(key="third-agent", seen=shown["id"]))
        self.assertFalse(third["same"])
        self.assertEqual(
            self.env["helpdesk.ticket"].browse(later["id"]).fault, "打不开"
        )

    def test_station_archived_during_the_call(self):
        """The call goes to the next station then, and the desk says to which."""
        shown = self.desk.preview(self._values())
        self.assertEqual(shown["station"]["id"], self.fenghuang.id)
        self.fenghuang.action_archive()
        line = self.desk.save(self._values())
        self.assertEqual(line["station"], self.jishou.name)
        self.assertAt(self.env["helpdesk.ticket"].browse(line["id"]), self.jishou)

    def test_region_and_product_deleted_during_the_call(self):
        """What is gone is left out; the words stay."""
        product = self.env["product.product"].create({"name": "Lock S2"})
        values = self._values(product_id=product.id, product_text="Lock S2")
        product.unlink()
        line = self.desk.save({**values, "region_id": 2**31 - 1})
        ticket = self.env["helpdesk.ticket"].browse(line["id"])
        self.assertEqual(ticket.fault, "Lock S2\n打不开")
        self.assertAt(ticket, self.fenghuang)

    def test_unknown_product_stays_in_the_words(self):
        """A product that is not on the list is kept with the fault."""
        ticket = self._save(product_id=False, product_text="老式挂锁")
        self.assertEqual(ticket.fault, "老式挂锁\n打不开")

    def test_nothing_is_not_saved(self):
        """An empty call, or one without a key, is refused in words."""
        with self.assertRaises(UserError):
            self.desk.save({"key": KEY})
        with self.assertRaises(UserError):
            self.desk.save({"fault": "打不开"})

    # -- joining

    def test_call_joins_an_open_ticket_once(self):
        """A call added to an open ticket stands in its history once, however often it
        is sent, and can make it an emergency."""
        ticket = self._save()
        for _attempt in range(2):
            self.desk.join(
                ticket.id,
                self._values(key="join-key-1", fault="<b>急</b>", is_emergency=True),
            )
        notes = ticket.message_ids.filtered(lambda m: "&lt;b&gt;急" in (m.body or ""))
        self.assertEqual(len(notes), 1)
        self.assertIn(NUMBER, notes.body)
        self.assertTrue(ticket.is_emergency)

    def test_closed_ticket_is_not_joined(self):
        """A ticket that was closed meanwhile says so; the call is not lost in it."""
        ticket = self._save()
        ticket.stage_id = self.env.ref("helpdesk_mgmt.helpdesk_ticket_stage_done")
        with self.assertRaisesRegex(UserError, ticket.number):
            self.desk.join(ticket.id, self._values(key="join-key-1"))
        with self.assertRaises(UserError):
            self.desk.join(2**31, self._values(key="join-key-1"))

    def test_desk_is_for_agents(self):
        """Technicians and strangers get nothing from the desk."""
        for method, arguments in (
            ("look_up", [NUMBER]),
            ("find_products", ["S"]),
            ("preview", [{}]),
            ("save", [self._values()]),
            ("join", [1, self._values()]),
        ):
            desk = self.env["service.desk"].with_user(self.technician)
            with self.assertRaises(AccessError):
                getattr(desk, method)(*arguments)
