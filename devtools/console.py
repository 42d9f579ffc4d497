"""Talking to the person at the terminal: steps with their time, one-line errors."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from . import paths


class Problem(Exception):
    """Something the person can mend; its text is one line that says how."""


def say(text: str) -> None:
    print(text, flush=True)


@contextmanager
def step(what: str):
    """Announce a piece of work and, when it is done, how long it took."""
    say(f"• {what} …")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.0f} s: {what}")


def run(command, *, log: str | None = None, env=None, cwd=None, hint: str = "") -> None:
    """Run ``command``; on failure show the log's end and raise a :class:`Problem`.

    Without ``log`` the command speaks to the terminal itself.
    """
    command = [str(part) for part in command]
    if log is None:
        code = subprocess.run(command, env=env, cwd=cwd or paths.ROOT).returncode
    else:
        code = _run_logged(command, log_path(log), env, cwd)
    if code:
        raise Problem(hint or f"“{' '.join(command[:4])} …” failed ({code}){_see(log)}")


def _run_logged(command, path: Path, env, cwd) -> int:
    with path.open("ab") as out:
        done = subprocess.run(
            command, env=env, cwd=cwd or paths.ROOT, stdout=out, stderr=out
        )
    if done.returncode:
        tail = path.read_text(errors="replace").splitlines()[-12:]
        sys.stderr.write("\n".join(f"  | {line}" for line in tail) + "\n")
    return done.returncode


def log_path(name: str) -> Path:
    paths.LOGS.mkdir(parents=True, exist_ok=True)
    return paths.LOGS / f"{name}.log"


def _see(log: str | None) -> str:
    return f"; see {log_path(log)}" if log else ""
