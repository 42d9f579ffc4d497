from odoo.exceptions import ValidationError

from .taxonomy_common import OTHER_CODE, TaxonomyCase


class TestRespondent(TaxonomyCase):
    """Whom complaints are about, as an agent enters it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.country_id = cls.env.ref("base.cn")
        cls.env = cls.env(user=cls.agent)

    def test_address_finds_the_region(self):
        respondent = self._create_respondent(address="长沙市岳麓区枫林三路1号")
        self.assertEqual(respondent.region_id.code, "430104")

    def test_found_by_every_name(self):
        respondent = self._create_respondent(
            licence_name="湖南云上科技有限公司",
            uscc=OTHER_CODE,
            name_ids=[(0, 0, {"name": "星空盘", "kind": "former"})],
        )
        for text in ("云盘", "云上科技", "星空", OTHER_CODE[-9:]):
            found = self.env["consumer.respondent"].name_search(text)
            self.assertIn(respondent.id, [id_ for id_, _name in found], text)

    def test_phone_is_formatted(self):
        """As the numbering plan writes it; hotlines keep their own form."""
        respondent = self._create_respondent(phone="073188887777")
        self.assertEqual(respondent.phone, "+86 731 8888 7777")
        respondent.phone = " 10086 "
        self.assertEqual(respondent.phone, "10086")

    def test_a_wrong_email_is_named(self):
        with self.assertRaisesRegex(ValidationError, "Email: “nobody at all”"):
            self._create_respondent(email="nobody at all")

    def test_own_company(self):
        us = self._create_respondent("Us", partner_id=self.env.company.partner_id.id)
        other = self._create_respondent("Other", partner_id=self.partner.id)
        self.assertEqual((us | other).mapped("is_own"), [True, False])
        both = [("id", "in", (us | other).ids)]
        search = self.env["consumer.respondent"].search
        self.assertEqual(search([*both, ("is_own", "=", True)]), us)
        self.assertEqual(search([*both, ("is_own", "=", False)]), other)

    def test_without_contact_it_is_not_us(self):
        nobody = self._create_respondent("Nobody")
        self.assertFalse(nobody.is_own)
        found = self.env["consumer.respondent"].search([("is_own", "=", False)])
        self.assertIn(nobody, found)

    def test_sells_on_a_platform(self):
        platform = self._create_respondent("应用商店", is_platform=True)
        seller = self._create_respondent("小店", platform_id=platform.id)
        self.assertEqual(platform.seller_ids, seller)

    def test_only_a_platform_is_sold_on(self):
        shop = self._create_respondent("Shop")
        with self.assertRaisesRegex(ValidationError, "Shop is not marked"):
            self._create_respondent(platform_id=shop.id)

    def test_a_platform_with_sellers_stays_one(self):
        platform = self._create_respondent("Store", is_platform=True)
        self._create_respondent(platform_id=platform.id)
        with self.assertRaisesRegex(ValidationError, "Store is not marked"):
            platform.is_platform = False

    def test_no_circle_of_platforms(self):
        one = self._create_respondent("One", is_platform=True)
        two = self._create_respondent("Two", is_platform=True, platform_id=one.id)
        for platform in (one, two):
            with self.assertRaisesRegex(ValidationError, "can't sell on itself"):
                one.platform_id = platform

    def test_other_company_is_not_seen(self):
        hidden = self._create_respondent()
        hidden.sudo().company_id = self._create_company()
        self.assertNotIn(hidden, self.env["consumer.respondent"].search([]))

    def test_history(self):
        """What decides the competent body is tracked."""
        tracked = self.env["consumer.respondent"]._track_get_fields()
        self.assertLessEqual(
            {"name", "licence_name", "uscc", "sector_id", "platform_id"}, tracked
        )
