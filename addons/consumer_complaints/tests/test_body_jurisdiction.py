from datetime import date

from odoo.addons.service_region.tests import chinese

from ..rules.jurisdiction_types import Case, Channel
from .body_common import BodyCommon

TODAY = date(2025, 11, 25)
BEIJING = ("110108", "110000")


class TestBodyJurisdiction(BodyCommon):
    """The shipped bodies, asked by the rule."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bodies = cls.Body.with_user(cls.agent)

    def _propose(self, region, **facts):
        facts = {
            "today": TODAY,
            "sector": "telecom",
            "told_on": date(2025, 11, 1),
            "harmed_on": date(2025, 10, 20),
            "complainant": BEIJING,
            **facts,
        }
        place = self._region(region)
        path = self.bodies._region_paths(place)[place.id]
        return self.bodies._propose(Case(respondent=path, **facts))

    def test_telecom_in_three_provinces(self):
        """Who complains in Beijing is sent to where the operator is."""
        for region, first in (
            ("330106", ["CN-TA-330000", "CN-CA-330106", "CN-CA-330100"]),
            ("410105", ["CN-TA-410000", "CN-CA-410105", "CN-CA-410100"]),
            ("500103", ["CN-TA-500000", "CN-CA-500103"]),
        ):
            with self.subTest(region):
                proposal = self._propose(region)
                self.assertEqual([each.body for each in proposal.candidates], first)
                self.assertEqual(proposal.rung, "regulator")

    def test_every_sector_finds_somebody(self):
        for sector in ("telecom", "postal", "financial", "goods", "prepaid_membership"):
            with self.subTest(sector):
                proposal = self._propose("433123", sector=sector)
                self.assertGreater(len(proposal.candidates), 1)

    def test_a_town_lies_in_its_county(self):
        proposal = self._propose("433123101", sector="goods")
        self.assertEqual(proposal.candidates[0].body, "CN-CA-433123")

    def test_days_of_the_body_decide(self):
        """A manager knows a newer rule: it is the row that says how long to wait."""
        self._body("CN-TA-330000").with_user(self.manager).answer_days = 30
        proposal = self._propose("330106")
        self.assertEqual(proposal.rung, "company")

    def test_a_body_switched_off(self):
        self._body("CN-TA-330000").with_user(self.manager).active = False
        proposal = self._propose("330106")
        self.assertEqual(proposal.candidates[0].body, "CN-TA")

    def test_other_countries(self):
        for country, sector, first in (
            ("GB", "telecom", "GB-CISAS"),
            ("GB", "financial", "GB-FOS"),
            ("FR", "goods", "FR-ADR"),
            ("US", "telecom", "US-FCC"),
            ("AU", "telecom", "AU-ACMA"),
            ("HK", "goods", "HK-CC"),
            ("SG", "goods", "SG-CASE"),
            ("JP", "goods", "JP-NCAC"),
        ):
            with self.subTest(country):
                case = Case(
                    TODAY, country=country, sector=sector, told_on=date(2025, 9, 1)
                )
                proposal = self.bodies._propose(case)
                self.assertIn(first, [each.body for each in proposal.candidates])

    def test_queries(self):
        """One for the bodies, however many places and channels there are."""
        paths = self.bodies._region_paths(
            self._region("330106") | self._region("410105")
        )
        here, there = paths.values()
        channels = (Channel("association", "filed", "CN-CA-330106"),)
        case = Case(
            TODAY,
            respondent=here,
            platform=there,
            complainant=BEIJING,
            on_platform=True,
            shows_address=True,
            channels=channels,
        )
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.bodies._propose(case)

    def test_paths_of_many_regions_in_few_queries(self):
        regions = self.env["service.region"].search(
            [("code", "=like", "33%")], limit=50
        )
        self.bodies._region_paths(regions[:1])  # reads who the user is, too
        regions.invalidate_model()
        with self.assertQueryCount(2):
            paths = self.bodies._region_paths(regions)
        self.assertEqual(len(paths), 50)
        county = self._region("330106")
        self.assertEqual(
            self.bodies._region_paths(county),
            {county.id: ("330106", "330100", "330000")},
        )
        self.assertEqual(self.bodies._region_paths(county.browse()), {})

    def test_in_words(self):
        """Bodies and regions by name, days as the reader writes them."""
        proposal = self._propose("410105", told_on=date(2025, 11, 16))
        refusal = next(r for r in proposal.refusals if r.body == "CN-TA-410000")
        association = proposal.candidates[0]
        bodies = self.bodies.with_context(lang="en_US")
        why_not, why = bodies._word_steps(refusal.steps, association.steps)
        self.assertEqual(
            why_not,
            "the respondent has had only 9 of its 15 days; possible after 12/01/2025 "
            "(MIIT Order 35, art. 10(4))",
        )
        self.assertEqual(
            why,
            "the respondent is in 河南省郑州市金水区; the consumer association of the "
            "county (Consumer Rights Protection Law, art. 37)",
        )

    def test_a_channel_in_words(self):
        channels = (Channel("association", "accepted", "CN-CA-410105", TODAY),)
        proposal = self._propose("410105", channels=channels)
        (told,) = self.bodies._word_steps(proposal.refusals[0].steps)
        self.assertIn(self._body("CN-CA-410105").name, told)

    def test_in_chinese(self):
        """A Chinese reader reads Chinese reasons, dates and names, and nothing else."""
        chinese.load(self.env, "consumer_complaints")
        bodies = self.bodies.with_context(lang="zh_CN")
        proposal = self._propose("410105", told_on=date(2025, 11, 16))
        refusal, association = proposal.refusals[0], proposal.candidates[0]
        why_not, why, mind = bodies._word_steps(
            refusal.steps, association.steps, association.warnings
        )
        self.assertEqual(
            why_not,
            "被投诉方的15日答复期仅过去9日，2025/12/01之后方可提出"
            "（《电信用户申诉处理办法》（工信部令第35号）第十条第四项）",
        )
        self.assertEqual(
            why,
            "被投诉方在河南省郑州市金水区；"
            "由县级消费者组织处理（《消费者权益保护法》第三十七条）",
        )
        self.assertEqual(chinese.english([mind, *mind.split("；")]), [])

    def test_screens_in_chinese(self):
        chinese.load(self.env, "consumer_complaints")
        env = self.env(user=self.manager, context={"lang": "zh_CN"})
        views = [(False, "list"), (False, "form"), (False, "search")]
        labels = [*chinese.labels_of_views(env, "consumer.body", views)]
        self.assertGreater(len(labels), 30)
        self.assertEqual(chinese.english(labels), [])
