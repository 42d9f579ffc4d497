"""What `service_region` adds to an installation, beside `helpdesk_mgmt`.

Both are installed into copies of one database that already has what they depend on;
the time of a start that installs nothing is taken off. Promise: under 20 seconds.
"""

import os
import subprocess
import sys
import time

from databases import execute

PROMISE_SECONDS = 20
DEPENDENCIES = "mail,portal"
SOURCE = f"{os.environ['PGDATABASE']}_bare"
COPY = f"{os.environ['PGDATABASE']}_copy"


def start_odoo(database: str, *options: str) -> float:
    """Start Odoo, let it do its work and stop; the seconds it took."""
    command = [sys.executable, "-m", "odoo", "--stop-after-init", "--no-http"]
    start = time.monotonic()
    subprocess.run(
        [*command, "--log-level=error", "--load-language=zh_CN", *options],
        env={**os.environ, "PGDATABASE": database},
        check=True,
    )
    return time.monotonic() - start


def install(addon: str) -> float:
    """Seconds to install ``addon`` into a fresh copy."""
    execute("DROP DATABASE IF EXISTS {}", COPY)
    execute("CREATE DATABASE {} TEMPLATE {}", COPY, SOURCE)
    return start_odoo(COPY, "--init", addon)


def main() -> int:
    execute("DROP DATABASE IF EXISTS {}", SOURCE)
    start_odoo(SOURCE, "--init", DEPENDENCIES)
    idle = start_odoo(SOURCE)
    ours = install("service_region") - idle
    peer = install("helpdesk_mgmt") - idle
    for name in (COPY, SOURCE):
        execute("DROP DATABASE IF EXISTS {}", name)
    print(f"a start that installs nothing {idle:5.1f} s")
    print(f"service_region adds           {ours:5.1f} s   {ours / peer:.1f} times it")
    print(f"helpdesk_mgmt adds            {peer:5.1f} s")
    kept = ours < PROMISE_SECONDS
    print(f"{'kept' if kept else 'BROKEN':<7} under {PROMISE_SECONDS} s: {ours:.1f} s")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
