"""What visitors find behind the doors of an addon, held against a table."""

import re

from odoo.tools import mute_logger

# A part of an address that stands for many, in routes and in tables.
PLACE = re.compile(r"<[^>]*>|{[^}]*}|(?<=/)(?:pdf|exe|1)$")


class RouteTable:
    """For an HTTP test case of the addon: every door, and each visitor.

    A row of ``doors`` is a method, a path, and a cell for each of ``visitors``: the
    status, "s" when something is shown that is not for everybody, "c" when something is
    changed. `_found` knocks at a door and answers in these words.
    """

    addon = ""
    visitors = ()
    doors = ""

    def _rows(self):
        return [row.split() for row in self.doors.strip().splitlines()]

    def _found(self, method, path, visitor):
        """What a visitor gets at a door, in the words of the table."""
        raise NotImplementedError

    def _enter(self, visitor):
        """Come as a visitor; the public has no account."""
        login = None if visitor == "public" else f"door_{visitor}"
        self.authenticate(login, login)

    @mute_logger("odoo.http")
    def test_doors(self):
        """Who may not, finds nothing, changes nothing, and gets no error."""
        for method, path, *expected in self._rows():
            for visitor, cell in zip(self.visitors, expected, strict=True):
                with self.subTest(f"{method} {path}", visitor=visitor):
                    self.assertEqual(self._found(method, path, visitor), cell)

    def test_every_door_has_a_row(self):
        """A route that is added later needs a decision who finds what behind it."""
        modules = sorted(self.registry._init_modules)
        routes = self.env["ir.http"]._generate_routing_rules(modules, None)
        ours = {
            (method, PLACE.sub("*", url))
            for url, endpoint in routes
            if endpoint.__module__.startswith(f"odoo.addons.{self.addon}.")
            for method in endpoint.routing["methods"] or ("GET",)
            if method != "OPTIONS"
        }
        self.assertTrue(ours)
        doors = {
            (method, PLACE.sub("*", path.partition("?")[0]))
            for method, path, *_cells in self._rows()
        }
        self.assertFalse(ours - doors)
