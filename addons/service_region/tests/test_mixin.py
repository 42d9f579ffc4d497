from unittest.mock import patch

from odoo.tests import Form

from .common import RegionCommon
from .fake_place import use_fake_place

ADDRESSES = ["湘西州凤凰县", "朝阳区", "没有地方", "昆山市玉山镇", ""]


class TestMixin(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Place = use_fake_place(cls).with_user(cls.reader)
        cls.Region._resolver()

    def _place(self, address, **vals):
        return self.Place.create({"address": address, **vals})

    def test_resolved(self):
        """The region follows from the address, with the reason."""
        place = self._place("我在湘西的凤凰县")
        self.assertEqual(place.region_id.code, "433123")
        self.assertEqual(place.region_status, "resolved")
        self.assertIn("凤凰县", place.region_reason)
        self.assertFalse(place.region_by_hand)

    def test_ambiguous(self):
        """An address that leaves several counties open has them as candidates."""
        place = self._place("朝阳区")
        self.assertEqual(place.region_status, "ambiguous")
        self.assertFalse(place.region_id)
        codes = place.region_candidate_ids.mapped("code")
        self.assertEqual(set(codes), {"110105", "220104"})
        self.assertIn("朝阳", place.region_reason)

    def test_ambiguous_within(self):
        """What all candidates share is known, and is the region."""
        place = self._place("湖南省")
        self.assertEqual(place.region_status, "ambiguous")
        self.assertEqual(place.region_id.code, "430000")

    def test_unknown(self):
        """An address that names no place has no region; so has none at all."""
        for address in ("没有地方", "", False, "   ", "x" * 5):
            with self.subTest(address):
                place = self._place(address)
                self.assertEqual(place.region_status, "unknown")
                self.assertFalse(place.region_id)
                self.assertFalse(place.region_candidate_ids)

    def test_new_address(self):
        """The region follows when the address changes."""
        place = self._place("湘西州凤凰县")
        place.address = "昆山市"
        self.assertEqual(place.region_id.code, "320583")
        place.address = False
        self.assertFalse(place.region_id)
        self.assertEqual(place.region_status, "unknown")

    def test_form(self):
        """The region follows while the address is being typed."""
        with Form(self.env["service.region.trial"].with_user(self.reader)) as form:
            form.address = "湘西州凤凰县"
            self.assertEqual(form.region_id.code, "433123")
            self.assertEqual(form.region_status, "resolved")
        self.assertEqual(form.record.region_id.code, "433123")

    def test_copy(self):
        """A copy has the address and the region of the original."""
        place = self._place("湘西州凤凰县")
        self.assertEqual(place.copy().region_id.code, "433123")

    def test_bad_input(self):
        """No text makes it fail, whatever its length and characters."""
        texts = (
            "湘西州凤凰县" + "啊" * 100_000,
            "湘西州\x00\x01凤凰县",
            "\ud800湘西州凤凰县\udfff",
            "湘西州\tХуанань 鳳凰縣 fènghuáng ١٢٣",
            "%s %(x)s {0} ' \" \\ ;--",
            "\u202e县凰凤",
        )
        places = self.Place.create([{"address": text} for text in texts])
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual(places[0].region_id.code, "433123")
        self.assertEqual(len(places[0].address), 100_006)
        self.assertEqual(places[2].address, "湘西州凤凰县")
        for place in places:
            self.assertTrue(place.region_status)
            self.assertIsInstance(place.region_reason, str)
        places.address = "\x00"
        self.assertEqual(set(places.mapped("region_status")), {"unknown"})

    def test_archived_region(self):
        """Records keep a region that is archived later; new ones do not get it."""
        old = self._place("湘西州凤凰县")
        self._region("433123").action_archive()
        self.env.invalidate_all()
        self.assertEqual(old.region_id.code, "433123")
        new = self._place("湘西州凤凰县")
        self.assertNotEqual(new.region_id.code, "433123")

    def test_nothing_to_resolve(self):
        """Records without address or region do not even need the resolver."""
        with patch.object(type(self.Region), "_resolver") as resolver:
            places = self.Place.create([{}, {"address": ""}])
            places.write({"address": False})
            self.env.flush_all()
        resolver.assert_not_called()

    def test_queries_do_not_grow(self):
        """Creating and changing records takes the same queries for few and for many."""
        self._count_all(5)  # fills caches
        # more than 100 rows the ORM writes by the hundred
        self.assertEqual(self._count_all(5), self._count_all(100))

    def _count_all(self, number):
        addresses = [{"address": text} for text in ADDRESSES * (number // 5)]
        create, places = self._count(lambda: self.Place.create(addresses))
        write, _done = self._count(lambda: places.write({"address": "昆山市"}))
        fields = ("region_reason", "region_candidate_ids.complete_name")
        read, _done = self._count(lambda: [places.mapped(field) for field in fields])
        return {"create": create, "write": write, "read": read}

    def _count(self, action):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        result = action()
        self.env.flush_all()
        return self.cr.sql_log_count - before, result
