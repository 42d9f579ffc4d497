import re
from datetime import timedelta

from odoo import fields
from odoo.http import Request
from odoo.tests import tagged

from odoo.addons.service_region.tests import chinese

from .consumer_common import PNG, PRESS, ConsumerDoorCase


@tagged("post_install", "-at_install")
class TestConsumerPage(ConsumerDoorCase):
    """The page of the own case: what one sees and does by its link."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls._create_complaint(description="只能升不能降")
        cls.remedy = cls.env["consumer.remedy"].create(
            {"complaint_id": cls.case.id, "kind": "refund", "amount": 51}
        )

    def setUp(self):
        super().setUp()
        self.path = self._path_to(self.case)

    def _do(self, door, **data):
        response = self._post(f"{self.path}/{door}", **data)
        self.case.invalidate_recordset()
        return response

    def _answer(self, text="可以改为8元"):
        self.case.with_user(self.agent)._happen("forward")
        self.case._happen("answer", role="respondent", answer=text)

    def _doors(self):
        """What the page offers to be done."""
        text = self._get(self.path).text
        return set(re.findall(rf'action="{self.path}/(\w+)"', text))

    # -- what she sees

    def test_it_says_what_comes_by_when_and_on_whose_desk(self):
        seen = self._seen(self.path)
        self.assertIn(self.case.number, seen)
        self.assertIn("Next, somebody reads it and confirms it to you", seen)
        self.assertIn("Whose turn it is Our complaints desk", seen)
        self.assertIn("By when Complaint acknowledged At the latest", seen)
        self.assertIn("Who must act: Ourselves Why then?", seen)
        self.assertIn(
            "You filed your complaint", seen.replace("We took down", "You filed")
        )
        self.assertIn("Refund", seen)

    def test_a_long_story_costs_no_more_queries(self):
        """Entries, files and messages are read together, however many."""

        def count():
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            case = self.case.sudo()
            page = case._page_for_consumer()
            for message in page["messages"]:
                case._is_hers(message)
            for exhibit in page["exhibits"]:
                exhibit.display_name  # noqa: B018
            return self.env.cr.sql_log_count - before

        self.case._consumer_says("一", [("1.png", PNG)], "0" * 32)
        few = count()
        for number in range(1, 9):
            self.case._consumer_says("多", [("n.png", PNG)], f"{number:032x}")
        self.assertLessEqual(count(), few + 1)

    def test_an_answer_changes_whose_turn_it_is(self):
        self._answer()
        seen = self._seen(self.path)
        self.assertIn("Whose turn it is You", seen)
        self.assertIn("The company answered 可以改为8元", seen)
        self.assertLessEqual({"accept", "dispute", "rate", "say"}, self._doors())

    def test_internal_things_stay_inside(self):
        """Notes, reasons of our own, and what others sent are not shown."""
        self.case.message_post(body="内部：难缠", subtype_xmlid="mail.mt_note")
        self.case.with_user(self.agent)._happen(
            "escalate_manager", payload={"text": "内部原因"}
        )
        other = self._take(self.case, name="内部录音.mp3", source="respondent")
        text = self.url_open(self.path).text
        for hidden in ("难缠", "内部原因", "内部录音"):
            self.assertNotIn(hidden, text)
        self.assertIn("It went up to the manager", text)
        response = self._get(f"{self.path}/file/{other.id}")
        self.assertEqual(response.status_code, 404)

    def test_wrong_old_revoked_and_others_links_answer_alike(self):
        """One page for all of them, which tells nothing about any case."""
        respondents = self.case._link_for("respondent").sudo()._token()
        paths = [self.path[:-1] + ("0" if self.path[-1] != "0" else "1")]
        paths += ["/complaint/c/none", f"/complaint/c/{respondents}"]
        pages = [self._get(path) for path in paths]
        link = self.case._link_for("consumer").sudo()
        link.expires_on = fields.Datetime.now() - timedelta(seconds=1)
        pages.append(self._get(self.path))
        link.expires_on = fields.Datetime.now() + timedelta(days=1)
        link.action_revoke()
        pages.append(self._get(self.path))
        secret = re.compile(r'csrf_token: "\w+"|/complaint/\w/\w+|"[0-9a-f]{32,}"')
        told = {(page.status_code, secret.sub("", page.text)) for page in pages}
        self.assertEqual(len(told), 1)
        self.assertEqual(pages[0].status_code, 404)
        for door in ("say", "accept", "withdraw", "rate", "draft"):
            self.assertEqual(self._do(door, text="x").status_code, 404)
        self.assertStands(self.case, "received")

    def test_uses_of_the_link_are_noted(self):
        self._get(self.path)
        self._do("say", text="还没好")
        uses = self.case._link_for("consumer").sudo()._uses()
        self.assertEqual(uses.mapped("action"), ["say", "read"])

    # -- what she does

    def test_words_and_proof(self):
        """They stand in the timeline and the messages, once."""
        files = [("files", ("截图.png", PNG, "image/png"))]
        for _press in range(2):
            self._do("say", text="<b>还没好</b>", files=files, press=PRESS)
        said = self.case.timeline_ids.filtered(lambda each: each.code == "add")
        self.assertEqual(
            said.mapped(lambda each: each._content()["text"]), ["<b>还没好</b>"]
        )
        self.assertEqual(said.actor, "consumer")
        self.assertEqual(self.case.exhibit_ids.mapped("source"), ["consumer"])
        message = self.case.message_ids[0]
        self.assertIn("&lt;b&gt;", message.body)
        self.assertNotIn("林小雨", message.email_from)
        self.assertIn("Thank you, it is with us", self._seen(self.path))
        shown = self._get(f"{self.path}/file/{self.case.exhibit_ids.id}")
        self.assertEqual(shown.content, PNG)
        self.assertEqual(shown.headers["Content-Type"], "image/png")

    def test_it_says_who_sees_which_file(self):
        files = [
            ("files", ("截图.png", PNG, "image/png")),
            ("private", ("身份证.png", PNG, "image/png")),
        ]
        self._do("say", files=files)
        seen = self._seen(self.path)
        self.assertRegex(seen, r"截图.png \S+ \S+ · the company does not see it yet")
        self.assertRegex(seen, r"身份证.png \S+ \S+ · the company does not see it E?")
        self.case.with_user(self.agent).action_release_exhibits()
        seen = self._seen(self.path)
        self.assertRegex(seen, r"截图.png \S+ \S+ · the company sees it")
        self.assertEqual(seen.count("the company sees it"), 1)
        self.assertIn("We showed your proof to the company E1", seen)

    def test_an_answer_to_a_question(self):
        self.case.with_user(self.agent)._happen("ask", payload={"text": "哪个号码？"})
        self.assertIn("Our question to you 哪个号码？", self._seen(self.path))
        self._do("say", text="13900139000")
        self.assertStands(self.case, "investigating")

    def test_what_is_not_taken_is_given_back(self):
        forged = [("files", ("x.png", b"<script>1</script>", "image/png"))]
        self._do("say", text="很长的故事", files=forged)
        page = self._get(self.path).text
        self.assertIn("很长的故事</textarea>", page)
        self.assertIn("Nothing was sent yet", page)
        self.assertFalse(self.case.exhibit_ids)
        self._do("say", text="")
        self.assertIn("Please write something", self._seen(self.path))
        self._do("say", text="x" * 4001)
        self.assertIn("The message is too long", self._seen(self.path))

    def test_agreeing_and_getting_it(self):
        """What was offered is agreed, then done; both counts once."""
        self._answer()
        self.remedy.write({"state": "offered", "offered": "退51元"})
        self.assertIn("Offered: 退51元", self._seen(self.path))
        self._do("accept")
        self.assertStands(self.case, "accepted")
        self.assertEqual(self.remedy.state, "agreed")
        self.assertLessEqual({"perform", "default"}, self._doors())
        self._do("perform")
        self.assertEqual(self.remedy.state, "performed")
        self.assertNotIn("perform", self._doors())
        self._do("perform")
        done = self.case.timeline_ids.filtered(lambda each: each.code == "perform")
        self.assertEqual(done.mapped("actor"), ["consumer"])

    def test_nothing_came(self):
        self._answer()
        self._do("accept")
        self._do("default")
        self.assertStands(self.case, "accepted")
        self.assertIn("please say in a few words why", self._seen(self.path))
        self._do("default", text="一分钱没到账")
        self.assertStands(self.case, "disputed")
        self.assertIn("一分钱没到账", self._seen(self.path))

    def test_disagreeing_needs_a_reason(self):
        self._answer()
        self._do("dispute", text=" ")
        self.assertStands(self.case, "answered")
        self._do("dispute", text="不是我要的")
        self.assertStands(self.case, "disputed")
        self.assertEqual(self.case.timeline_ids[-1]._content()["reason"], "不是我要的")

    def test_withdrawing_is_asked_once_more(self):
        self.assertIn("Withdraw the complaint", self._seen(f"{self.path}/withdraw"))
        self.assertStands(self.case, "received")
        self._do("withdraw", text="已解决")
        self.assertStands(self.case, "withdrawn")
        self.assertEqual(self._doors(), {"reopen"})
        self.assertEqual(self._get(f"{self.path}/withdraw").status_code, 303)

    def test_reopening_within_the_window(self):
        self._do("withdraw")
        self._do("reopen", text="又扣费了")
        self.assertStands(self.case, "investigating")

    def test_reopening_after_the_window(self):
        self._do("withdraw")
        self.company.complaint_reopen_days = 0
        self.env.cr.execute(
            "UPDATE consumer_complaint SET closed_at = closed_at - interval '1 hour'"
            " WHERE id = %s",
            [self.case.id],
        )
        self.case.invalidate_recordset()
        self.assertEqual(self._doors(), set())
        self._do("reopen")
        self.assertStands(self.case, "withdrawn")
        self.assertIn("has moved on meanwhile", self._seen(self.path))

    def test_stars_once_per_answer(self):
        self._answer()
        self._do("rate", stars="9")
        self.assertIn("choose from one to five stars", self._seen(self.path))
        self._do("rate", stars="2", text="太慢")
        rating = self.case.rating_ids
        self.assertEqual((rating.rating, rating.feedback), (2, "太慢"))
        self.assertNotIn("rate", self._doors())
        self._do("rate", stars="5")
        self.assertEqual(len(self.case.rating_ids), 1)

    def test_only_what_the_life_allows(self):
        """Doors that the page does not offer do nothing either."""
        self.assertEqual(self._doors(), {"say"})
        for door in ("accept", "dispute", "perform", "default", "reopen"):
            self.assertEqual(self._do(door, text="x").status_code, 303)
            self.assertIn("has moved on meanwhile", self._seen(self.path))
        self.assertStands(self.case, "received")

    def test_too_many_sendings_in_an_hour(self):
        press = self.env["service.form.press"]
        for number in range(30):
            press._is_first(f"consumer.complaint:{self.case.id}:{number:032x}")
        self._do("say", text="又来了")
        self.assertIn("You wrote many times", self._seen(self.path))
        self.assertFalse(self.case.timeline_ids.filtered(lambda e: e.code == "add"))

    def test_forms_need_their_token(self):
        """Nothing changes by GET, nor by a form of another site."""
        self._answer()
        for door in ("say", "accept", "dispute", "rate", "perform", "reopen"):
            self.assertIn(self._get(f"{self.path}/{door}").status_code, (404, 405))
            response = self._do(door, csrf_token="x", text="x", stars="1")
            self.assertEqual(response.status_code, 400)
        self.assertEqual(self._do("withdraw", csrf_token="x").status_code, 400)
        self.assertStands(self.case, "answered")

    def test_chinese(self):
        """A Chinese visitor's pages have no word of English."""
        chinese.load(
            self.env,
            "service_region",
            "service_door",
            "service_deadline",
            "consumer_complaints",
        )
        self.company.name = "测试公司"
        self.case.complainant_id.name = "王芳"
        self._answer()
        self.opener.cookies["frontend_lang"] = "zh_CN"
        for path in ("/complaint", self.path, f"{self.path}/withdraw"):
            labels = set(chinese.labels_of_page(self.url_open(path).text))
            # languages have their own names, cases their numbers and links
            link = self.case._link_for("consumer").sudo().url
            for own in ("English (US)", self.case.number, link):
                labels = {(label or "").replace(own, "") for label in labels}
            self.assertEqual(chinese.english(labels), [], path)


