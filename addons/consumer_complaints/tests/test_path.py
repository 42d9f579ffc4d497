from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import ComplaintCase


@tagged("post_install", "-at_install")
class TestPath(ComplaintCase):
    """The way in beside the way out: one figure, documented."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.complaint = cls._create_complaint(product="畅享 59 元套餐")

    def _record(self, **values):
        values = {
            "complaint_id": self.complaint.id,
            "in_steps": 3,
            "in_minutes": 2,
            "in_channel": "online",
            "out_steps": 12,
            "out_minutes": 18,
            "out_channel": "phone",
            **values,
        }
        return self.env["consumer.path"].with_user(self.agent).create(values)

    def test_the_figure_and_its_computation(self):
        """Geometric mean of 4 and 9, times 1.5 for the telephone."""
        path = self._record(out_finished=False)
        self.assertAlmostEqual(path.figure, 9)
        self.assertTrue(path.at_least)
        self.assertIn("steps: 3 in, 12 out (× 4)", path.explanation)
        self.assertIn("at least 9 times", path.explanation)
        self.assertEqual(path.product, "畅享 59 元套餐")

    def test_what_is_not_known_is_left_out(self):
        path = self._record(in_minutes=0, out_channel=False)
        self.assertAlmostEqual(path.figure, 4)
        self.assertFalse(
            self._record(out_steps=0, out_minutes=0, out_channel=False).figure
        )

    def test_figures_are_compared_over_respondents(self):
        self._record()
        self._record(out_steps=27)
        paths = self.env["consumer.path"]
        mine = [("complaint_id", "=", self.complaint.id)]
        groups = paths._read_group(mine, ["respondent_id"], ["figure:avg"])
        [(respondent, figure)] = groups
        self.assertEqual(respondent, self.operator)
        self.assertAlmostEqual(figure, (9 + 13.5) / 2)

    def test_the_timeline_tells_figure_and_proof(self):
        proof = self._take(self.complaint)
        path = self._record(out_exhibit_ids=proof.ids)
        entry = self.complaint.timeline_ids[-1]
        self.assertEqual((entry.kind, entry.code), ("path", "recorded"))
        self.assertEqual(entry._content()["out"]["exhibits"], ["E1"])
        self.assertIn("leaving is 9 times as hard", entry.summary)
        path.out_steps = 27
        self.assertEqual(self.complaint.timeline_ids[-1].code, "corrected")
        self.assertEqual(self.complaint.timeline_ids[-1]._content()["figure"], 13.5)

    def test_what_can_not_be_is_refused(self):
        for name, value in (("in_steps", -1), ("out_minutes", 1e6)):
            with self.assertRaises(ValidationError):
                self._record(**{name: value})
        other = self._take(self._create_complaint())
        with self.assertRaises(ValidationError):
            self._record(in_exhibit_ids=other.ids)

    def test_who_may(self):
        path = self._record()
        with self.assertRaises(AccessError):
            path.with_user(self.auditor).out_steps = 1
        stranger = self._create_user("agent", "complaint_stranger")
        with self.assertRaises(AccessError):
            path.with_user(stranger).read(["figure"])
        with self.assertRaises(UserError):
            path.unlink()
