"""The Chinese that this repository lends to addons which have none."""

import importlib.util
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "addons" / "service_repair" / "i18n" / "zh_CN.po"
LENT = ROOT / "addons" / "service_repair" / "i18n_extra" / "zh_CN.po"


def template(addon: str) -> polib.POFile:
    (folder,) = importlib.util.find_spec(
        f"odoo.addons.{addon}"
    ).submodule_search_locations
    return polib.pofile(str(Path(folder, "i18n", f"{addon}.pot")))


def code_terms(path: Path) -> dict[str, str]:
    return {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(path))
        if any(where.startswith("code:") for where, _line in entry.occurrences)
    }


def test_the_helpdesk_is_translated_as_a_whole():
    """A newer helpdesk with new terms is noticed before a user sees them in English."""
    done = {entry.msgid for entry in polib.pofile(str(LENT)).translated_entries()}
    missing = [entry.msgid for entry in template("helpdesk_mgmt")]
    assert not [msgid for msgid in missing if msgid not in done]


def test_what_is_lent_does_not_change_what_is_said_here():
    """Odoo reads both files for this addon's code: one term, one translation."""
    own, lent = code_terms(OWN), code_terms(LENT)
    assert lent
    assert not {term for term in own.keys() & lent.keys() if own[term] != lent[term]}
