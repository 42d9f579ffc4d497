"""Odoo as it would run at another time: ``time_machine.py MOMENT [Odoo's arguments]``.

MOMENT is UTC, in ISO. Time goes on from there; what PostgreSQL itself stamps rows with
stays the time of the wall.
"""

import sys

from freezegun import freeze_time


def main() -> None:
    moment = sys.argv.pop(1)
    with freeze_time(moment, tick=True):
        # imported at that time, so that every module's clock is the shifted one
        from odoo.cli import main as odoo

        odoo()


if __name__ == "__main__":
    main()
