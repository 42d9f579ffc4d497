from odoo.exceptions import AccessError
from odoo.tests import new_test_user

from .taxonomy_common import TaxonomyCase

OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
ROLES = ("auditor", "agent", "officer", "manager", "plain", "portal", "public")
# What each role may do, in the order of ROLES: r(ead), w(rite), c(reate), u(nlink).
# "plain" is somebody of the staff without a role in complaints.
MODELS = """
consumer.nature           r  r    r    rwcu  -  -  -
consumer.right            r  r    r    rwcu  -  -  -
consumer.practice         r  r    r    rwcu  -  -  -
consumer.exhibit.kind     r  r    r    rwcu  -  -  -
consumer.checklist.line   r  r    r    rwcu  -  -  -
consumer.respondent       r  rwc  rwc  rwcu  -  -  -
consumer.respondent.name  r  rwcu rwcu rwcu  -  -  -
"""


class TestTaxonomyAccess(TaxonomyCase):
    """Every model, role and operation."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain = new_test_user(cls.env, "taxonomy_plain", "base.group_user")
        cls.portal = new_test_user(cls.env, "taxonomy_portal", "base.group_portal")
        cls.public = cls.env.ref("base.public_user")

    def test_table(self):
        for line in MODELS.strip().splitlines():
            model, *cells = line.split()
            for role, cell in zip(ROLES, cells, strict=True):
                records = self.env[model].with_user(getattr(self, role))
                may = {
                    letter
                    for letter, operation in OPERATIONS.items()
                    if records.has_access(operation)
                }
                with self.subTest(model=model, role=role):
                    self.assertEqual(may, set(cell) - {"-"})

    def test_an_agent_takes_a_merchant_nobody_knew(self):
        """Who takes a call cannot wait for a manager to enter the respondent."""
        respondents = self.env["consumer.respondent"].with_user(self.agent)
        respondent = respondents.create(
            {"name": "云盘", "name_ids": [(0, 0, {"name": "星空盘"})]}
        )
        respondent.name_ids.unlink()
        with self.assertRaises(AccessError):
            respondent.unlink()

    def test_an_agent_reads_what_a_practice_is(self):
        practice = self._ref("practice_obs_01").with_user(self.agent)
        self.assertTrue(practice.read(["definition", "law", "right_ids"]))
        with self.assertRaises(AccessError):
            practice.is_green = False
