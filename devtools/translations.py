"""``./dev translate``: one .pot per addon, merged into its .po files.

What an addon says in ``i18n_extra`` for another one is merged with that one's own .pot.
A database with the addons knows all terms; polib merges, so that a changed term keeps
its old translation as a fuzzy one instead of losing it. Records that bring their own
translations with their data are left out.
"""

import subprocess
from pathlib import Path

from . import database, paths, python_env
from .console import Problem, step

# Who speaks for whom in a language that the other lacks.
LENDERS = {"service_repair": "helpdesk_mgmt"}
# Whose records come with their translations, so that no .po file speaks for them.
TRANSLATED = {"service_deadline": "model:service.deadline.policy,"}
LOCATE = """
import importlib.util, sys
spec = importlib.util.find_spec("odoo.addons." + sys.argv[1])
print(*spec.submodule_search_locations)
"""
LEAVE_OUT = """
import sys, polib
template = polib.pofile(sys.argv[1])
for term in list(template):
    places = [at for at in term.occurrences if not at[0].startswith(sys.argv[2])]
    if not places:
        template.remove(term)
    term.occurrences = places
template.save()
"""
MERGE = """
import sys, polib
template = polib.pofile(sys.argv[1])
for name in sys.argv[2:]:
    po = polib.pofile(name)
    po.merge(template)
    for entry in po.obsolete_entries():
        po.remove(entry)
    po.save()
    done = len(po.translated_entries())
    print(f"  {name}: {done} of {len(po)} translated")
"""


def refresh() -> None:
    env = database.ensure(database.TEST, demo=False)
    python = python_env.python()
    for addon in paths.OUR_ADDONS:
        with step(f"Terms of {addon}"):
            _refresh(addon, env, python)


def _refresh(addon: str, env, python) -> None:
    folder = paths.ADDONS / addon / "i18n"
    folder.mkdir(exist_ok=True)
    template = folder / f"{addon}.pot"
    export = ["i18n", "export", "--output", str(template), addon]
    done = subprocess.run(
        database.command(python, *export),
        env=env,
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise Problem(done.stderr.strip().splitlines()[-1])
    if places := TRANSLATED.get(addon):
        leave_out = [str(python), "-c", LEAVE_OUT, str(template), places]
        subprocess.run(leave_out, check=True)
    _merge(template, folder, python)
    if other := LENDERS.get(addon):
        where = subprocess.check_output([str(python), "-c", LOCATE, other], text=True)
        template = Path(where.strip(), "i18n", f"{other}.pot")
        _merge(template, paths.ADDONS / addon / "i18n_extra", python)


def _merge(template: Path, folder: Path, python) -> None:
    files = sorted(str(path) for path in folder.glob("*.po"))
    subprocess.run([str(python), "-c", MERGE, str(template), *files], check=True)
