"""``./dev`` answers mistakes with one line that says what to do."""

import os
import socket
import subprocess
import sys
from pathlib import Path

from devtools.cli import _parser

ROOT = Path(__file__).resolve().parents[2]


def dev(*arguments: str, **env: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, str(ROOT / "dev"), *arguments],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        cwd=ROOT,
    )


def test_help_lists_the_commands():
    out = dev("--help").stdout
    commands = "run stop test update shell resolve due bench prove shot wheels"
    for command in commands.split():
        assert f"    {command} " in out


def test_unknown_word_is_refused():
    done = dev("run", "--prot", "80")
    assert done.returncode == 2
    assert "--prot" in done.stderr


def test_wrong_odoo_home_is_one_clear_line(tmp_path):
    done = dev("setup", ODOO_HOME=str(tmp_path), DEV_HOME=str(tmp_path / "dev"))
    assert done.returncode == 1
    assert done.stderr.startswith("./dev setup: ODOO_HOME=")
    assert len(done.stderr.splitlines()) == 1


def test_taken_port_is_one_clear_line():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = dev("run", "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_stop_with_nothing_running_says_so(tmp_path):
    done = dev("stop", DEV_HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "Nothing was running.\n")


def test_resolve_needs_neither_odoo_nor_database(tmp_path):
    """It runs in the Python that is there, and answers line by line, in order."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "dev"), "resolve"],
        input="苏州市昆山市\n密码忘了\n",
        env={**os.environ, "DEV_HOME": str(tmp_path), "PGHOST": "/nowhere"},
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    first, second = (line.split("\t") for line in done.stdout.splitlines())
    assert first[:4] == ["苏州市昆山市", "resolved", "320583", "江苏省苏州市昆山市"]
    assert second[:3] == ["密码忘了", "unknown", ""]


def test_resolve_takes_its_arguments_too():
    """An address given as an argument is resolved; nothing is waited for."""
    done = dev("resolve", "苏州市昆山市", "密码忘了")
    first, second = (line.split("\t") for line in done.stdout.splitlines())
    assert first[:3] == ["苏州市昆山市", "resolved", "320583"]
    assert second[:2] == ["密码忘了", "unknown"]


def test_every_argument_is_explained():
    """Each command says what each of its arguments is, without being run."""
    (commands,) = (each for each in _parser()._actions if each.choices)
    for name, command in commands.choices.items():
        assert all(each.help for each in command._actions), name
        if command.get_default("passes_on") and command.add_help:
            assert "rguments" in command.epilog, name
