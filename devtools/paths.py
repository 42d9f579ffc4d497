"""Where things lie. All that ``./dev`` makes is under ``.dev``, which git ignores."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("DEV_HOME") or ROOT / ".dev").resolve()

ADDONS = ROOT / "addons"
CONFIG = ROOT / "odoo.conf"
DOWNLOADS = HOME / "downloads"
ODOO_UNPACKED = HOME / "odoo"
VENV = HOME / "venv"
LOGS = HOME / "log"
STAMPS = HOME / "stamps"
CLUSTER = HOME / "postgres"
FILES = ROOT / ".dev" / "data" / "filestore"  # as odoo.conf says

OUR_ADDONS = tuple(
    sorted(path.parent.name for path in ADDONS.glob("*/__manifest__.py"))
)
