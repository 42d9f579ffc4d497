from odoo.exceptions import UserError

from ..hooks import forget_parameters
from ..models.service_region_dataset import CHECKSUM
from .common import RegionCommon
from .fake_place import use_fake_place


class TestDeletion(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Place = use_fake_place(cls)
        cls.Region = cls.Region.with_user(cls.manager)
        cls.valley = cls._create_region("河谷县")

    def test_own_region(self):
        """A region of one's own that nothing refers to can be deleted."""
        names = self.valley.name_ids
        self.valley.unlink()
        self.assertFalse(self.valley.exists())
        self.assertFalse(names.exists())

    def test_official_region(self):
        """An official region can't be deleted."""
        former = self._region("321284")
        with self.assertRaisesRegex(UserError, "姜堰市: official regions can't be"):
            former.unlink()

    def test_region_with_children(self):
        """A region with divisions can't be deleted; archived ones count too."""
        village = self._create_region("河谷镇", self.valley, "town", active=False)
        with self.assertRaisesRegex(UserError, r"Divisions \(1\)"):
            self.valley.unlink()
        (self.valley | village).unlink()
        self.assertFalse((self.valley | village).exists())

    def test_region_in_use(self):
        """A region that records refer to can't be deleted; the error names them."""
        self.Place.create([{"region_id": self.valley.id}] * 3)
        with self.assertRaisesRegex(UserError, r"河谷县.*Test Place \(3\)"):
            self.valley.unlink()

    def test_uninstallation_leaves_no_parameters(self):
        """What the addon noted for itself goes with it, and nothing else."""
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("service_region.of_a_user", "kept")
        self._create_region("河口县")
        noted = [("key", "=like", "service_region.%")]
        self.assertIn(CHECKSUM, parameters.search(noted).mapped("key"))
        forget_parameters(self.env)
        left = parameters.search(noted).mapped("key")
        self.assertEqual(left, ["service_region.of_a_user"])
