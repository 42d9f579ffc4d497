"""Rules without Odoo: ``addons/<addon>/rules`` is importable as ``<addon>_rules``.

An addon's own package imports odoo; its rules do not, so they are loaded by themselves.
"""

import importlib.util
import sys
from pathlib import Path

ADDONS = Path(__file__).resolve().parent.parent / "addons"


def load_rules(folder):
    """Register the package in ``folder`` under the name of the addon around it."""
    name = f"{folder.parent.name}_rules"
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)


for init in sorted(ADDONS.glob("*/rules/__init__.py")):
    load_rules(init.parent)
