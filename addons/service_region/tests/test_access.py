from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .common import RegionCommon

MODELS = ("service.region", "service.region.name")


class TestAccess(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.valley = cls._create_region("河谷县")
        cls.portal = new_test_user(cls.env, "portal-user", groups="base.group_portal")
        cls.public = cls.env.ref("base.public_user")

    def _may(self, user, model):
        return {
            operation
            for operation in ("read", "write", "create", "unlink")
            if self.env[model].with_user(user).has_access(operation)
        }

    def test_employees_read(self):
        """Every employee reads regions and their names, and changes none."""
        for model in MODELS:
            self.assertEqual(self._may(self.reader, model), {"read"})
        with self.assertRaises(AccessError):
            self.valley.with_user(self.reader).name = "山谷县"
        with self.assertRaises(AccessError):
            self._add_name(self.valley.with_user(self.reader), "谷里")

    def test_managers_edit(self):
        """A manager of regions adds, changes and deletes."""
        for model in MODELS:
            self.assertEqual(
                self._may(self.manager, model), {"read", "write", "create", "unlink"}
            )
        valley = self.valley.with_user(self.manager)
        valley.name = "山谷县"
        self._add_name(valley, "谷里")
        valley.unlink()

    def test_outsiders_see_nothing(self):
        """Portal and public users reach no region directly."""
        for user in (self.portal, self.public):
            for model in (*MODELS, "service.region.trial"):
                self.assertFalse(self._may(user, model))

    def test_resolver_needs_no_more_than_reading(self):
        """Any employee's text is resolved, even when it is the first of the process."""
        self._add_name(self.valley, "谷里山庄")
        found = self.Region.with_user(self.reader)._resolve(["谷里山庄"])
        self.assertEqual(found[0].status, "resolved")
