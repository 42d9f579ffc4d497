import re
from datetime import datetime

from freezegun import freeze_time

from odoo.tests import tagged

from .consumer_common import ConsumerDoorCase

# Friday 25 September 2026, ten past four in the afternoon in China.
FRIDAY = datetime(2026, 9, 25, 8, 10)
UNSOLVED = "Word from us after it came back unsolved"


@tagged("post_install", "-at_install")
class TestConsumerPageStory(ConsumerDoorCase):
    """What the page tells of dates: by when, since when, until when the link opens."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time(FRIDAY):
            cls.case = cls._create_complaint(user_id=cls.officer.id)
            cls.case.with_user(cls.agent)._happen("forward")

    def _by_when(self):
        """The first clock of others that the page shows, in one line."""
        return self._seen(self._path_to(self.case)).partition("By when ")[2]

    def _disagree(self):
        with freeze_time("2026-09-28 02:00:00"):
            self.case._happen("answer", role="respondent", answer="不能改")
        with freeze_time("2026-09-28 03:00:00"):
            self.case._happen("dispute", role="consumer")

    def _refer(self):
        kind = [("kind", "=", "telecom_appeal"), ("region_id.code", "=", "330000")]
        referral = self.env["consumer.referral"].create(
            {
                "complaint_id": self.case.id,
                "body_id": self.env["consumer.body"].search(kind, limit=1).id,
                "reason": "应由浙江受理",
            }
        )
        referral.with_user(self.officer)._happen("send")
        return referral

    def test_the_bodys_date_stands_first_once_it_has_the_case(self):
        """Before what the company is late with."""
        referral = self._refer()
        clock = referral.deadline_ids._open()[:1]
        self.assertTrue(clock)
        seen = self._by_when()
        self.assertTrue(seen.startswith(clock.name), seen[:300])
        ends = self.case._moment_in_words(clock.due_at)
        self.assertIn(f"At the latest: {ends}", seen[:300])
        self.assertIn("Who must act: The appeal body", seen[:400])
        self.assertEqual(self.case._next_in_words(), ends)

    def test_a_body_without_a_term_is_not_given_ours(self):
        referral = self._refer()
        referral.deadline_ids.sudo().write({"state": "cancelled"})
        seen = self._by_when()
        self.assertTrue(seen.startswith("No deadline runs for whoever has"), seen[:200])
        self.assertEqual(self.case._next_in_words(), "")

    def test_disagreeing_starts_a_clock_of_ours(self):
        self.assertNotIn(UNSOLVED, self._by_when())
        self._disagree()
        clock = self.assertRuns(self.case, "COMPLAINT_DISPUTED")
        # five working days of the company after Monday, to the end of the last
        self.assertEqual(clock.due_at, datetime(2026, 10, 5, 16))
        with freeze_time("2026-09-28 04:00:00"):
            seen = self._by_when()
        self.assertTrue(seen.startswith(UNSOLVED), seen[:300])
        self.assertIn("Who must act: Ourselves", seen[:300])

    def test_handing_on_and_answering_end_it(self):
        self._disagree()
        clock = self.assertRuns(self.case, "COMPLAINT_DISPUTED")
        with freeze_time("2026-09-29 03:00:00"):
            self._refer()
        self.assertEqual(clock.state, "met")

    def test_the_past_stands_at_its_time_with_what_was_said(self):
        """What was typed is shown back: how, how long, what they said and promised."""
        case, path = self._filed()
        entries = re.findall(
            r'(?s)<time[^>]*datetime="([^"]+)".*?</li>', self.url_open(path).text
        )
        self.assertIn("2026-03-02T08:10:00Z", entries)  # 16:10 in China
        seen = self._seen(path)
        told = seen.partition("What happened so far")[2]
        self.assertIn("By telephone · 23 min 先看看别的优惠", told)
        promised = told.index("Something was promised to you 48小时内回电办理 At the")
        self.assertIn("03/02/2026 16:10", told[promised - 30 : promised])
        missed = told.index("The promise was broken 48小时内回电办理")
        self.assertIn("03/04/2026 16:10", told[missed - 30 : missed])
        # the latest first: filing comes before all of it
        self.assertLess(told.index("You filed your complaint"), missed)
        self.assertLess(missed, promised)

    def test_erased_words_are_not_shown(self):
        case, path = self._filed()
        case.attempt_ids.sudo().write({"said": False})
        self.assertNotIn("先看看别的优惠", self._seen(path))

    def test_the_link_says_where_it_is_given_until_when_it_opens(self):
        """In the notice of the filing, and later in a part of its own; once a page."""
        # a database of before keeps the mails of before
        self.env.ref("consumer_complaints.mail_template_filed").reset_template()
        case, path = self._filed()
        link = case._link_for("consumer").sudo()
        until = f"valid until {case._moment_in_words(link.expires_on)}"
        first, later = self._seen(path), self._seen(path)
        self.assertIn("Your complaint is filed", first)
        for seen in (first, later):
            self.assertEqual(seen.count(until), 1)
            self.assertEqual(seen.count("Copy the link"), 1)
            self.assertNotIn("at any time", seen)
        self.assertLess(first.index(until), first.index("What happens next"))
        mail = self.env["mail.mail"].sudo().search([], order="id desc", limit=1)
        self.assertIn(until, " ".join(mail.body_html.split()))

    def test_a_saved_form_says_it_as_well(self):
        path = self._path_of(self._file(do="save"))
        draft = self._case_of(path)
        link = draft._link_for("consumer").sudo()
        seen = self._seen(path)
        self.assertIn(f"valid until {draft._moment_in_words(link.expires_on)}", seen)

    def test_whose_turn_is_hers_is_not_contradicted(self):
        self.case._happen("answer", role="respondent", answer="不能改")
        self.case.write({"harmed_on": "2026-09-01", "is_charge": True})
        seen = self._seen(self._path_to(self.case))
        self.assertIn("Whose turn it is You", seen)
        self.assertIn("Your own time limits", seen)
        self.assertNotIn("need not do anything", seen)
