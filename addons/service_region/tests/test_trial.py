from odoo.exceptions import AccessError
from odoo.tests import Form

from .common import RegionCommon


class TestTrial(RegionCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Trial = cls.env["service.region.trial"].with_user(cls.reader)

    def test_result_while_typing(self):
        """Each text shows at once what it means, or what it leaves open."""
        form = Form(self.Trial)
        form.address = "凤凰县沱江镇"
        self.assertEqual(form.region_status, "resolved")
        self.assertEqual(form.region_code[:6], "433123")
        form.address = "朝阳区"
        self.assertEqual(form.region_status, "ambiguous")
        self.assertEqual(len(form.region_candidate_ids), 2)
        form.address = "没有地方"
        self.assertEqual(form.region_status, "unknown")
        self.assertTrue(form.region_reason)

    def test_try_again(self):
        """The dialog stays open on the same record for the next try."""
        trial = self.Trial.create({"address": "凤凰县"})
        action = trial.action_try()
        self.assertEqual(action["res_id"], trial.id)
        self.assertEqual(action["target"], "new")

    def test_open_region(self):
        """The region that was found can be opened."""
        trial = self.Trial.create({"address": "凤凰县"})
        action = trial.action_open_region()
        self.assertEqual(action["res_model"], "service.region")
        self.assertEqual(action["res_id"], self._region("433123").id)

    def test_no_obstacle_to_deletion(self):
        """An address that was only tried does not keep a region from being deleted."""
        region = self._create_region("河谷县")
        trial = self.Trial.create({"region_id": region.id})
        region.with_user(self.manager).unlink()
        self.assertFalse(trial.exists())

    def test_only_the_author_reads_it(self):
        """What somebody tried may be a customer's address: colleagues don't see it."""
        trial = self.Trial.create({"address": "凤凰县"})
        with self.assertRaises(AccessError):
            trial.with_user(self.manager).read(["address"])
