from odoo.tests import Form, tagged

from .common import RepairCase

FORM = "service_repair.helpdesk_ticket_view_form"


@tagged("post_install", "-at_install")
class TestScreens(RepairCase):
    def _new(self, user):
        tickets = self.env["helpdesk.ticket"].with_user(user)
        return Form(tickets.with_context(default_is_repair=True), view=FORM)

    def test_a_call_needs_no_title(self):
        """An agent saves what the caller said; product and fault make the title."""
        product = self.env["product.product"].create({"name": "Safe 3C"})
        form = self._new(self.agent)
        form.caller_phone = "13800000001"
        form.address = "湖南凤凰县沱江镇"
        form.product_id = product
        form.fault = "won't open"
        self.assertEqual(form.station_id, self.fenghuang)
        self.assertFalse(form.name)
        ticket = form.save()
        self.assertEqual(ticket.name, "Safe 3C: won't open")
        self.assertAt(ticket, self.fenghuang)

    def test_dispatcher_chooses_in_the_form(self):
        """Only the dispatcher's form has a station to choose."""
        form = self._new(self.dispatcher)
        form.address = "湖南凤凰县沱江镇"
        form.station_id = self.jishou
        self.assertTrue(form.save().station_by_hand)
        with self.assertRaisesRegex(AssertionError, "readonly"):
            self._new(self.agent).station_id = self.jishou

    def test_repairs_open_in_their_own_form(self):
        """Wherever a repair ticket is opened from; other tickets as the helpdesk has
        it."""
        repair = self._create_ticket()
        other = self.env["helpdesk.ticket"].create({"name": "?", "description": "?"})
        self.assertEqual(repair.get_formview_id(), self.env.ref(FORM).id)
        self.assertNotEqual(other.get_formview_id(), self.env.ref(FORM).id)

    def test_a_ticket_being_filed_has_no_name_yet(self):
        """The web client then calls it new."""
        self.assertFalse(self.env["helpdesk.ticket"].new({}).display_name)
        ticket = self._create_ticket(fault="won't open")
        self.assertEqual(ticket.display_name, f"{ticket.number} - won't open")

    def test_each_role_may_open_its_screens(self):
        """Every screen that a role's menus lead to can be opened by that role."""
        for user in (self.technician, self.agent, self.dispatcher, self.manager):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            root = self.env.ref("service_repair.service_repair_root_menu").id
            opened = self._open_below(menus, root, user)
            self.assertIn("helpdesk.ticket", opened)

    def _open_below(self, menus, menu_id, user):
        """Load the views and a first page behind a menu and the menus below it."""
        menu, opened = menus[menu_id], set()
        if menu["action_model"] == "ir.actions.act_window":
            action = self.env["ir.actions.act_window"].browse(menu["action_id"]).sudo()
            model = self.env[action.res_model].with_user(user)
            views = [(view_id, kind) for view_id, kind in action.views]
            found = model.get_views([*views, (False, "search")])
            fields = found["models"][action.res_model]["fields"]
            if not model._transient:
                model.web_search_read([], {name: {} for name in fields}, limit=2)
            opened.add(action.res_model)
        for child in menu["children"]:
            opened |= self._open_below(menus, child, user)
        return opened
