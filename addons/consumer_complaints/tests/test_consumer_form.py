from datetime import datetime, timedelta
from unittest.mock import patch

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.service_door.rules import uploads
from odoo.addons.service_region.tests import chinese

from ..controllers import consumer_form
from .consumer_common import FILED, PNG, PRESS, ConsumerDoorCase


@tagged("post_install", "-at_install")
class TestConsumerForm(ConsumerDoorCase):
    """The form: what is typed becomes a case, and nothing that is typed is lost."""

    def test_the_form_asks_without_an_account(self):
        response = self._get("/complaint")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Referrer-Policy"], "no-referrer")
        self.assertIn("OBS-01", response.text)
        self.assertNotIn("云桥通信", response.text)  # whom others complain of is secret

    def test_a_story_is_filed(self):
        """Everything that was typed stands where it belongs."""
        case, path = self._filed(files=[("files", ("账单.png", PNG, "image/png"))])
        self.assertStands(case, "acknowledged", "agent")
        self.assertEqual(case.name, "我想把59元套餐改成8元")
        self.assertEqual(case.description, FILED["story"])
        self.assertEqual(case.respondent_id, self.operator)
        self.assertEqual(case.product, FILED["product"])
        self.assertEqual(case.amount, 51)
        self.assertEqual(case.practice_ids.mapped("code"), ["OBS-01", "OBS-03"])
        self.assertEqual(case.remedy_ids.mapped("kind"), ["plan_change", "refund"])
        self.assertEqual(case.remedy_ids.mapped("amount"), [0, 51])
        self.assertEqual((case.channel, case.team_id), ("web", self.team))
        self.assertEqual(case.region_id.name, "云龙区")
        self.assertEqual(case.complainant_id.name, "林小雨")
        self.assertEqual(case.complainant_id.phone, "+8613800138000")
        self.assertFalse(case.typed)
        exhibit = case.exhibit_ids
        self.assertEqual((exhibit.source, exhibit.name), ("consumer", "账单.png"))
        told = case.timeline_ids.filtered(lambda each: each.kind == "life")
        self.assertEqual(
            told.mapped(lambda each: (each.code, each.actor)),
            [("file", "consumer"), ("acknowledge", "system")],
        )
        self.assertIn("Your complaint is filed", self._seen(path))

    def test_what_shows_who_it_is_stays_with_us(self):
        """Sent at once or with a draft: the respondent never sees it, released or not;
        of all else it sees nothing before somebody looked at it."""
        files = [
            ("files", ("账单.png", PNG, "image/png")),
            ("private", ("身份证.png", PNG, "image/png")),
        ]
        path = self._path_of(self._file(do="save", files=files))
        self.assertIn("身份证.png (only for us)", self._seen(path))
        self._file(path=f"{path}/draft")
        case = self._case_of(path)
        found = {each.name: each.identity for each in case.exhibit_ids}
        self.assertEqual(found, {"账单.png": False, "身份证.png": True})
        self.assertFalse(case._exhibits_for_respondent())
        case.exhibit_ids.is_released = True
        self.assertEqual(case._exhibits_for_respondent().name, "账单.png")

    def test_too_many_files_of_both_kinds(self):
        """They count together; the first of them stay."""
        files = [("files", (f"{n}.png", PNG, "image/png")) for n in range(7)]
        files += [("private", (f"p{n}.png", PNG, "image/png")) for n in range(7)]
        path = self._path_of(self._file(do="save", files=files))
        self.assertIn("Too many files", self._seen(path))
        self.assertEqual(len(self._case_of(path)._draft_files()), 10)

    def test_the_region_follows_an_address_that_is_looked_up_late(self):
        """Also where looking it up has the case written down meanwhile."""
        case = self._create_complaint(address="不知道")
        resolve = type(case)._resolve_addresses

        def resolve_and_flush(cases):
            cases.env["consumer.complaint"].flush_model(["region_id"])
            return resolve(cases)

        with patch.object(type(case), "_resolve_addresses", resolve_and_flush):
            case.address = FILED["address"]
            self.assertEqual(case.region_status, "resolved")
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(case.region_id.name, "云龙区")

    def test_attempts_and_promises(self):
        """An attempt keeps its local time; a promise that is over is broken at once."""
        case, _path = self._filed()
        attempt = case.attempt_ids
        self.assertEqual(attempt.at, datetime(2026, 3, 2, 8, 10))  # 16:10 in China
        self.assertEqual((attempt.channel, attempt.lasted), ("phone", 23))
        self.assertEqual(attempt.source, "consumer")
        self.assertEqual(case.promise_ids.due_at, datetime(2026, 3, 4, 8, 10))
        self.assertEqual(case.promise_broken_count, 1)

    def test_notes_of_what_a_form_does_are_by_the_side_that_acts(self):
        """Not by "Public user": the clock speaks for itself, the consumer as one."""
        case, path = self._filed()
        notes = case.message_ids
        clock = notes.filtered(lambda each: "48小时内回电办理" in (each.body or ""))
        self.assertEqual(clock.author_id, self.env.ref("base.partner_root"))
        self._post(f"{path}/withdraw", text="已解决")
        self.env.invalidate_all()
        public = self.env.ref("base.public_partner")
        self.assertNotIn(public, case.message_ids.author_id)
        moved = case.message_ids.filtered("tracking_value_ids")[:1]
        self.assertIn("Consumer", moved.email_from)
        self.assertFalse(moved.author_id)

    def test_who_wrote_it_gets_the_link_by_mail(self):
        case, path = self._filed()
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertIn("lin@consumer.example.com", mail.email_to)
        self.assertIn(path, mail.body_html)
        self.assertIn(case.number, mail.subject)
        # others read the messages of a case: the link is in none of them
        self.assertNotIn(path, "".join(case.message_ids.mapped("body")))
        self.assertIn(mail.references, case.message_ids.mapped("message_id"))

    def test_without_a_mail_address_an_agent_acknowledges(self):
        case, _path = self._filed(email="")
        self.assertStands(case, "received")

    def test_an_unknown_company_makes_no_respondent(self):
        """What was typed is kept, for an agent to choose by."""
        before = self.env["consumer.respondent"].search_count([])
        case, path = self._filed(company="云桥通信南京分公司")
        self.assertFalse(case.respondent_id)
        self.assertEqual(case.respondent_text, "云桥通信南京分公司")
        self.assertEqual(self.env["consumer.respondent"].search_count([]), before)
        self.assertIn("云桥通信南京分公司", self._seen(path))

    def test_a_former_name_finds_the_company(self):
        self.operator.name_ids = [(0, 0, {"name": "老云桥"})]
        self.assertEqual(self._filed(company="老云桥")[0].respondent_id, self.operator)
        self._create_respondent("老云桥")
        twice = self._filed(company="老云桥", press="f" * 32)[0]
        self.assertFalse(twice.respondent_id)

    def test_only_chosen_names_are_suggested(self):
        self.operator.is_suggested = True
        self._create_respondent("悄悄公司")
        text = self._get("/complaint").text
        self.assertIn("云桥通信", text)
        self.assertNotIn("悄悄公司", text)

    def test_two_presses_count_once(self):
        first, again = (self._path_of(self._file(press=PRESS)) for _press in range(2))
        self.assertEqual(first, again)
        cases = self.env["consumer.complaint"].search_count(
            [("respondent_text", "=", "云桥通信")]
        )
        self.assertEqual(cases, 1)

    def test_save_and_go_on_later(self):
        """The link brings back what was typed, wrong or not; filing ends the draft."""
        files = [("files", ("账单.png", PNG, "image/png"))]
        path = self._path_of(
            self._file("save", story="还没写完", amount="很多", files=files)
        )
        draft = self._case_of(path)
        self.assertStands(draft, "draft")
        self.assertFalse(draft.timeline_ids)
        self.assertFalse(draft.complainant_id)
        page = self._get(path).text
        for kept in ("还没写完", "很多", "账单.png", 'value="OBS-03" checked', path):
            self.assertIn(kept, page.replace("\n", " ").replace("  ", ""), kept)
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertIn(path, mail.body_html)
        self._file(path=f"{path}/draft")
        draft.invalidate_recordset()
        self.assertStands(draft, "acknowledged")
        self.assertEqual(draft.exhibit_ids.mapped("name"), ["账单.png"])
        self.assertEqual(self._path_of(self._file(path=f"{path}/draft")), path)

    def test_a_file_of_a_draft_can_be_taken_back(self):
        files = [("files", (name, PNG, "image/png")) for name in ("a.png", "b.png")]
        path = self._path_of(self._file("save", files=files))
        draft = self._case_of(path)
        first = draft._draft_files()[0]
        other = self.env["ir.attachment"].create({"name": "x", "raw": b"x"})
        self._file("save", path=f"{path}/draft", drop=[str(first.id), str(other.id)])
        self.assertEqual(draft._draft_files().mapped("name"), ["b.png"])
        self.assertTrue(other.exists())

    def test_what_is_missing_is_named_and_nothing_lost(self):
        path = self._path_of(self._file(company="", story="", name="", phone="x"))
        text = self._get(path).text
        self.assertEqual(self._errors(text), ["company", "story", "name", "phone"])
        self.assertIn("Which company is it about? – Please fill this in.", text)
        self.assertIn(FILED["said_1"], text)
        self.assertStands(self._case_of(path), "draft")
        # errors are said once: who comes back later sees the form
        self.assertEqual(self._errors(self._get(path).text), [])

    def test_what_the_case_refuses_stays_a_draft(self):
        """Whatever stands against it: nothing that was typed is lost."""
        cases = self.env.registry["consumer.complaint"]
        refuse = patch.object(
            cases, "_prove_filed", side_effect=UserError("Geht nicht")
        )
        with refuse:
            path = self._path_of(self._file())
        self.assertIn("Geht nicht", self._seen(path))
        draft = self._case_of(path)
        self.assertStands(draft, "draft")
        self.assertFalse(draft.complainant_id)
        self.assertIn(FILED["said_1"], self._get(path).text)

    def test_what_is_missing_in_chinese(self):
        chinese.load(self.env, "service_region", "service_door", "consumer_complaints")
        self.opener.cookies["frontend_lang"] = "zh_CN"
        path = self._path_of(self._file(company="", phone="", email="", lang="zh_CN"))
        text = self.url_open(path).text
        self.assertEqual(self._errors(text), ["company", "phone"])

    def test_an_empty_form_is_kept_by_nobody(self):
        before = self.env["consumer.complaint"].search_count([])
        response = self._post("/complaint", do="file", lang="en_US")
        self.assertEqual(response.status_code, 200)
        self.assertIn("company", self._errors(response.text))
        self.assertEqual(self.env["consumer.complaint"].search_count([]), before)

    def test_a_program_that_fills_in_everything(self):
        response = self._file(homepage="https://spam.example.com")
        self.assertEqual(response.status_code, 200)
        self.assertIn(FILED["said_1"], response.text)

    def test_files_that_are_not_taken(self):
        """What is no proof is named, what is stays; too many are too many."""
        files = [
            ("files", ("ok.png", PNG, "image/png")),
            ("files", ("x.png", b"<script>1</script>", "image/png")),
        ]
        path = self._path_of(self._file(files=files))
        self.assertIn("x.png", self._seen(path))
        draft = self._case_of(path)
        self.assertStands(draft, "draft")
        self.assertEqual(draft._draft_files().mapped("name"), ["ok.png"])
        many = [("files", (f"{n}.png", PNG, "image/png")) for n in range(11)]
        self._file(path=f"{path}/draft", files=many)
        self.assertIn("Too many files", self._seen(path))
        self.assertEqual(len(draft._draft_files()), 10)

    def test_a_file_that_is_too_large(self):
        limits = consumer_form.EVIDENCE._replace(max_bytes=50)
        name = (
            "odoo.addons.consumer_complaints.models.consumer_complaint_typed.EVIDENCE"
        )
        files = [("files", ("groß.png", PNG, "image/png"))]
        with patch(name, limits):
            path = self._path_of(self._file(files=files))
        self.assertIn("This file is too large: groß.png", self._seen(path))

    def test_too_many_of_one_person(self):
        """The sixth within the hour waits; what was typed is still there."""
        for number in range(5):
            self._filed(press=f"{number:032x}")
        response = self._file(press="f" * 32)
        self.assertEqual(response.status_code, 429)
        self.assertIn(FILED["said_1"], response.text)
        other = self._file(press="e" * 32, phone="13800138001", email="")
        self.assertEqual(other.status_code, 303)

    def test_too_many_of_one_place(self):
        with patch.dict(consumer_form.MOST, place=2):
            for number in range(2):
                self._file("save", press=f"{number:032x}", phone=f"1380013800{number}")
            self.assertEqual(self._file("save", press="f" * 32).status_code, 429)

    def test_too_many_bytes_of_one_place(self):
        """Whatever forms they come by; words alone are still taken, and a second press
        of the same form counts once."""
        files = [("files", ("a.png", PNG, "image/png"))]
        with patch.object(uploads, "MAX_AN_HOUR", 2 * len(PNG)):
            path = self._path_of(self._file("save", files=files, press=PRESS))
            self._file("save", files=files, press=PRESS)
            draft = self._case_of(path)
            self._file("save", path=f"{path}/draft", files=files)
            self.assertEqual(len(draft._draft_files()), 2)
            for where in ("/complaint", f"{path}/draft"):
                refused = self._file("save", path=where, files=files, press="f" * 32)
                self.assertEqual(refused.status_code, 429)
                self.assertIn("Too many large files", refused.text)
                self.assertIn(FILED["said_1"], refused.text)
            self.assertEqual(len(draft._draft_files()), 2)
            self._file(path=f"{path}/draft", press="e" * 32)
            self.assertStands(self._case_of(path), "acknowledged")
            self._post(f"{path}/say", text="还有", files=files)
            self.assertIn("Too many large files", self._seen(path))

    def test_a_form_of_another_site_is_refused(self):
        self.assertEqual(self._file(csrf_token="x").status_code, 400)
        path = self._path_of(self._file("save"))
        response = self._file(path=f"{path}/draft", csrf_token="x")
        self.assertEqual(response.status_code, 400)
        self.assertStands(self._case_of(path), "draft")

    def test_throwing_it_away(self):
        """Asked once more, then nothing of it is left."""
        files = [("files", ("账单.png", PNG, "image/png"))]
        path = self._path_of(self._file("save", files=files))
        draft = self._case_of(path)
        kept = draft._draft_files()
        self.assertIn("Throw the form away?", self._seen(f"{path}/withdraw"))
        self.assertTrue(draft.exists())
        self._post(f"{path}/withdraw")
        self.assertFalse(draft.exists())
        self.assertFalse(kept.exists())
        self.assertEqual(self._get(path).status_code, 404)

    def test_drafts_that_nobody_finished(self):
        path = self._path_of(self._file("save"))
        draft = self._case_of(path)
        case, _path = self._filed(press=PRESS)
        self.env["consumer.complaint"]._gc_drafts()
        self.assertTrue(draft.exists())
        later = fields.Datetime.now() + timedelta(days=61)
        with patch.object(fields.Datetime, "now", lambda: later):
            self.env["consumer.complaint"]._gc_drafts()
        self.assertFalse(draft.exists())
        self.assertTrue(case.exists())

    def test_nobody_reads_what_a_draft_holds(self):
        """An agent sees that there is one, not what was typed, and can't file it."""
        draft = self._case_of(self._path_of(self._file("save", story="")))
        case = draft.with_user(self.agent).sudo(False)
        with self.assertRaises(AccessError):
            case.read(["typed"])
        with self.assertRaisesRegex(UserError, "not finished yet"):
            case._happen("file")

    def test_somebody_who_is_logged_in(self):
        """The portal's user need not type the own name, and finds the case there."""
        user = self._create_portal_user()
        self.authenticate(user.login, user.login)
        self.assertIn("小雨门户", self._get("/complaint").text)
        case, _path = self._filed()
        self.assertEqual(case.complainant_id.partner_id, user.partner_id)
