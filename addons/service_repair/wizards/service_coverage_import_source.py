import base64

from odoo import api, fields, models
from odoo.fields import Command

from odoo.addons.service_door.rules.inputs import clean_text

from ..rules import coverage_list
from ..rules.coverage_file import (
    MAX_BYTES,
    ListError,
    decode,
    is_spreadsheet,
    read_separated,
    read_sheet,
    write_separated,
)
from ..rules.coverage_wording import describe_error

SAMPLE_SIZE = 3


class ServiceCoverageImport(models.TransientModel):
    """What the list says, and how its lines are given back."""

    _inherit = "service.coverage.import"

    written = fields.Text(string="Pasted List")
    file = fields.Binary(attachment=False)
    file_name = fields.Char()
    has_titles = fields.Boolean(
        string="First Row Holds Titles",
        help="The first row of the table says what its columns hold.",
    )
    column_ids = fields.One2many(
        "service.coverage.import.column", "import_id", string="Columns"
    )
    heading_count = fields.Integer(readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_clean(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_clean(vals))

    @api.onchange("written", "file")
    def _onchange_source(self):
        """Another list has other columns."""
        self.column_ids = [Command.clear()]

    def _read_entries(self):
        """The places of the list, or None when its columns must be explained first."""
        text, rows = self._read_source()
        if rows is None:
            self.column_ids.unlink()
            self.heading_count = len(coverage_list.headings(text))
            return self._some(self._reading(coverage_list.parse, text))
        if not self.column_ids:
            self._guess_columns(rows)
            if not {"region", "address"} & set(self.column_ids.mapped("role")):
                return None
        roles = [column.role or "" for column in self.column_ids.sorted("position")]
        return self._some(
            self._reading(coverage_list.parse_table, rows, roles, self.has_titles)
        )

    def _some(self, entries):
        if not entries:
            self._refuse(self._source_field(), self.env._("The list names no place."))
        return entries

    def _source_field(self):
        return "file" if self.file else "written"

    def _read_source(self):
        """The pasted or uploaded list as (text, None), a table as (None, rows)."""
        written = (self.written or "").strip()
        if written and self.file:
            self._refuse("written", self.env._("Paste a list or upload one, not both."))
        if not written and not self.file:
            self._refuse("written", self.env._("Paste a list, or upload a file."))
        if written:
            if len(written) > MAX_BYTES:
                self._refuse_list(ListError("too_large", megabytes=MAX_BYTES // 10**6))
            return written, self._reading(coverage_list.find_table, written)
        data = base64.b64decode(self.file)
        if is_spreadsheet(data):
            return None, self._reading(read_sheet, data)
        text = self._reading(decode, data)
        return text, self._reading(self._find_table, text)

    def _find_table(self, text):
        """A table is what has titles, or comes as a file of separated columns."""
        rows = coverage_list.find_table(text)
        name = (self.file_name or "").lower()
        if rows is None and name.endswith((".csv", ".tsv")):
            separated = read_separated(text)
            widths = {len(row) for row in separated if row}
            rows = separated if len(widths) == 1 and widths != {1} else None
        return rows

    def _reading(self, read, *args):
        """Call a reading rule; what it can't read is an error of the source's field."""
        try:
            return read(*args)
        except ListError as error:
            self._refuse_list(error)

    def _refuse_list(self, error):
        problem = describe_error(error.key, error.params, self.env._)
        is_column = error.key == "no_place_column"
        self._refuse("column_ids" if is_column else self._source_field(), problem)

    def _guess_columns(self, rows):
        """Record the table's columns with what their titles say they hold."""
        first, *others = [row for row in rows if any(row)] or [[]]
        self.has_titles = coverage_list.has_titles(first)
        roles = coverage_list.guess_roles(first)
        samples = (others if self.has_titles else [first, *others])[:SAMPLE_SIZE]
        titles = first if self.has_titles else []
        self.column_ids = [Command.clear()] + [
            Command.create(
                {
                    "position": position,
                    "name": _cell(titles, position),
                    "role": _cell(roles, position),
                    "sample": " · ".join(
                        filter(None, (_cell(row, position) for row in samples))
                    ),
                }
            )
            for position in range(max(map(len, rows), default=0))
        ]

    def _keep_not_imported(self):
        """Offer the lines that were not imported as a file to be mended."""
        lines = self.line_ids.filtered(lambda line: line._is_not_imported())
        if not lines:
            return
        titles = [
            self.env._("Line"),
            self.env._("Place"),
            self.env._("Times"),
            self.env._("Status"),
            self.env._("Reason"),
            self.env._("Candidates"),
        ]
        rows = [line._prepare_report_row() for line in lines.sorted("position")]
        self.not_imported_file = base64.b64encode(write_separated([titles, *rows]))
        self.not_imported_file_name = self.env._("not imported") + ".csv"


def _clean(vals):
    """Leave out of a pasted list what the database can't store."""
    if not vals.get("written"):
        return vals
    return {**vals, "written": clean_text(vals["written"])}


def _cell(row, position):
    return row[position] if position < len(row) else ""
