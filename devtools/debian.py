"""Debian packages: installed where that is possible, or only unpacked into a folder.

Unpacking uses an apt configuration of its own, so the machine's package lists stay as
they are, and apt's own signature check against Debian's archive key stays on.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from . import paths
from .console import Problem, run, step

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
APT = paths.HOME / "apt"


def is_available() -> bool:
    return bool(
        shutil.which("apt-get") and shutil.which("dpkg-deb") and KEYRING.exists()
    )


def install(*packages: str, why: str) -> None:
    """Install packages on this machine, or say which command the person has to run."""
    sudo = _root_prefix()
    names = " ".join(packages)
    if not shutil.which("apt-get") or sudo is None:
        raise Problem(
            f"{why}: please install {names} (as root: apt-get install {names})"
        )
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with step(f"Installing {names} ({why})"):
        hint = f"Could not install {names}: is the network there? See .dev/log/apt.log"
        run([*sudo, "apt-get", "update", "-q"], log="apt", env=env, hint=hint)
        command = [*sudo, "apt-get", "install", "-y", "-q", "--no-install-recommends"]
        run([*command, *packages], log="apt", env=env, hint=hint)


def _root_prefix() -> list[str] | None:
    """What to put before a command to run it as root; None where nothing helps."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        if subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
            return ["sudo", "-n"]
    return None


def unpack(packages: list[str], suite: str, target: Path) -> None:
    """Download ``packages`` of a Debian suite and unpack them below ``target``."""
    options = _private_apt(suite)
    folder = paths.DOWNLOADS / suite
    folder.mkdir(parents=True, exist_ok=True)
    hint = f"Could not download {packages[0]} from Debian: is the network there?"
    run(["apt-get", *options, "update", "-q"], log="apt", hint=hint)
    run(["apt-get", *options, "download", *packages], log="apt", cwd=folder, hint=hint)
    target.mkdir(parents=True, exist_ok=True)
    for package in packages:
        newest = max(
            folder.glob(f"{package}_*.deb"), key=lambda deb: deb.stat().st_mtime
        )
        run(["dpkg-deb", "-x", newest, target], log="apt")


def _private_apt(suite: str) -> list[str]:
    """Options that point apt-get at one suite and at folders of our own."""
    base = APT / suite
    for folder in ("lists/partial", "cache/archives/partial"):
        (base / folder).mkdir(parents=True, exist_ok=True)
    source = base / "sources.list"
    source.write_text(f"deb [signed-by={KEYRING}] {_mirror()} {suite} main\n")
    settings = {
        "Dir::Etc::sourcelist": source,
        "Dir::Etc::sourceparts": "-",
        "Dir::State::Lists": base / "lists",
        "Dir::Cache": base / "cache",
        "Acquire::Languages": "none",
        # As root apt would drop to a user who cannot write into our folders.
        "APT::Sandbox::User": "root",
    }
    return [f"-o{key}={value}" for key, value in settings.items()]


def _mirror() -> str:
    """The Debian mirror that this machine's own apt sources name."""
    etc = Path("/etc/apt")
    files = [etc / "sources.list", *sorted((etc / "sources.list.d").glob("*"))]
    for file in files:
        if file.suffix in {".list", ".sources"} and file.is_file():
            for line in file.read_text(errors="replace").splitlines():
                found = re.match(
                    r"(?:deb |URIs:).*?(https?://\S+/debian)/?(?:\s|$)", line
                )
                if found:
                    return found.group(1)
    raise Problem(
        "No Debian mirror in /etc/apt: set ODOO_HOME to the folder of an Odoo 19"
    )
