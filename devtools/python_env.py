"""The virtual environments: Odoo on the path, the pinned requirements inside."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

from . import debian, odoo_source, paths
from .console import Problem, run, step

SERVER = ("requirements.txt",)
DEVELOPMENT = (*SERVER, "requirements-dev.txt")
# OCA's wheels ask for the distribution "odoo", which a checkout does not have and
# whose own requirements would be resolved anew: so without dependencies.
ADDONS = "requirements-addons.txt"
OLDEST, NEWEST = (3, 10), (3, 13)


def python(venv: Path = paths.VENV) -> Path:
    return venv / "bin" / "python"


def ensure(requirements=DEVELOPMENT, venv: Path = paths.VENV, addons=True) -> Path:
    """Make the environment, or bring it up to date; return its Python."""
    odoo = odoo_source.locate()
    _create(venv)
    _put_on_path(venv, odoo)
    files = [*requirements, *([ADDONS] if addons else [])]
    stamp = venv / "requirements.sha256"
    wanted = _fingerprint(files)
    if not stamp.exists() or stamp.read_text() != wanted:
        with step(f"Installing Python packages ({', '.join(files)})"):
            _install(venv, requirements, addons)
        stamp.write_text(wanted)
    return python(venv)


def _install(venv: Path, requirements, addons: bool) -> None:
    pip = [python(venv), "-m", "pip", "install", "--disable-pip-version-check"]
    hint = "Could not install Python packages: no network? See .dev/log/pip.log"
    for name in requirements:
        run([*pip, "-r", paths.ROOT / name], log="pip", hint=hint)
    if addons:
        run([*pip, "--no-deps", "-r", paths.ROOT / ADDONS], log="pip", hint=hint)


def ensure_folder(requirements: str, folder: Path) -> Path:
    """Packages in a folder of their own, without what they depend on."""
    stamp = folder / "requirements.sha256"
    wanted = _fingerprint([requirements])
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        pip = [python(), "-m", "pip", "install", "--disable-pip-version-check"]
        file = paths.ROOT / requirements
        run([*pip, "--no-deps", "--target", folder, "-r", file], log="pip")
        stamp.write_text(wanted)
    return folder


def create(venv: Path) -> None:
    """An empty environment, made with the Python that runs ``./dev``."""
    _create(venv)


def _create(venv: Path) -> None:
    if python(venv).exists():
        return
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Problem(
            f"Odoo 19 runs on Python 3.10 to 3.13, this is {sys.version.split()[0]}: "
            "start ./dev with another one (python3.12 ./dev …)"
        )
    if not _try_venv(venv):
        debian.install("python3-venv", why="Python's venv module is missing")
        if not _try_venv(venv):
            raise Problem(f"Could not make a virtual environment in {venv}")


def _try_venv(venv: Path) -> bool:
    command = [sys.executable, "-m", "venv", str(venv)]
    done = subprocess.run(command, capture_output=True)
    if done.returncode:
        # Half an environment would pass for a whole one the next time.
        shutil.rmtree(venv, ignore_errors=True)
    return done.returncode == 0


def _put_on_path(venv: Path, odoo: Path) -> None:
    site = next((venv / "lib").glob("python3.*")) / "site-packages"
    (site / "odoo-source.pth").write_text(f"{odoo}\n")


def _fingerprint(files) -> str:
    content = b"\0".join((paths.ROOT / name).read_bytes() for name in files)
    return hashlib.sha256(content + sys.version.encode()).hexdigest()
