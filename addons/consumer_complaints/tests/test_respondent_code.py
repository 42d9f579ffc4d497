from odoo.exceptions import ValidationError
from odoo.tests import Form

from .taxonomy_common import CHANGSHA_CODE, OTHER_CODE, TaxonomyCase

FIELD = "Unified Social Credit Code: "


class TestRespondentCode(TaxonomyCase):
    """A Unified Social Credit Code is right, and one respondent's only."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(user=cls.agent)

    def _assert_refused(self, code, reason):
        with self.assertRaisesRegex(ValidationError, FIELD + ".*" + reason):
            self._create_respondent(uscc=code)

    def test_written_in_any_way(self):
        """Spaces, hyphens, small letters and full width are the same code."""
        wide = "９１１１００００" + OTHER_CODE[8:]
        for number, code in enumerate(
            (f" {OTHER_CODE.lower()} ", f"{OTHER_CODE[:8]}-{OTHER_CODE[8:]}", wide)
        ):
            respondent = self._create_respondent(str(number), uscc=code)
            self.assertEqual(respondent.uscc, OTHER_CODE)
            respondent.uscc = False

    def test_wrong_length(self):
        self._assert_refused(OTHER_CODE[:-1], "has 17 characters")

    def test_wrong_characters(self):
        self._assert_refused("A" + OTHER_CODE[1:], "begins with 8 digits")
        self._assert_refused(OTHER_CODE[:-1] + "I", "never has I, O, S, V or Z")

    def test_wrong_check_character(self):
        self._assert_refused(OTHER_CODE[:-1] + "M", "is mistyped")

    def test_taken(self):
        """The message names the respondent that has it, archived or not."""
        self._create_respondent("云盘", uscc=OTHER_CODE).active = False
        self._assert_refused(OTHER_CODE, "云盘, which is a respondent already")

    def test_taken_by_two_at_once(self):
        with self.assertRaises(Exception) as refused, self.cr.savepoint():
            self.env["consumer.respondent"].create(
                [{"name": name, "uscc": OTHER_CODE} for name in ("One", "Two")]
            )
        self.assertIn("uscc", str(refused.exception))

    def test_free_in_another_company(self):
        first = self._create_respondent(uscc=OTHER_CODE)
        first.sudo().company_id = self._create_company()
        self.env.flush_all()
        self.assertTrue(self._create_respondent(uscc=OTHER_CODE))

    def test_none_is_no_code(self):
        """Foreign merchants have none; any number of them."""
        self._create_respondent("One", uscc="")
        self.assertFalse(self._create_respondent("Two", uscc=" ").uscc)

    def test_seen_at_once_in_the_form(self):
        form = Form(self.env["consumer.respondent"])
        form.name = "云盘"
        form.uscc = CHANGSHA_CODE.lower()
        self.assertEqual(form.uscc, CHANGSHA_CODE)
