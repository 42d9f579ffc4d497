import base64

from odoo import Command
from odoo.tests import tagged

from odoo.addons.service_region.tests import chinese

from .sides_common import PRESS, SidesCase


class BodyCase(SidesCase):
    """A case that lies with the appeal body and with an association."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.referral = cls._refer("telecom_appeal")
        cls.path = cls._path("body", cls.referral)

    @classmethod
    def _refer(cls, kind):
        domain = [("kind", "=", kind), ("region_id.code", "=", "330000")]
        referral = cls.env["consumer.referral"].create(
            {
                "complaint_id": cls.complaint.id,
                "body_id": cls.env["consumer.body"].search(domain, limit=1).id,
                "reason": "应由浙江受理",
                "demand": "请责令改套餐",
            }
        )
        referral.with_user(cls.officer)._happen("send")
        return referral

    def _say(self, event, path=None, files=None, **said):
        said = {"event": event, "press": PRESS, **said}
        return self._post(f"{path or self.path}/say", files, **said)

    def _last(self):
        self.complaint.invalidate_recordset()
        return self.complaint.timeline_ids[-1]


@tagged("post_install", "-at_install")
class TestBodyPage(BodyCase):
    """A body reads what was referred to it, and says what becomes of it."""

    def test_shows_the_referral(self):
        response = self._get(self.path)
        self.assertEqual(response.status_code, 200)
        body = self.referral.body_id.name
        for shown in (self.complaint.number, body, "云桥通信", "应由浙江", "请责令改"):
            self.assertIn(shown, response.text)
        self.assertNotIn("/dossier/", response.text)
        self.assertClosed(f"{self.path}/dossier/pdf")

    def test_hands_out_the_dossier_that_was_sent(self):
        """Not a later one: what happened since was not sent."""
        referral = self.referral.with_user(self.officer)
        referral.action_body_link()
        sent = referral.dossier_id
        self.complaint._log("note", "said", {"text": "后来的事"})
        referral.action_body_link()
        self.assertEqual(referral.dossier_id, sent)
        self.assertIn(sent.sha256, self._page(self.path))
        for kind, field in (("pdf", "pdf"), ("zip", "archive")):
            file = self._get(f"{self.path}/dossier/{kind}")
            self.assertEqual(file.content, base64.b64decode(sent.sudo()[field]))
            self.assertIn("attachment", file.headers["Content-Disposition"])
            self.assertIn("no-store", file.headers["Cache-Control"])
        self.assertClosed(f"{self.path}/dossier/sha256", f"{self.path}/dossier/id")
        referral.action_withdraw()
        self.assertIn("was taken back", self._page(self.path))
        self.assertClosed(f"{self.path}/dossier/pdf")

    def test_receipt_is_confirmed_under_their_number(self):
        self.assertEqual(self._say("acknowledge").status_code, 200)
        self.assertEqual(self.referral.state, "sent")
        self._say("acknowledge", reference="浙申〔2026〕12号")
        self.referral.invalidate_recordset()
        self.assertEqual(self.referral.state, "acknowledged")
        self.assertEqual(self.referral.reference, "浙申〔2026〕12号")
        self.assertEqual(self._last().actor, "body")
        page = self._page(self.path)
        self.assertIn("浙申〔2026〕12号", page)
        self.assertNotIn('value="acknowledge"', page)

    def test_from_taking_up_to_a_settlement(self):
        self._say("accept")
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "mediation")
        page = self._page(self.path)
        self.assertNotIn('value="refuse"', page)
        self._say("refuse", text="不予受理")
        self.assertEqual(self.referral.state, "accepted")
        self.assertIn("can't be done any more", self._page(self.path))
        files = [("documents", ("协议.pdf", b"%PDF-1.4 x", "application/pdf"))]
        self._say("settle", files=files, text="次月起改为 8 元档")
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "settled")
        self.assertEqual(self.referral.answer, "次月起改为 8 元档")
        self.assertEqual(self.complaint.exhibit_ids.source, "body")
        self.assertEqual(self._last()._content()["exhibits"], ["E1"])
        page = self._page(self.path)
        self.assertIn("次月起改为", page)
        self.assertNotIn("/say", page)

    def test_a_refusal_needs_its_ground(self):
        page = self._say("refuse").text
        self.assertIn('id="fault_text"', page)
        self.assertEqual(self.referral.state, "sent")
        self._say("refuse", text="已向法院起诉")
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "disputed")

    def test_a_decision_answers_the_case(self):
        self._say("accept")
        self._say("decide", text="应予变更")
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "answered")
        clock = self.referral.deadline_ids.filtered(
            lambda one: one.policy_id.code == "CN_TEL_APPEAL_ACCEPT_5WD"
        )
        self.assertEqual(clock.state, "met")

    def test_a_mediation_that_ends_without_a_settlement(self):
        self._say("accept")
        self._say("end")
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "disputed")

    def test_a_question_is_noted_and_somebody_asked_to_answer(self):
        before = self.complaint.state, self.referral.state
        self._say("ask", text="请提供通话录音")
        self._say("ask", text="请提供通话录音")
        entry = self._last()
        self.assertEqual((entry.kind, entry.code), ("referral", "asked"))
        self.assertEqual((self.complaint.state, self.referral.state), before)
        activity = self.referral.activity_ids
        self.assertEqual(activity.user_id, self.officer)
        self.assertIn("请提供通话录音", activity.note)
        self.assertIn("请提供通话录音", self._page(self.path))

    def test_a_second_body_moves_nothing_the_first_has_in_hand(self):
        other = self._refer("association")
        path = self._path("body", other)
        self._say("accept")
        self._say("refuse", path=path, text="重复")
        self.complaint.invalidate_recordset()
        self.assertStands(self.complaint, "mediation")
        self.assertEqual(other.state, "refused")
        self.assertIn("重复", self._page(path))
        self.assertNotIn("重复", self._page(self.path))

    def test_of_a_case_that_ended_nothing_is_asked(self):
        self.complaint._happen("withdraw", role="consumer")
        page = self._page(self.path)
        self.assertIn("has ended", page)
        self.assertNotIn("/say", page)
        before = self._stands()
        self._say("decide", text="x")
        self.assertEqual(self._stands(), before)

    def test_no_other_link_opens_it(self):
        draft = self.referral.copy({"body_id": self._other_body().id})
        wrong = self.path[:-1] + ("0" if self.path[-1] != "0" else "1")
        respondents = self._path("respondent").replace("/r/", "/b/")
        own = self._path("body", draft)
        self.assertEqual(draft.state, "draft")
        self.assertClosed(wrong, respondents, own, self.path.replace("/b/", "/r/"))
        self._expire(self.path)
        self.assertClosed(self.path, f"{self.path}/dossier/pdf")
        self.assertEqual(self._say("accept").status_code, 404)

    def _other_body(self):
        domain = [("kind", "=", "association"), ("region_id.code", "=", "330000")]
        return self.env["consumer.body"].search(domain, limit=1)

    def test_forms_need_their_token(self):
        before = self._stands()
        self.assertEqual(self._get(f"{self.path}/say").status_code, 405)
        self.assertEqual(self._say("accept", csrf_token="x").status_code, 400)
        self.assertEqual(self._stands(), before)

    def test_chinese(self):
        """A Chinese reader's pages of both sides have no word of English."""
        chinese.load(
            self.env,
            "service_region",
            "service_door",
            "service_deadline",
            "consumer_complaints",
        )
        self.env.company.name = "测试公司"
        self.opener.cookies["frontend_lang"] = "zh_CN"
        self.referral.with_user(self.officer).action_body_link()
        self._say("ask", text="请提供录音")
        other = self._create_complaint(
            remedy_ids=[Command.create({"kind": "refund", "amount": 51})]
        )
        other.with_user(self.agent)._happen("forward")
        path = self._path("respondent", complaint=other)
        remedy = other.remedy_ids.id
        said = {"explanation": "已核实", f"reply_{remedy}": "full"}
        pages = [self._page(self.path), self._page(path)]
        pages.append(self._post(f"{path}/answer").text)
        pages.append(self._post(f"{path}/answer", **said).text)
        self._post(f"{path}/answer", **said, step="send")
        other._happen("accept", role="consumer")
        pages.append(self._page(path))
        formats = "JPEG, PNG, WebP, GIF, PDF, MP3, M4A, AMR, WAV, OGG, MP4, MOV"
        same = {formats, self.complaint.number, other.number}
        same.add(self.referral.dossier_id.sha256)
        for page in pages:
            labels = set(chinese.labels_of_page(page))
            wrong = set(chinese.english(labels)) - same
            self.assertFalse(wrong)
