from odoo.tests import HttpCase, tagged


@tagged("post_install", "-at_install")
class TestTours(HttpCase):
    def test_try_an_address(self):
        """A manager tries an address and chooses one of the regions it leaves open."""
        self.start_tour("/odoo/regions", "service_region_try", login="admin")

    def test_walk_down(self):
        """A manager walks from the provinces down to a county and searches a name."""
        self.start_tour("/odoo/regions", "service_region_walk", login="admin")
