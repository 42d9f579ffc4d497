"""The Chinese that this repository lends to addons which have none."""

import importlib.util
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
OWN = ROOT / "addons" / "service_repair" / "i18n" / "zh_CN.po"
LENT = ROOT / "addons" / "service_repair" / "i18n_extra" / "zh_CN.po"
LENT_TO_CALENDARS = ROOT / "addons" / "service_deadline" / "i18n_extra" / "zh_CN.po"


def terms(addon: str, file: str) -> polib.POFile:
    (folder,) = importlib.util.find_spec(
        f"odoo.addons.{addon}"
    ).submodule_search_locations
    return polib.pofile(str(Path(folder, "i18n", file)))


def translated(file: polib.POFile) -> set[str]:
    return {entry.msgid for entry in file.translated_entries()}


def code_terms(path: Path) -> dict[str, str]:
    return {
        entry.msgid: entry.msgstr
        for entry in polib.pofile(str(path))
        if any(where.startswith("code:") for where, _line in entry.occurrences)
    }


def test_the_helpdesk_is_translated_as_a_whole():
    """A newer helpdesk with new terms is noticed before a user sees them in English."""
    done = translated(polib.pofile(str(LENT)))
    missing = [entry.msgid for entry in terms("helpdesk_mgmt", "helpdesk_mgmt.pot")]
    assert not [msgid for msgid in missing if msgid not in done]


def test_the_form_of_calendars_is_translated():
    """What Odoo's own Chinese lacks of working calendars is lent, and nothing else."""
    lent = translated(polib.pofile(str(LENT_TO_CALENDARS)))
    done = translated(terms("resource", "zh_CN.po"))
    shown = {
        entry.msgid
        for entry in terms("resource", "resource.pot")
        if not any(where.startswith("code:") for where, _line in entry.occurrences)
    }
    assert shown - done == lent


def test_what_is_lent_does_not_change_what_is_said_here():
    """Odoo reads both files for this addon's code: one term, one translation."""
    own, lent = code_terms(OWN), code_terms(LENT)
    assert lent
    assert not {term for term in own.keys() & lent.keys() if own[term] != lent[term]}
