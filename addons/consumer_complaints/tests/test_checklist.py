from psycopg2 import IntegrityError

from odoo.tools import mute_logger

from .taxonomy_common import TaxonomyCase


class TestChecklist(TaxonomyCase):
    """Records of the checklist reach the rule, many cases at a time."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lines = cls.env["consumer.checklist.line"]
        cls.contract = cls._ref("nature_contract")
        cls.hidden = cls._ref("practice_obs_01")
        cls.none = cls.env["consumer.practice"]

    def _missing(self, *cases):
        kinds = self.env["consumer.exhibit.kind"]
        return [
            [(kinds.browse(each.kind).code, each.required) for each in case]
            for case in self.lines.with_user(self.agent)._missing(list(cases))
        ]

    def test_missing(self):
        """A plan that cannot be left: the contract, and the pages without an entry."""
        paper = self._ref("exhibit_kind_contract")
        nothing, some = self._missing(
            (self.contract, self.hidden, paper.browse()),
            (self.contract, self.none, paper),
        )
        required = [code for code, is_required in nothing if is_required]
        self.assertEqual(required, ["contract", "missing_entry", "plan_list"])
        self.assertEqual(some, [("bill", False), ("chat", False)])

    def test_archived_kinds_and_lines_are_not_asked_for(self):
        self._ref("exhibit_kind_bill").active = False
        self._ref("checklist_contract_chat").active = False
        (found,) = self._missing(
            (self.contract, self.none, self.env["consumer.exhibit.kind"])
        )
        self.assertEqual(found, [("contract", True)])

    def test_many_cases_cost_no_more_queries(self):
        kinds = self.env["consumer.exhibit.kind"]
        case = (self.contract, self.hidden, kinds)
        self.lines._missing([case])
        self.env.invalidate_all()
        with self.assertQueryCount(3):
            self.lines._missing([case] * 50)

    def _assert_refused(self, values):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.lines.create(values)
            self.env.flush_all()

    def test_a_line_is_about_something(self):
        self._assert_refused({"kind_id": self._ref("exhibit_kind_other").id})

    def test_a_kind_is_asked_for_once(self):
        self._assert_refused(
            {
                "nature_id": self.contract.id,
                "kind_id": self._ref("exhibit_kind_contract").id,
            }
        )
