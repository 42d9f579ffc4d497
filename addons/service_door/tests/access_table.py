"""Who may do what with the models of an addon, held against a table."""

OPERATIONS = ("read", "write", "create", "unlink")


class AccessTable:
    """For a test case of the addon: every role against every model and operation, so
    that none is forgotten.

    A row of a table has a name and a cell for each of ``roles``: r(ead), w(rite),
    c(reate), u(nlink), or "-". The rows of ``models`` say what a role may do with a
    model at all, those of ``rows`` what with single records. ``users`` are {role:
    user}, ``records`` {name: records}; both are made in `setUpClass`.
    """

    addon = ""
    roles = ()
    models = ""
    rows = ""

    def _read_table(self, table):
        """{first column: {role: letters}}"""
        rows = {}
        for line in table.strip().splitlines():
            *words, last = line.rsplit(maxsplit=len(self.roles))
            cells = [*words[1:], last]
            rows[words[0].strip()] = dict(zip(self.roles, cells, strict=True))
        return rows

    def _letters(self, record, operations):
        return "".join(o[0] for o in operations if record.has_access(o)) or "-"

    def test_every_model_has_a_row(self):
        """A model that is added later needs a decision who may do what with it."""
        ours = {
            name
            for name, model in self.registry.items()
            if model._original_module == self.addon and not model._abstract
        }
        self.assertTrue(ours)
        self.assertFalse(ours - self._read_table(self.models).keys())

    def test_models(self):
        """What each role may do with each model at all is what the table says."""
        for name, row in self._read_table(self.models).items():
            for role, letters in row.items():
                with self.subTest(model=name, role=role):
                    model = self.env[name].with_user(self.users[role])
                    self.assertEqual(self._letters(model, OPERATIONS), letters)

    def test_records(self):
        """What each role may do with which records is what the table says, and what
        may not be read is not found either."""
        rows = self._read_table(self.rows)
        self.assertEqual(rows.keys(), self.records.keys())
        for name, row in rows.items():
            for role, letters in row.items():
                with self.subTest(record=name, role=role):
                    record = self.records[name].with_user(self.users[role])
                    found = self._letters(record, ("read", "write", "unlink"))
                    self.assertEqual(found, letters)
                    if record.browse().has_access("read"):
                        count = record.search_count([("id", "in", record.ids)])
                        self.assertEqual(count, len(record) * ("r" in letters))
