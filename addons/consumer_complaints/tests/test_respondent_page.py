from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .sides_common import NAME, PHONE, PRESS, SidesCase, picture

SCREENSHOT = [("documents", ("x.html", picture(), "text/html"))]


@tagged("post_install", "-at_install")
class TestRespondentPage(SidesCase):
    """A respondent reads what concerns it, answers, and learns of no identity."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.path = cls._path("respondent")

    def _answer(self, step="send", path=None, files=None, **said):
        form = {
            "explanation": "已核实，属系统限制。",
            f"reply_{self.plan.id}": "full",
            f"reply_{self.refund.id}": "part",
            f"words_{self.refund.id}": "退一个月",
            f"amount_{self.refund.id}": "¥25.50",
            "press": PRESS,
            "step": step,
            **said,
        }
        return self._post(f"{path or self.path}/answer", files, **form)

    def _last(self):
        self.complaint.invalidate_recordset()
        return self.complaint.timeline_ids[-1]

    def test_shows_what_concerns_the_respondent(self):
        response = self._get(self.path)
        self.assertEqual(response.status_code, 200)
        for shown in (
            "套餐只能升不能降",
            "降不了档",
            "畅享套餐",
            "HT-2026-0925",
            "51.00",
        ):
            self.assertIn(shown, response.text)
        self.assertIn(self.complaint.number, response.text)
        self.assertIn("林**", response.text)
        self.assertNoIdentity(response.text)
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")

    def test_shows_the_deadline_with_arithmetic_and_source(self):
        clock = self.assertRuns(self.complaint, "CN_ZJ_OPERATOR_ANSWER_5D")
        page = self._page(self.path)
        self.assertIn(clock.name, page)
        self.assertIn(clock.policy_id.source, page)
        self.assertIn(str(clock.explanation)[:40], page)
        self.assertRegex(page, r"<strong>\d+/\d+/\d+ 24:00</strong>")
        bar = self.complaint.deadline_ids.filtered(
            lambda one: one.policy_id.holder == "team"
        )
        self.assertTrue(bar)
        self.assertNotIn(bar[0].name, page)

    def test_only_the_consumers_harmless_proof(self):
        proof = {"source": "consumer", "is_released": True}
        taken = self._take(self.complaint, picture(), f"{NAME}截图.png", **proof)
        kind = self.env["consumer.exhibit.kind"].search(
            [("is_identity", "=", True)], limit=1
        )
        replaced = self._take(self.complaint, b"unmasked", **proof)
        self._take(self.complaint, replaces_id=replaced.id, **proof)
        hidden = replaced | self._take(self.complaint, b"card", identity=True, **proof)
        hidden |= self._take(self.complaint, b"c", kind_id=kind.id, **proof)
        hidden |= self._take(self.complaint, b"notes of the staff", is_released=True)
        hidden |= self._take(self.complaint, b"looked at by nobody", source="consumer")
        hidden |= self._take(self.others, b"of another", **proof)
        page = self._page(self.path)
        self.assertIn(f"/exhibit/{taken.id}", page)
        self.assertNoIdentity(page)
        file = self._get(f"{self.path}/exhibit/{taken.id}")
        self.assertEqual(file.content, picture())
        self.assertIn(f"_{taken.label}.png", file.headers["Content-Disposition"])
        self.assertEqual(file.headers["X-Content-Type-Options"], "nosniff")
        for exhibit in hidden:
            self.assertNotIn(f"/exhibit/{exhibit.id}", page)
            self.assertClosed(f"{self.path}/exhibit/{exhibit.id}")

    def test_what_it_does_is_noted_as_its_own(self):
        self._answer()
        self.complaint.invalidate_recordset()
        moved = self.complaint.message_ids.filtered("tracking_value_ids")[:1]
        self.assertIn("Respondent", moved.email_from)

    def test_the_number_concerned_is_for_telephone_companies(self):
        """Others learn the consumer's number from nobody; orders stay readable."""
        self.complaint.contract_ref = f"订单 320102200001011234，+86 {PHONE}"
        self.assertIn(PHONE, self._page(self.path))
        self.complaint.sector_id = self.env["service.deadline.sector"].search(
            [("code", "=", "consumer_general")]
        )
        page = self._page(self.path)
        self.assertNotIn(PHONE, page)
        self.assertIn("订单 320102200001011234，+86 138****8000", page)

    def test_staff_release_proof_and_take_it_back(self):
        """All at once but for what shows who it is; the timeline tells who did it."""
        proof = self._take(self.complaint, picture(), source="consumer")
        card = self._take(self.complaint, b"card", source="consumer", identity=True)
        case = self.complaint.with_user(self.agent)
        case.action_release_exhibits()
        self.assertEqual((proof.is_released, card.is_released), (True, False))
        self.assertIn(f"/exhibit/{proof.id}", self._page(self.path))
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual((entry.code, entry.actor), ("released", "agent"))
        self.assertEqual(entry._content(), {"exhibit": proof.label})
        proof.with_user(self.agent).is_released = False
        self.assertClosed(f"{self.path}/exhibit/{proof.id}")
        self.assertEqual(self.complaint.timeline_ids[-1].code, "withheld")
        self.assertFalse(self.complaint._chain_faults())

    def test_every_other_link_answers_alike(self):
        draft = self._create_complaint(state="draft")
        wrong = self.path[:-1] + ("0" if self.path[-1] != "0" else "1")
        consumers = self._path("consumer").replace("/c/", "/r/")
        old = self._path("respondent", complaint=self.others)
        self._expire(old)
        self.assertClosed(
            wrong, consumers, old, self._path("respondent", complaint=draft)
        )
        self.complaint.action_revoke_links()
        before = self._stands()
        self.assertClosed(self.path)
        for door in ("answer", "time", "done"):
            self.assertEqual(self._post(f"{self.path}/{door}").status_code, 404)
        self.assertEqual(self._stands(), before)

    def test_another_respondent_is_another_reader(self):
        """Who was meant by mistake reads no more, and its answer is nobody else's."""
        self._answer()
        self.complaint.respondent_id = self._create_respondent("山川通信")
        self.assertClosed(self.path)
        page = self._get(self._path("respondent")).text
        self.assertIn("山川通信", page)
        self.assertNotIn("属系统限制", page)

    def test_what_will_be_sent_is_shown_first(self):
        before = self._stands()
        page = self._answer("review").text
        for shown in ("已核实", "offered in full", "退一个月", "25.50", PRESS):
            self.assertIn(shown, page)
        self.assertEqual(self._stands(), before)
        page = self._answer("change").text
        self.assertIn("已核实，属系统限制。</textarea>", page)
        self.assertIn('value="¥25.50"', page)
        self.assertEqual(self._stands(), before)

    def test_an_answer_stands_in_the_case(self):
        response = self._answer(files=SCREENSHOT)
        self.assertEqual(response.status_code, 303)
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "answered")
        self.assertEqual(self.plan.state, "offered")
        self.assertEqual(self.plan.offered, "In full")
        self.assertEqual(self.refund.reply, "part")
        self.assertRegex(self.refund.offered, r"^退一个月 · \D*25\.50\D*$")
        self.assertEqual(self.refund.offered_amount, 25.5)
        exhibit = self.complaint.exhibit_ids
        self.assertEqual(exhibit.source, "respondent")
        entry = self._last()
        self.assertEqual((entry.code, entry.actor), ("answer", "respondent"))
        self.assertEqual(entry._content()["exhibits"], [exhibit.label])
        clock = self.complaint.deadline_ids.filtered(
            lambda one: one.policy_id.code == "CN_ZJ_OPERATOR_ANSWER_5D"
        )
        self.assertEqual(clock.state, "met")
        page = self._page(self.path)
        self.assertIn("Your answer stands in the case", page)
        self.assertIn("属系统限制", page)
        self.assertNotIn("/answer", page)
        self.assertNotIn("Late</span>", page)

    def test_a_refusal_keeps_its_ground(self):
        words = {f"words_{self.plan.id}": "合约期内不能降档"}
        self._answer(**{f"reply_{self.plan.id}": "refused"}, **words)
        self.assertEqual((self.plan.state, self.plan.offered), ("refused", False))
        self.assertEqual(self.plan.ground, "合约期内不能降档")
        self.assertIn("合约期内不能降档", self._page(self._path("consumer")))

    def test_each_fault_is_named_at_its_field(self):
        before = self._stands()
        refused = {f"reply_{self.plan.id}": "refused", "explanation": ""}
        page = self._answer(**refused, **{f"amount_{self.refund.id}": "much"}).text
        for field in (
            "explanation",
            f"words_{self.plan.id}",
            f"amount_{self.refund.id}",
        ):
            self.assertIn(f'id="fault_{field}"', page)
            self.assertIn(f'aria-describedby="fault_{field}"', page)
        self.assertIn('value="much"', page)
        page = self._answer(files=[("documents", ("a.png", b"<script>", "image/png"))])
        self.assertIn("no file that we can take", page.text)
        self.assertIn("已核实", page.text)
        self.assertEqual(self._stands(), before)

    def test_sending_twice_counts_once(self):
        for _press in range(2):
            self.assertEqual(self._answer(files=SCREENSHOT).status_code, 303)
        self.assertEqual(len(self.complaint.exhibit_ids), 1)
        self.assertIn("Your answer stands", self._page(self.path))
        before = self._stands()
        self._answer(press="f" * 32)
        self.assertEqual(self._stands(), before)
        self.assertIn("can't be done any more", self._page(self.path))

    def test_a_late_answer_is_taken_and_shown_as_late(self):
        long_ago = fields.Datetime.now() - timedelta(days=60)
        late = self._create_complaint()
        late._happen("forward", at=long_ago)
        path = self._path("respondent", complaint=late)
        self.assertIn("shown as late", self._page(path))
        said = {"explanation": "迟了", "step": "review"}
        self.assertIn("shown as late", self._post(f"{path}/answer", **said).text)
        self._post(f"{path}/answer", **{**said, "step": "send"})
        late.invalidate_recordset()
        self.assertStands(late, "answered")
        self.assertIn("Late</span>", self._page(path))
        clocks = late._clocks_of_respondent()
        self.assertIn("missed", clocks.mapped("state"))

    def test_more_time_is_asked_of_a_person(self):
        """No clock moves by itself."""
        clock = self.assertRuns(self.complaint, "CN_ZJ_OPERATOR_ANSWER_5D")
        due = clock.due_at
        until = fields.Date.add(fields.Date.today(), days=20)
        for _press in range(2):
            self._post(f"{self.path}/time", until=until, why="等技术部门", press=PRESS)
        entry = self._last()
        self.assertEqual((entry.code, entry.actor), ("ask_time", "respondent"))
        self.assertEqual(entry._content()["until"], str(until))
        activity = self.complaint.activity_ids
        self.assertEqual(activity.user_id, self.officer)
        self.assertIn(str(until), activity.summary)
        clock.invalidate_recordset()
        self.assertEqual(clock.due_at, due)
        self.assertIn("等技术部门", self._page(self.path))
        page = self._post(f"{self.path}/time", until="2020-01-01", why="").text
        self.assertIn('id="fault_until"', page)
        self.assertIn('id="fault_why"', page)

    def test_what_was_promised_is_reported_as_done(self):
        self._answer()
        before = self._stands()
        self._post(f"{self.path}/done", words="已办")
        self.assertEqual(self._stands(), before)
        self.complaint._happen("accept", role="consumer")
        done = {
            f"done_{self.refund.id}": "1",
            "words": "9月28日原路退回",
            "press": PRESS,  # as of the answer: a page has one for all its forms
        }
        for _press in range(2):
            response = self._post(f"{self.path}/done", SCREENSHOT, **done)
            self.assertEqual(response.status_code, 303)
        self.complaint.invalidate_recordset()
        self.assertEqual(
            self.complaint.remedy_ids.mapped("state"), ["agreed", "performed"]
        )
        self.assertEqual(self._last()._content()["done"], self.refund.ids)
        self.assertEqual(len(self.complaint.exhibit_ids), 1)
        self.assertIn("9月28日", self._page(self.path))

    def test_forms_need_their_token(self):
        before = self._stands()
        for door in ("answer", "time", "done"):
            self.assertEqual(self._get(f"{self.path}/{door}").status_code, 405)
            answer = self._post(f"{self.path}/{door}", csrf_token="x", step="send")
            self.assertEqual(answer.status_code, 400)
        self.assertEqual(self._stands(), before)

    def test_a_full_case_costs_no_more_queries(self):
        def queries():
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.complaint._respondent_page()
            return self.env.cr.sql_log_count - before

        self._take(self.complaint, picture(), source="consumer")
        self._answer()
        few = queries()
        for _more in range(5):
            self._take(self.complaint, picture(), source="consumer")
            self.plan.copy({"complaint_id": self.complaint.id})
            self.complaint._log("life", "ask_time", {"text": "x"}, actor="respondent")
        self.assertEqual(queries(), few)
