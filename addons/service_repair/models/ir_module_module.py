from pathlib import Path

from odoo import models
from odoo.tools.misc import ReadonlyDict
from odoo.tools.translate import (
    JAVASCRIPT_TRANSLATION_COMMENT,
    PYTHON_TRANSLATION_COMMENT,
    code_translations,
    translation_file_reader,
)

LENT = Path(__file__).resolve().parent.parent / "i18n_extra"
TRANSLATED = "helpdesk_mgmt"


class IrModuleModule(models.Model):
    """Says what the helpdesk's code says in the languages of ``i18n_extra``.

    Odoo takes the terms of records and views from there, whatever addon they belong to,
    but the terms of an addon's code from its own folder alone. A translation that the
    helpdesk has itself stays.
    """

    _inherit = "ir.module.module"

    def _register_hook(self):
        super()._register_hook()
        for path in sorted(LENT.glob("*.po")):
            with path.open("rb") as file:
                rows = [
                    row
                    for row in translation_file_reader(file)
                    if row["type"] == "code" and row["module"] == TRANSLATED
                ]
            _lend(path.stem, rows)


def _lend(lang, rows):
    """Add ``rows`` of a translation file to what is known of the helpdesk's code."""
    key = (TRANSLATED, lang)
    own = code_translations.get_python_translations(*key)
    code_translations.python_translations[key] = ReadonlyDict(
        _terms(rows, PYTHON_TRANSLATION_COMMENT) | dict(own)
    )
    own = code_translations.get_web_translations(*key)
    terms = _terms(rows, JAVASCRIPT_TRANSLATION_COMMENT)
    terms |= {message["id"]: message["string"] for message in own["messages"]}
    code_translations.web_translations[key] = ReadonlyDict(
        {
            "messages": tuple(
                ReadonlyDict({"id": source, "string": text})
                for source, text in terms.items()
            )
        }
    )


def _terms(rows, kind):
    return {row["src"]: row["value"] for row in rows if kind in row["comments"]}
