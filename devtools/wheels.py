"""``./dev wheels``: one wheel per addon, proven by an installation from them alone."""

import shutil
import subprocess

from . import database, paths, postgres, python_env
from .console import Problem, run, say, step

DIST = paths.ROOT / "dist"
TRIAL = paths.HOME / "venv-wheels"
DATABASE = "service_wheels"


def build_and_try() -> None:
    python = python_env.ensure()
    shutil.rmtree(DIST, ignore_errors=True)
    for addon in paths.OUR_ADDONS:
        with step(f"Building {addon}"):
            _build(python, addon)
    with step("Installing the wheels into an environment of their own"):
        _install()
    env = _empty_database()
    with step("Initialising a database from the wheels alone"):
        _initialise(env)
    for wheel in sorted(DIST.glob("*.whl")):
        say(f"  {wheel.relative_to(paths.ROOT)}  {wheel.stat().st_size // 1024} KB")


def _build(python, addon: str) -> None:
    pip = [python, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation"]
    run([*pip, "--wheel-dir", DIST, paths.ADDONS / addon], log="wheels")


def _install() -> None:
    shutil.rmtree(TRIAL, ignore_errors=True)
    python = python_env.ensure(python_env.SERVER, venv=TRIAL)
    wheels = sorted(str(wheel) for wheel in DIST.glob("*.whl"))
    run([python, "-m", "pip", "install", "--no-deps", *wheels], log="wheels")


def _empty_database() -> dict[str, str]:
    env = database.environment(DATABASE, postgres.environment())
    postgres.drop(DATABASE, env)
    return env


def _initialise(env) -> None:
    """Away from the project's folder and its odoo.conf, so only the wheels are seen."""
    away = paths.HOME / "wheels"
    away.mkdir(exist_ok=True)
    env = {key: value for key, value in env.items() if key != "ODOO_RC"}
    names = ",".join(paths.OUR_ADDONS)
    command = database.command(python_env.python(TRIAL), "--init", names)
    options = [
        f"--data-dir={away}",
        "--stop-after-init",
        "--no-http",
        "--log-level=warn",
    ]
    done = subprocess.run(
        [*command, *options], env=env, cwd=away, capture_output=True, text=True
    )
    if done.returncode or " ERROR " in done.stderr or not _are_installed(env):
        raise Problem(f"the wheels do not install:\n{done.stderr[-2000:]}")


def _are_installed(env) -> bool:
    return all(postgres.has_addon(DATABASE, addon, env) for addon in paths.OUR_ADDONS)
