"""Odoo as it would run at another time: ``time_machine.py [Odoo's arguments]``.

It begins now. ``GET /time-machine?2026-10-12T02:00`` takes it to that moment (UTC, in
ISO), and time goes on from there; what PostgreSQL itself stamps rows with stays the
time of the wall.
"""

from freezegun import freeze_time

DOOR = "/time-machine"


def main() -> None:
    with freeze_time(tick=True) as clock:
        # imported in there, so that every module's clock is the shifted one
        from odoo.cli import main as odoo
        from odoo.http import Application

        serve = Application.__call__

        def travel(application, environ, start_response):
            if environ["PATH_INFO"] != DOOR:
                return serve(application, environ, start_response)
            clock.move_to(environ["QUERY_STRING"])
            start_response("204 No Content", [])
            return []

        Application.__call__ = travel
        odoo()


if __name__ == "__main__":
    main()
