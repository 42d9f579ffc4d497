from .common import RegionCommon


class TestSearch(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Region = cls.Region.with_user(cls.reader)

    def _first(self, text, **kwargs):
        found = self.Region.name_search(text, limit=8, **kwargs)
        return self.Region.browse(found[0][0]).code if found else None

    def test_names(self):
        """A region is found by its official name, a short name, its path, its code."""
        for text in ("昆山", "昆山市", " 昆山 ", "江苏省苏州市昆山市", "320583"):
            with self.subTest(text):
                self.assertEqual(self._first(text), "320583")

    def test_exact_names_first(self):
        """Regions called exactly so come before those that only contain the name."""
        self.assertEqual(self._first("吉首"), "433101")
        found = self.Region.name_search("朝阳区", limit=2)
        codes = {self.Region.browse(id_).code for id_, _name in found}
        self.assertEqual(codes, {"110105", "220104"})

    def test_words_of_a_caller(self):
        """What is no part of a path is understood: shortened, or in several words."""
        self.assertEqual(self._first("苏州昆山"), "320583")
        self.assertEqual(self._first("湘西州凤凰"), "433123")
        provinces = [("level", "=", "province")]
        self.assertIsNone(self._first("苏州昆山", domain=provinces))

    def test_limit_and_domain(self):
        """The suggestions keep to the limit and the domain, each region once."""
        found = self.Region.name_search("朝阳", [("level", "=", "county")], limit=5)
        ids = [id_ for id_, _name in found]
        self.assertEqual(len(ids), 5)
        self.assertEqual(len(set(ids)), 5)
        self.assertEqual(set(self.Region.browse(ids).mapped("level")), {"county"})

    def test_former_names(self):
        """A name abolished long ago leads to what became of the region."""
        self.assertEqual(self._first("姜堰市"), "321204")

    def test_former_divisions_on_request(self):
        """With archived regions, the former division itself is found too."""
        former = self.Region.with_context(active_test=False).name_search("姜堰市")
        codes = {self.Region.browse(id_).code for id_, _name in former}
        self.assertEqual(codes, {"321284", "321204"})

    def test_own_name(self):
        """A name that somebody added is found at once."""
        self._add_name(self._region("433123").sudo(), "边城")
        self.assertEqual(self._first("边城"), "433123")

    def test_nothing(self):
        """A search for nothing offers provinces first; for nonsense, nothing."""
        found = self.Region.name_search("", limit=3)
        self.assertEqual(self.Region.browse(found[0][0]).level, "country")
        self.assertEqual(self.Region.browse(found[1][0]).level, "province")
        self.assertFalse(self.Region.name_search("no such place"))

    def test_negative_search(self):
        """Regions of which no name contains a text can be asked for."""
        domain = [
            ("parent_id.code", "=", "433100"),
            ("display_name", "not ilike", "凤凰"),
        ]
        found = self.Region.search(domain).mapped("code")
        self.assertIn("433101", found)
        self.assertNotIn("433123", found)

    def test_what_is_no_name(self):
        """A pasted page, or what a database can't store, is searched for in no time."""
        Region = self.Region
        for text in ("凤凰" * 50_000, "\x00", "\ud800", "凤凰\x00", False, None):
            with self.subTest(str(text)[:4]):
                Region.name_search(text, limit=8)
        self.assertFalse(Region.search([("display_name", "ilike", "凤" * 100_000)]))
        self.assertTrue(Region.search([("display_name", "ilike", "凤凰\x00")]))
        self.assertEqual(self._first("凤凰县" + " " * 500), "433123")