@tagged("post_install", "-at_install")
class TestComplaintPortal(ConsumerDoorCase):
    """Who has an account finds all own complaints, and nobody else's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = cls._create_portal_user()
        cls.other = cls._create_portal_user("complaint_other", "张三")
        cls.own, cls.ended, cls.others = (
            cls._create_complaint(
                name=name,
                complainant_id=cls._create_complainant(partner_id=partner.id).id,
            )
            for name, partner in (
                ("我的套餐", cls.user.partner_id),
                ("旧的投诉", cls.user.partner_id),
                ("别人的投诉", cls.other.partner_id),
            )
        )
        cls.ended._happen("withdraw", role="consumer")

    def setUp(self):
        super().setUp()
        self.authenticate(self.user.login, self.user.login)

    def test_the_list(self):
        seen = {
            filterby: self._seen(f"/my/complaints?filterby={filterby}")
            for filterby in ("all", "open", "ended", "x'--")
        }
        for name, where in (("我的套餐", "open"), ("旧的投诉", "ended")):
            self.assertIn(name, seen["all"])
            self.assertIn(name, seen["x'--"])
            self.assertIn(name, seen[where])
        self.assertNotIn("旧的投诉", seen["open"])
        self.assertNotIn("别人的投诉", "".join(seen.values()))

    def test_pages_of_the_list(self):
        complainant = self._create_complainant(partner_id=self.user.partner_id.id)
        for number in range(20):
            self._create_complaint(name=f"第{number}件", complainant_id=complainant.id)
        self.assertNotIn("旧的投诉", self._seen("/my/complaints"))
        self.assertIn("旧的投诉", self._seen("/my/complaints/page/2"))
        self.assertIn("旧的投诉", self._seen("/my/complaints?page=2"))
        self.assertNotIn("旧的投诉", self._seen("/my/complaints?page=x"))

    def test_the_counter(self):
        found = self.make_jsonrpc_request(
            "/my/counters", {"counters": ["complaint_count"]}
        )
        self.assertEqual(found["complaint_count"], 2)

    def test_the_same_page_as_by_the_link(self):
        path = f"/my/complaints/{self.own.id}"
        self.assertIn(self.own.number, self._seen(path))
        self._post(f"{path}/say", text="还没好")
        self.assertIn("还没好", self._seen(path))
        self._post(f"{path}/withdraw")
        self.own.invalidate_recordset()
        self.assertStands(self.own, "withdrawn")

    def test_others_cases_are_none(self):
        """The same answer as for a case that is not there; nothing happens to it."""
        for complaint_id in (self.others.id, 2**31 - 1, 2**31, 0):
            path = f"/my/complaints/{complaint_id}"
            self.assertEqual(self._get(path).status_code, 404)
            for door in ("say", "withdraw", "accept", "rate"):
                self.assertEqual(
                    self._post(f"{path}/{door}", text="x").status_code, 404
                )
        self.others.invalidate_recordset()
        self.assertStands(self.others, "received")

    def test_without_login(self):
        self.authenticate(None, None)
        path = f"/my/complaints/{self.own.id}"
        self.assertIn("/web/login", self._get(path).headers["Location"])
        self.assertIn("/web/login", self._get("/my/complaints").headers["Location"])
        response = self._post(f"{path}/withdraw", csrf_token=Request.csrf_token(self))
        self.assertEqual(response.status_code, 404)
        self.own.invalidate_recordset()
        self.assertStands(self.own, "received")

    def test_no_right_on_the_models(self):
        """The door alone shows them."""
        for model in ("complaint", "complainant", "exhibit", "timeline", "link"):
            records = self.env[f"consumer.{model}"].with_user(self.user)
            self.assertFalse(records.has_access("read"), model)
