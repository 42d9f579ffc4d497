"""Starting, watching and stopping the Odoo server."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from . import database, paths, postgres, python_env
from .console import Problem, log_path, say, step

PID = paths.HOME / "run" / "odoo.pid"
START_SECONDS = 120
# Odoo's threads take requests without end and answer them with errors once no database
# connection is left. A word that is no number has it take half as many as connections.
THREADS = {"ODOO_MAX_HTTP_THREADS": "by connections"}


def run(port: int, background: bool) -> None:
    """Serve the demo database until the person presses Ctrl-C (or ``./dev stop``)."""
    start = time.monotonic()
    _refuse_second()
    _refuse_taken(port)
    env = database.ensure(database.DEMO, demo=True)
    with step("Starting the server"):
        postgres.set_base_url(f"http://localhost:{port}", env)
        process = start_server(env, port)
        _remember(process.pid)
    _welcome(port, time.monotonic() - start)
    if not background:
        _wait(process)


def stop() -> None:
    """Stop the server and the private cluster, if ``./dev`` started them."""
    stopped = [what for what, was in (("Odoo", _stop_odoo()),) if was]
    if postgres.stop():
        stopped.append("PostgreSQL")
    say(f"Stopped {' and '.join(stopped)}." if stopped else "Nothing was running.")


def start_server(env, port: int, *options: str, program=()) -> subprocess.Popen:
    """Start Odoo, or a program that becomes it, and return once it answers."""
    command = program or database.command(python_env.python())
    with log_path("server").open("ab") as out:
        process = subprocess.Popen(
            [*command, f"--http-port={port}", "--gevent-port=0", *options],
            env={**THREADS, **env},
            cwd=paths.ROOT,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    _wait_until_ready(process, port)
    return process


@contextmanager
def serving(env, *options: str, program=()):
    """A server of its own on a free port, for tests: yields its address."""
    port = _free_port()
    process = start_server(env, port, *options, program=program)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        _end(process.pid)
        process.wait()


def _wait_until_ready(process, port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise Problem(f"The server stopped at once: see {log_path('server')}")
        if _answers(port):
            return
        time.sleep(0.3)
    _end(process.pid)
    raise Problem(f"No answer after {START_SECONDS} s: see {log_path('server')}")


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/web/health", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _refuse_second() -> None:
    """Two servers would share a database, and only the later one would be stopped."""
    if PID.exists() and _is_ours(int(PID.read_text())):
        raise Problem("It is running already: ./dev stop ends it")


def _refuse_taken(port: int) -> None:
    if not 0 < port < 65536:
        raise Problem(f"{port} is no port: choose one from 1024 to 65535")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            hint = "./dev stop, or ./dev run --port 8070"
            raise Problem(f"Port {port} is taken: {hint}") from None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _welcome(port: int, seconds: float) -> None:
    say(f"\n  http://localhost:{port}   ready after {seconds:.0f} s")
    say("  log in as admin / admin; the other logins stand in README.md")
    log = log_path("server")
    say(f"  Ctrl-C or ./dev stop ends it; its log is {log}\n")


def _wait(process) -> None:
    try:
        process.wait()
    except KeyboardInterrupt:
        _stop_odoo()
        process.wait()
        say("Stopped Odoo. (./dev stop also stops PostgreSQL.)")


def _remember(pid: int) -> None:
    PID.parent.mkdir(parents=True, exist_ok=True)
    PID.write_text(str(pid))


def _stop_odoo() -> bool:
    if not PID.exists():
        return False
    pid = int(PID.read_text())
    PID.unlink()
    return _is_ours(pid) and _end(pid)


def _is_ours(pid: int) -> bool:
    """A number from an old file may by now belong to somebody else's process."""
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            words = file.read().split(b"\0")
    except OSError:
        return False
    return os.fsencode(python_env.python()) in words and b"odoo" in words


def _end(pid: int) -> bool:
    """Ask the server to stop, and after ten seconds make it."""
    try:
        os.kill(pid, signal.SIGTERM)
        for _ in range(100):
            if _is_gone(pid):
                return True
            time.sleep(0.1)
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _is_gone(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
