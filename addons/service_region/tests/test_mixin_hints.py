from ..rules.types import Hint
from .common import RegionCommon
from .fake_place import use_fake_place


class TestMixinHints(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Place = use_fake_place(cls)
        cls.asked = asked = []

        def _region_hints(places):
            asked.append(places.mapped("address"))
            return {place.id: [Hint("phone", "220100")] for place in places}

        cls.classPatch(type(cls.Place), "_region_hints", _region_hints)

    def setUp(self):
        super().setUp()
        self.asked.clear()

    def test_hint_settles(self):
        """A hint settles what the address leaves open, and the reason names it."""
        place = self.Place.create({"address": "朝阳区"})
        self.assertEqual(place.region_id.code, "220104")
        self.assertEqual(place.region_status, "resolved")
        self.assertIn("phone", place.region_reason)

    def test_hint_never_overrules(self):
        """An address that is clear, or that names no place, asks for no hint."""
        places = self.Place.create(
            [{"address": "北京市朝阳区"}, {"address": "没有地方"}, {"address": False}]
        )
        self.assertEqual(places[0].region_id.code, "110105")
        self.assertFalse(places[1:].region_id)
        self.assertFalse(self.asked)

    def test_hints_are_asked_together(self):
        """Hints are asked for once, for all records that need one."""
        self.Place.create(
            [{"address": "朝阳区"}, {"address": "昆山市"}, {"address": "铁西区"}]
        )
        self.assertEqual(self.asked, [["朝阳区", "铁西区"]])
