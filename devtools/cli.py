"""The commands of ``./dev`` and their options."""

import argparse
import contextlib
import os
import subprocess
import sys
import time

from . import paths
from .bench import BENCHMARKS
from .console import Problem, run, say

TEST_ARGUMENTS = (
    "Without arguments every check runs. Arguments go to pytest, and then only tests "
    "run: ./dev test -k coverage, ./dev test tests/unit."
)
PROVE_ARGUMENTS = (
    "The same tests as in ./dev test, which runs the long ones in small. Arguments go "
    "to pytest: ./dev prove -k coverage."
)
BENCH_ARGUMENTS = (
    "Arguments are names of benchmarks; without any all of them run. There are: "
)
SHELL_ARGUMENTS = "Arguments go to Odoo's shell command: ./dev shell --log-level=warn."


def main(argv: list[str]) -> int:
    """Run one command; return the exit status. Errors are one line on stderr."""
    options, rest = _parser().parse_known_args(argv)
    if rest and not options.passes_on:
        _parser().error(f"{options.name} does not know {' '.join(rest)}")
    try:
        return options.do(options, rest) or 0
    except (Problem, OSError) as problem:
        sys.stderr.write(f"./dev {options.name}: {problem}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./dev",
        description="Set up, run, test and package the service suite for Odoo 19.",
        epilog="Everything it makes lies in .dev; ODOO_HOME names an Odoo 19 of your "
        "own, PGHOST and the other PG* variables a PostgreSQL server of your own.",
    )
    commands = parser.add_subparsers(metavar="command", required=True)
    _add_serving(commands)
    _add_testing(commands)
    _add_looking(commands)
    _add_making(commands)
    return parser


def _add(commands, name: str, do, text: str, helps: bool = True):
    command = commands.add_parser(name, help=text, description=text, add_help=helps)
    command.set_defaults(do=do, name=name, passes_on=not helps)
    return command


def _add_passing_on(commands, name: str, do, text: str, more: str) -> None:
    """A command that passes its arguments on; ``more`` says to what."""
    command = _add(commands, name, do, text)
    command.set_defaults(passes_on=True)
    command.usage = f"./dev {name} [-h] [argument ...]"
    command.epilog = more


def _add_serving(commands) -> None:
    run_ = _add(commands, "run", _run, "set everything up and serve it with demo data")
    run_.add_argument(
        "--port",
        type=int,
        default=8069,
        help="where it answers, on this machine only; 8069 if not given",
    )
    run_.add_argument(
        "--background",
        action="store_true",
        help="return when it answers; ./dev stop ends it",
    )
    _add(commands, "stop", _stop, "stop what ./dev started")
    _add(commands, "setup", _setup, "fetch and install everything, and start nothing")
    _add(commands, "update", _update, "take changed addons into the demo database")


def _add_testing(commands) -> None:
    named = ", ".join(f"{name} ({each.text})" for name, each in BENCHMARKS.items())
    for name, do, text, more in (
        ("test", _test, "run all checks and tests", TEST_ARGUMENTS),
        ("prove", _prove, "run the long proofs in full", PROVE_ARGUMENTS),
        ("bench", _bench, "measure against peers", f"{BENCH_ARGUMENTS}{named}."),
    ):
        _add_passing_on(commands, name, do, text, more)


def _add_looking(commands) -> None:
    text = "a Python shell on the demo database"
    _add_passing_on(commands, "shell", _shell, text, SHELL_ARGUMENTS)
    resolve = _add(commands, "resolve", _resolve, "addresses → their divisions")
    resolve.add_argument(
        "address",
        nargs="*",
        help="each argument is one; without any they come on standard input, one a "
        "line. Prints the text, status, code, full name and reason, between tabs.",
    )
    # its own script answers --help
    text = "when a term ends, and why (./dev due --help)"
    _add(commands, "due", _due, text, helps=False)
    _add_shot(_add(commands, "shot", _shot, "a screenshot of a page as somebody"))


def _add_making(commands) -> None:
    text = "export the terms and merge them into the .po files"
    _add(commands, "translate", _translate, text)
    text = "build one wheel per addon into dist/ and try them"
    _add(commands, "wheels", _wheels, text)


def _add_shot(command) -> None:
    command.add_argument(
        "page", help="path behind the host, e.g. /odoo/service-stations"
    )
    command.add_argument("file", help="where the picture goes, a .png")
    command.add_argument("--login", help="whom to log in as (password = login)")
    command.add_argument(
        "--lang",
        default="zh_CN",
        choices=("zh_CN", "en_US"),
        help="zh_CN if not given; stays that person's language",
    )
    command.add_argument(
        "--width", type=int, default=1400, help="pixels, 1400; a phone has 360"
    )
    command.add_argument("--height", type=int, default=900, help="pixels, 900")
    command.add_argument(
        "--click",
        action="append",
        default=[],
        help="what to click on first, a CSS selector or text=…; may be repeated",
    )
    command.add_argument(
        "--port", type=int, default=8069, help="of the running server; 8069"
    )


def _run(options, rest) -> None:
    from . import server

    server.run(options.port, options.background)


def _stop(options, rest) -> None:
    from . import server

    server.stop()


def _setup(options, rest) -> None:
    from . import browser, pdf, postgres, python_env

    start = time.monotonic()
    python_env.ensure()
    postgres.environment()
    browser.ensure()
    pdf.ensure()
    say(f"Ready after {time.monotonic() - start:.0f} s.")


def _update(options, rest) -> None:
    from . import database

    database.ensure(database.DEMO, demo=True, force=True)


def _test(options, rest) -> int:
    from . import testing

    return testing.run(rest)


def _prove(options, rest) -> int:
    from . import testing

    return testing.prove(rest)


def _bench(options, rest) -> int:
    from . import bench

    return bench.run(rest)


def _shell(options, rest) -> int:
    from . import database, python_env

    env = database.ensure(database.DEMO, demo=True)
    shell = database.command(python_env.python(), "shell", "--no-http", *rest)
    return subprocess.run(shell, env=env, cwd=paths.ROOT).returncode


def _resolve(options, rest) -> int:
    """Needs neither Odoo nor a database, so it runs in this very Python."""
    script = str(paths.ROOT / "scripts" / "resolve.py")
    os.execv(sys.executable, [sys.executable, script, *options.address])


def _due(options, rest) -> int:
    """Needs no database, only Python packages; standard output is for answers alone."""
    from . import python_env

    with contextlib.redirect_stdout(sys.stderr):
        python = python_env.ensure()
    script = paths.ROOT / "scripts" / "due.py"
    os.execv(python, [str(python), str(script), *rest])


def _shot(options, rest) -> None:
    from . import browser, python_env

    if not options.page.startswith("/") or not options.file.endswith(".png"):
        raise Problem("a page begins with /, a picture's name ends in .png")
    browser.ensure()
    script = paths.ROOT / "devtools" / "shot.py"
    arguments = [options.page, options.file, options.login or "", options.lang]
    size = [options.width, options.height, options.port]
    run([python_env.ensure(), script, *arguments, *size, *options.click])


def _translate(options, rest) -> None:
    from . import translations

    translations.refresh()


def _wheels(options, rest) -> None:
    from . import wheels

    wheels.build_and_try()
