from odoo.api import SUPERUSER_ID
from odoo.tests import new_test_user

from odoo.addons.base.tests.common import BaseCommon

CHANGSHA_CODE = "91430100MA4L1ABC0A"  # of nobody: only its check character is right
OTHER_CODE = "91110000600037341L"


class TaxonomyCase(BaseCommon):
    """Somebody of each role, and what complaints point to."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.auditor = cls._create_user("auditor")
        cls.agent = cls._create_user("agent")
        cls.officer = cls._create_user("officer")
        cls.manager = cls._create_user("manager")

    @classmethod
    def _create_user(cls, role):
        return new_test_user(
            cls.env, f"taxonomy_{role}", f"consumer_complaints.group_{role}"
        )

    @classmethod
    def _create_company(cls):
        """A company that nobody here works for."""
        return cls.env["res.company"].with_user(SUPERUSER_ID).create({"name": "B"})

    @classmethod
    def _ref(cls, name):
        return cls.env.ref(f"consumer_complaints.{name}")

    @classmethod
    def _create_respondent(cls, name="云盘", **values):
        return cls.env["consumer.respondent"].create({"name": name, **values})
