from pathlib import Path

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..rules.shipped import CHINESE, follow, read_table

MODULE = "consumer_complaints"
DATA = Path(__file__).resolve().parents[1] / "data"


class ConsumerShippedMixin(models.AbstractModel):
    """Entries that come with the app in two languages and follow it through upgrades.

    What somebody changed here stays, field by field and language by language; all else
    follows the file. Heirs name the file and the fields that tell its rows apart. An
    entry that somebody made before it was delivered stays as it is.
    """

    _name = "consumer.shipped.mixin"
    _description = "Comes with the App"

    # to be set by heirs: the file in data/, the first part of the external ids, and
    # the fields that tell rows apart
    _shipped_file = ""
    _shipped_prefix = ""
    _shipped_key = ("code",)

    shipped = fields.Json(
        copy=False, readonly=True, help="The values it was last delivered with."
    )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shipped(self):
        if kept := self.filtered("shipped"):
            raise UserError(
                self.env._(
                    "%(names)s: this came with the app. Archive it instead of "
                    "deleting it.",
                    names=", ".join(kept.mapped("display_name")),
                )
            )

    @api.model
    def _load_shipped(self):
        """Bring in the rows of the file; called by install and upgrade."""
        entries = self.with_context(lang=None, active_test=False)
        there = {entry._natural_key(): entry for entry in entries.search([])}
        new = []
        for row in read_table(DATA / self._shipped_file):
            values = entries._read_row(row)
            entry = there.get(tuple(values[name] for name in self._shipped_key))
            if not entry:
                new.append((entries._external_id(row), values))
            elif entry.shipped:
                entry._follow(values)
            else:
                entry._adopt(entries._external_id(row), values)
        entries._deliver(new)

    def _natural_key(self):
        return tuple(self._plain(name) for name in self._shipped_key)

    @api.model
    def _external_id(self, row):
        parts = [row[name] for name in self._shipped_key if row[name]]
        name = "_".join([self._shipped_prefix, *parts]).lower().replace("-", "_")
        return f"{MODULE}.{name}"

    @api.model
    def _read_row(self, row):
        """Values of a row as JSON keeps them, Chinese ones under the column's name."""
        return {column: self._read_cell(column, text) for column, text in row.items()}

    @api.model
    def _read_cell(self, column, text):
        field = self._fields[column.removesuffix(CHINESE)]
        if field.type == "boolean":
            return text == "1"
        if field.type == "integer":
            return int(text or 0)
        if field.relational:
            heirs = self.env[field.comodel_name]
            ids = [heirs._id_of_shipped(code) for code in text.split()]
            return sorted(ids) if field.type == "many2many" else (ids or [False])[0]
        return text or False

    @api.model
    def _id_of_shipped(self, code):
        return self.env.ref(self._external_id({"code": code})).id

    def _plain(self, name):
        """The present value of a field as `_read_row` has it."""
        value = self[name]
        kind = self._fields[name].type
        if kind == "many2many":
            return sorted(value.ids)
        return value.id if kind == "many2one" else value

    @api.model
    def _deliver(self, named):
        """Make what is new; `named`: (external id, values) of each."""
        entries = self._load_records(
            [
                {
                    "xml_id": xml_id,
                    "values": {**self._english(values), "shipped": values},
                    "noupdate": True,
                }
                for xml_id, values in named
            ]
        )
        for entry, (_xml_id, values) in zip(entries, named, strict=True):
            entry._write_chinese(values)

    def _adopt(self, xml_id, values):
        """What somebody made before is what was delivered, and stays as it is."""
        self.shipped = values
        self.env["ir.model.data"]._update_xmlids(
            [{"xml_id": xml_id, "record": self, "noupdate": True}]
        )

    def _follow(self, values):
        """Take over what is delivered, but for what was changed here."""
        before = self.shipped
        if values == before:
            return
        changed = follow(before, values, self._mine(values))
        self.write({**self._english(changed), "shipped": values})
        self._write_chinese(changed)

    def _mine(self, names):
        """Present values; without a Chinese one where there is none, or no reader."""
        mine = {}
        for name in names:
            field = self._fields[name.removesuffix(CHINESE)]
            if not name.endswith(CHINESE):
                mine[name] = self._plain(name)
            elif chinese := (field._get_stored_translations(self) or {}).get("zh_CN"):
                mine[name] = chinese
        return mine

    @api.model
    def _english(self, values):
        """Values as `create` and `write` take them, without the Chinese ones."""
        return {
            name: [Command.set(value)] if isinstance(value, list) else value
            for name, value in values.items()
            if not name.endswith(CHINESE)
        }

    def _write_chinese(self, values):
        chinese = {
            name.removesuffix(CHINESE): value
            for name, value in values.items()
            if name.endswith(CHINESE)
        }
        if chinese and self.env["res.lang"]._get_data(code="zh_CN"):
            self.with_context(lang="zh_CN").write(chinese)
