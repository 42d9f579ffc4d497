"""PostgreSQL: the server that ``PG*`` variables name, or a private cluster of our own.

The private cluster listens on a socket only, trusts whoever may open that socket, and
does without fsync: it holds demonstrations and tests, nothing that must survive a
power cut.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from . import debian, paths
from .console import Problem, log_path, step

ROLE = "odoo"
ADMIN = "cluster_admin"
OLDEST = 13
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "log_min_messages": "warning",
}
# A socket's path may have 107 bytes, and ".s.PGSQL.5432.lock" goes behind the folder.
LONGEST_SOCKET_FOLDER = 85


def is_external() -> bool:
    return any(os.environ.get(name) for name in ("PGHOST", "PGSERVICE", "PGPORT"))


def environment() -> dict[str, str]:
    """What leads Odoo and libpq to the server, which is started if it is ours."""
    if is_external():
        return dict(os.environ)
    _start()
    return {**os.environ, "PGHOST": str(_socket_folder()), "PGUSER": ROLE}


def stop() -> bool:
    """Stop the private cluster; say whether there was anything to stop."""
    if is_external() or not _is_running():
        return False
    _pg_ctl("stop", "--mode=fast")
    return True


def drop(name: str, env: dict[str, str]) -> None:
    _client("dropdb", "--if-exists", "--force", name, env=env)


def copy(source: str, target: str, env: dict[str, str]) -> None:
    _client("createdb", f"--template={source}", target, env=env)


def has_addon(database: str, addon: str, env: dict[str, str]) -> bool:
    sql = f"SELECT state FROM ir_module_module WHERE name = '{addon}'"
    return _client("psql", "-XAtc", sql, database, env=env).strip() == "installed"


def exists(name: str, env: dict[str, str]) -> bool:
    sql = f"SELECT 1 FROM pg_database WHERE datname = '{name}'"
    return _client("psql", "-XAtc", sql, "postgres", env=env).strip() == "1"


def set_base_url(address: str, env: dict[str, str]) -> None:
    """Have links that go to people outside lead to where it is served."""
    sql = f"UPDATE ir_config_parameter SET value = '{address}'"
    _client("psql", "-XAtc", f"{sql} WHERE key = 'web.base.url'", env=env)


def _client(program: str, *arguments: str, env: dict[str, str]) -> str:
    command = [str(_program(program)), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True)
    if done.returncode:
        raise Problem(f"PostgreSQL: {' '.join(done.stderr.split())}")
    return done.stdout


def _program(name: str) -> Path:
    folder = _server_programs()
    if folder and (folder / name).exists():
        return folder / name
    found = shutil.which(name)
    if not found:
        raise Problem(f"{name} is missing: please install postgresql-client")
    return Path(found)


def _server_programs() -> Path | None:
    """The folder of the newest PostgreSQL server on this machine, if there is one."""
    folders = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if (folder / "initdb").exists() and int(folder.parent.name) >= OLDEST
    ]
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name))
    found = shutil.which("pg_ctl")
    return Path(found).resolve().parent if found else None


def _start() -> None:
    if _is_running():
        return
    if not _server_programs():
        debian.install("postgresql", why="no PostgreSQL server on this machine")
    if not (paths.CLUSTER / "PG_VERSION").exists():
        with step("Making a private PostgreSQL cluster"):
            _create_cluster()
    _make_folder(_socket_folder())
    _pg_ctl("start", "--wait", f"--log={_log()}", f"--options={_options()}")
    _ensure_role()


def _create_cluster() -> None:
    _make_folder(paths.CLUSTER)
    _as_owner(
        [
            _program("initdb"),
            f"--pgdata={paths.CLUSTER}",
            f"--username={ADMIN}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        ]
    )


def _ensure_role() -> None:
    env = {**os.environ, "PGHOST": str(_socket_folder()), "PGUSER": ADMIN}
    found = f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"
    if not _client("psql", "-XAtc", found, "postgres", env=env).strip():
        _client("createuser", "--createdb", ROLE, env=env)


def _is_running() -> bool:
    if not (paths.CLUSTER / "postmaster.pid").exists():
        return False
    command = [str(_program("pg_ctl")), "status", f"--pgdata={paths.CLUSTER}"]
    done = subprocess.run(command, capture_output=True, **_owner())
    return done.returncode == 0


def _pg_ctl(action: str, *arguments: str) -> None:
    _as_owner([_program("pg_ctl"), action, f"--pgdata={paths.CLUSTER}", *arguments])


def _as_owner(command) -> None:
    """Run a server program; its output goes to the log, so that no pipe stays open."""
    with log_path("postgres").open("ab") as out:
        done = subprocess.run(
            [str(part) for part in command], stdout=out, stderr=out, cwd="/", **_owner()
        )
    if done.returncode:
        raise Problem(
            f"PostgreSQL, run as {_owner().get('user', 'you')}, failed: see "
            ".dev/log/postgres.log (a folder it cannot enter? then set DEV_HOME)"
        )


def _owner() -> dict:
    """Whom the server runs as: it refuses root, so root lends it another user."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_name, "group": user.pw_gid, "extra_groups": []}
    raise Problem("PostgreSQL refuses root, and there is no user postgres or nobody")


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    owner = _owner()
    if owner:
        shutil.chown(folder, owner["user"], owner["group"])


def _socket_folder() -> Path:
    near = paths.HOME / "run"
    if len(os.fsencode(near)) <= LONGEST_SOCKET_FOLDER:
        return near
    mark = hashlib.sha256(os.fsencode(paths.HOME)).hexdigest()[:12]
    return Path("/tmp") / f"odoo-pg-{mark}"


def _options() -> str:
    settings = {**SETTINGS, "unix_socket_directories": str(_socket_folder())}
    return " ".join(f"-c {key}='{value}'" for key, value in settings.items())


def _log() -> Path:
    log = paths.CLUSTER.parent / "log" / "postgres-server.log"
    log.touch()
    owner = _owner()
    if owner:
        shutil.chown(log, owner["user"], owner["group"])
    return log
