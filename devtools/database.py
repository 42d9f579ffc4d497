"""Databases: made once with all addons, brought up to date when an addon changed."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from . import paths, postgres, python_env
from .console import Problem, log_path, say, step

DEMO = "service"
TEST = "service_test"
LANGUAGES = "en_US,zh_CN"
# Files that a database takes in; other files work without an update.
TAKEN_IN = {".py", ".xml", ".csv", ".po", ".txt"}
PROGRESS = re.compile(r"Loading module (\S+) \((\d+)/(\d+)\)")


def command(python: Path, *arguments: str) -> list[str]:
    """The command line of Odoo, run with our configuration."""
    return [str(python), "-m", "odoo", *arguments]


def environment(name: str, env: dict[str, str]) -> dict[str, str]:
    return {**env, "PGDATABASE": name, "ODOO_RC": str(paths.CONFIG)}


def ensure(
    name: str, *, demo: bool, force: bool = False, addons=None
) -> dict[str, str]:
    """Make or update database ``name``; return the environment that leads to it.

    Only addons that changed since the last time are updated, with what depends on them.
    """
    python = python_env.ensure()
    env = environment(name, postgres.environment())
    addons = addons or paths.OUR_ADDONS
    stamp = paths.STAMPS / f"{name}.json"
    wanted = {addon: _fingerprint(addon) for addon in addons}
    known = json.loads(stamp.read_text()) if stamp.exists() else {}
    changed = [addon for addon in addons if known.get(addon) != wanted[addon]]
    if not known or not postgres.exists(name, env):
        postgres.drop(name, env)
        with step(
            f"Making database {name} ({'with' if demo else 'without'} demo data)"
        ):
            options = ["--with-demo"] if demo else []
            _odoo(python, env, name, "--init", addons, options)
    elif changed or force:
        with step(f"Bringing database {name} up to date"):
            # an addon that came since then has to be installed, not updated
            new = ["--init", ",".join(addons)]
            _odoo(python, env, name, "--update", changed or addons, new)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(json.dumps(known | wanted, indent=1))
    return env


def copy(source: str, target: str, env: dict[str, str]) -> dict[str, str]:
    """A fresh copy of a database and its files; the environment that leads to it.

    The copy is made by PostgreSQL, which wants nobody to be connected to the source.
    """
    postgres.drop(target, env)
    postgres.copy(source, target, env)
    files, copied = paths.FILES / source, paths.FILES / target
    shutil.rmtree(copied, ignore_errors=True)
    if files.exists():
        shutil.copytree(files, copied)
    return environment(target, env)


def build_bundles(env: dict[str, str]) -> None:
    """Build scripts and styles now, so that no first page has to wait for them."""
    script = "env['ir.qweb']._pregenerate_assets_bundles()\nenv.cr.commit()\n"
    shell = command(python_env.python(), "shell", "--no-http", "--log-level=error")
    done = subprocess.run(
        shell, env=env, cwd=paths.ROOT, input=script, text=True, capture_output=True
    )
    if done.returncode:
        raise Problem(f"the bundles could not be built: {done.stderr[-500:]}")


def forget(name: str) -> None:
    (paths.STAMPS / f"{name}.json").unlink(missing_ok=True)


def _odoo(python: Path, env, name: str, action: str, addons, options) -> None:
    log = log_path(f"odoo-{name}")
    arguments = [action, ",".join(addons), f"--load-language={LANGUAGES}", *options]
    with log.open("w") as out:
        process = subprocess.Popen(
            command(python, *arguments, "--stop-after-init", "--no-http"),
            env=env,
            cwd=paths.ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        broken = _follow(process.stdout, out)
        code = process.wait()
    if code or broken:
        forget(name)
        raise Problem(f"{broken or 'Odoo stopped'}; see {log}")


def _follow(lines, out) -> str:
    """Copy Odoo's log, show how far it is, return its first error if there is one."""
    broken, shown = "", ""
    for line in lines:
        out.write(line)
        if found := PROGRESS.search(line):
            shown = f"  {found[2]}/{found[3]} {found[1]}"
            _show(shown)
        if " CRITICAL " in line or (" ERROR " in line and not broken):
            broken = line.split(": ", 1)[-1].strip()
    if shown and sys.stdout.isatty():
        say("")
    return broken


def _show(text: str) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{text}", end="", flush=True)


def _fingerprint(addon: str) -> str:
    digest = hashlib.sha256()
    for path in sorted((paths.ADDONS / addon).rglob("*")):
        if path.suffix in TAKEN_IN and "tests" not in path.parts:
            digest.update(str(path.relative_to(paths.ADDONS)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
