"""Where Odoo 19 comes from: the person's own, or Debian's ``odoo-19`` package."""

import os
import subprocess
import sys
from pathlib import Path

from . import debian, paths
from .console import Problem, step

# Font Awesome has to come from a suite that still has version 4: version 6 has other
# file names, and every icon would be missing.
FROM_STABLE = ["fonts-font-awesome"]
# Odoo, and the packages into which it links its other fonts and a few scripts.
FROM_UNSTABLE = [
    "odoo-19",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
]
UNPACKED = paths.ODOO_UNPACKED / "usr/lib/python3/dist-packages"
# Named by mail's manifest, left out by Debian (it is a model with a free licence but no
# source). The backend's bundle only needs the file to be there.
LEFT_OUT = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def locate() -> Path:
    """The folder to put on Python's path so that ``import odoo`` finds Odoo 19."""
    if home := os.environ.get("ODOO_HOME"):
        return _check(Path(home).expanduser().resolve())
    return _importable() or _from_debian()


def _check(home: Path) -> Path:
    if not (home / "odoo" / "release.py").is_file():
        raise Problem(
            f"ODOO_HOME={home} holds no odoo/release.py: name the folder above"
        )
    release = (home / "odoo" / "release.py").read_text()
    if "version_info = (19, 0" not in release:
        raise Problem(f"ODOO_HOME={home} is not Odoo 19.0")
    return home


def _importable() -> Path | None:
    """The Odoo that the Python running ``./dev`` can import, when it is version 19."""
    code = "import odoo.release as r; print(r.version_info[0], r.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd="/"
    )
    version, _, file = done.stdout.strip().partition(" ")
    return Path(file).parent.parent if version == "19" else None


def _from_debian() -> Path:
    if not (UNPACKED / "odoo" / "release.py").is_file():
        if not debian.is_available():
            raise Problem(
                "Odoo 19 is not here and this is no Debian to get it from: "
                "set ODOO_HOME to the folder of an Odoo 19"
            )
        with step("Fetching Odoo 19 from Debian (about 125 MB)"):
            debian.unpack(FROM_STABLE, "bookworm", paths.ODOO_UNPACKED)
            debian.unpack(FROM_UNSTABLE, "unstable", paths.ODOO_UNPACKED)
        _add_left_out_file()
    return UNPACKED


def _add_left_out_file() -> None:
    stub = UNPACKED / LEFT_OUT
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("/* Not part of Debian's package. */\n")
