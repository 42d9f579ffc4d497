from odoo.tests import Form

from .taxonomy_common import OTHER_CODE, TaxonomyCase


class TestRespondentSimilar(TaxonomyCase):
    """Who makes a respondent sees those that are perhaps the same one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(user=cls.agent)
        cls.known = cls._create_respondent(
            "云盘",
            licence_name="湖南云上科技有限公司",
            uscc=OTHER_CODE,
            name_ids=[(0, 0, {"name": "星空盘", "kind": "former"})],
        )

    def _similar(self, **values):
        form = Form(self.env["consumer.respondent"])
        form.name = values.pop("name", "Another")
        for name, value in values.items():
            form[name] = value
        return self.env["consumer.respondent"].browse(form.similar_ids.ids)

    def test_same_name(self):
        self.assertEqual(self._similar(name="云盘 有限公司"), self.known)

    def test_same_licence_name(self):
        """Legal form and punctuation make no other company."""
        found = self._similar(licence_name="湖南云上科技（中国）股份有限公司")
        self.assertEqual(found, self.known)

    def test_brand_that_is_the_others_licence_name(self):
        self.assertEqual(self._similar(name="湖南云上科技"), self.known)

    def test_former_name(self):
        self.assertEqual(self._similar(name="星空盘"), self.known)

    def test_same_code(self):
        self.assertEqual(self._similar(uscc=OTHER_CODE.lower()), self.known)

    def test_archived_one_is_shown(self):
        self.known.active = False
        self.assertEqual(self._similar(name="云盘"), self.known)

    def test_branch_in_another_province_is_another(self):
        self.assertFalse(self._similar(licence_name="浙江云上科技有限公司"))

    def test_not_itself(self):
        self.assertFalse(self.known.similar_ids)

    def test_both_ways(self):
        """A double that was made all the same is shown on both."""
        double = self._create_respondent("云盘")
        self.assertEqual(double.similar_ids, self.known)
        self.known.invalidate_recordset(["similar_ids"])
        self.assertEqual(self.known.similar_ids, double)

    def test_other_company_counts_not(self):
        self.known.sudo().company_id = self._create_company()
        self.assertFalse(self._similar(name="云盘"))

    def test_a_list_costs_no_query_each(self):
        some = self.known.browse().concat(
            *(self._create_respondent(f"商户{number}") for number in range(20))
        )
        self._queries(some[:1])  # what the process keeps is known from here on
        self.assertEqual(self._queries(some[:2]), self._queries(some))

    def _queries(self, respondents):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        respondents.mapped("similar_ids")
        return self.cr.sql_log_count - before
