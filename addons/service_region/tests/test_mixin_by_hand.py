from odoo.tests import Form

from .common import RegionCommon
from .fake_place import use_fake_place


class TestMixinByHand(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Place = use_fake_place(cls).with_user(cls.reader)
        cls.chosen = cls._region("110105")

    def _assert_chosen(self, place, region=None):
        self.assertRecordValues(
            place,
            [
                {
                    "region_id": (region or self.chosen).id,
                    "region_by_hand": True,
                    "region_status": "manual",
                }
            ],
        )

    def test_chosen_region_stays(self):
        """A region chosen by hand stays when the address changes."""
        place = self.Place.create({"address": "朝阳区"})
        place.region_id = self.chosen
        self._assert_chosen(place)
        place.address = "湘西州凤凰县"
        self._assert_chosen(place)
        self.assertIn("by hand", place.region_reason)
        self.assertFalse(place.region_candidate_ids)

    def test_confirmed_region_stays(self):
        """Choosing the very region that was found is a choice, too."""
        place = self.Place.create({"address": "湘西州凤凰县"})
        place.write({"region_id": place.region_id.id})
        place.address = "昆山市"
        self._assert_chosen(place, self._region("433123"))

    def test_chosen_at_creation(self):
        """A region given together with another address is chosen by hand."""
        place = self.Place.create(
            {"address": "湘西州凤凰县", "region_id": self.chosen.id}
        )
        self._assert_chosen(place)
        self._assert_chosen(self.Place.create({"region_id": self.chosen.id}))

    def test_default_region(self):
        """A region that a context gives as default counts as chosen, until emptied."""
        Place = self.Place.with_context(default_region_id=self.chosen.id)
        self._assert_chosen(Place.create({"address": "湘西州凤凰县"}))
        emptied = Place.create({"address": "湘西州凤凰县", "region_id": False})
        self.assertEqual(emptied.region_id.code, "433123")
        trial = self.env["service.region.trial"].with_user(self.reader)
        with Form(trial.with_context(default_region_id=self.chosen.id)) as form:
            form.address = "昆山市"
        self._assert_chosen(form.record)

    def test_followed_region_is_no_choice(self):
        """A region given together with the address it follows from is not chosen."""
        phoenix = self._region("433123")
        vals = {"address": "湘西州凤凰县", "region_id": phoenix.id}
        created = self.Place.create(vals)
        written = self.Place.create({"address": "昆山市"})
        written.write(vals)
        for place in (created, written):
            self.assertEqual(place.region_id, phoenix)
            self.assertEqual(place.region_status, "resolved")
            place.address = "昆山市"
            self.assertEqual(place.region_id.code, "320583")

    def test_chosen_with_address(self):
        """A region written with an address that leads elsewhere is chosen by hand."""
        place = self.Place.create({"address": "昆山市"})
        place.write({"address": "湘西州凤凰县", "region_id": self.chosen.id})
        self._assert_chosen(place)

    def test_cleared_region(self):
        """Emptying a chosen region makes it follow the address again."""
        place = self.Place.create(
            {"address": "湘西州凤凰县", "region_id": self.chosen.id}
        )
        place.region_id = False
        self.assertEqual(place.region_id.code, "433123")
        self.assertEqual(place.region_status, "resolved")
        place.region_id = False
        self.assertEqual(place.region_id.code, "433123")

    def test_given_up(self):
        """Taking the mark away makes the region follow the address again."""
        place = self.Place.create(
            {"address": "湘西州凤凰县", "region_id": self.chosen.id}
        )
        place.region_by_hand = False
        self.assertEqual(place.region_id.code, "433123")

    def test_many_at_once(self):
        """Several records are given one region by hand together."""
        places = self.Place.create([{"address": "朝阳区"}, {"address": "昆山市"}])
        places.write({"region_id": self.chosen.id})
        for place in places:
            self._assert_chosen(place)

    def test_copy(self):
        """A copy keeps the region that was chosen for the original."""
        place = self.Place.create({"address": "昆山市", "region_id": self.chosen.id})
        self._assert_chosen(place.copy())

    def test_form(self):
        """In the form as well a chosen region stays, until it is emptied."""
        trial = self.env["service.region.trial"].with_user(self.reader)
        with Form(trial) as form:
            form.address = "朝阳区"
            form.region_id = self.chosen
            self.assertEqual(form.region_status, "manual")
            form.address = "湘西州凤凰县"
            self.assertEqual(form.region_id, self.chosen)
        self._assert_chosen(form.record)
        with Form(form.record) as form:
            form.address = "昆山市玉山镇"
            self.assertEqual(form.region_id, self.chosen)
            form.region_id = self.Region
            self.assertEqual(form.region_id.code[:6], "320583")
        self.assertEqual(form.record.region_status, "resolved")
        self.assertEqual(form.record.region_id.code[:6], "320583")

    def test_form_follows(self):
        """In the form of a saved record the region goes on following the address."""
        trial = self.env["service.region.trial"].with_user(self.reader)
        record = trial.create({"address": "湘西州凤凰县"})
        with Form(record) as form:
            form.address = "昆山市"
        self.assertEqual(record.region_id.code, "320583")
        self.assertFalse(record.region_by_hand)
