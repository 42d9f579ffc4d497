import io
from types import SimpleNamespace
from unittest.mock import patch

from werkzeug.datastructures import FileStorage, MultiDict

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import BaseCommon

from ..controllers import door
from ..controllers.form_press import PRESS, new_press, press_key
from ..rules.uploads import PICTURES, Limits

LIMITS = Limits(("document",), max_bytes=10, max_files=2, max_together=20)


class TestDoor(BaseCommon):
    def setUp(self):
        super().setUp()
        self.session = {}
        self.files = MultiDict()
        request = SimpleNamespace(
            session=self.session,
            httprequest=SimpleNamespace(files=self.files),
            redirect=lambda url, code: (url, code),
        )
        self.startPatcher(patch.object(door, "request", request))

    def _upload(self, name, content, field="files"):
        self.files.add(field, FileStorage(io.BytesIO(content), filename=name))

    def test_uploads(self):
        """Fields without a file count for nothing, empty files do; names are clean."""
        self._upload("", b"")
        self._upload("合同\0.pdf", b"%PDF-")
        self._upload("leer.pdf", b"")
        self._upload("x.pdf", b"other", field="others")
        expected = [("合同.pdf", b"%PDF-"), ("leer.pdf", b"")]
        self.assertEqual(door.read_uploads("files", LIMITS), expected)
        # the request is tried again, as after two writers at once
        self.assertEqual(door.read_uploads("files", LIMITS), expected)

    def test_uploads_are_read_no_further_than_needed(self):
        """One byte and one file too many are enough to refuse."""
        for number in range(9):
            self._upload(f"{number}.pdf", b"x" * 1000)
        found = door.read_uploads("files", LIMITS)
        self.assertEqual([len(content) for _name, content in found], [11, 11, 11])

    def test_bodies(self):
        """A form is let through as large as its files may be together."""
        route = door.form_with_files(PICTURES)
        self.assertGreater(route["max_content_length"], PICTURES.max_together)
        self.assertTrue(route["csrf"] and route["methods"] == ["POST"])

    def test_notices(self):
        """What a press led to is said once, by the page of its record alone."""
        back = door.redirect_with_notice("/x", "test", 7, "added", "")
        self.assertEqual(back, ("/x", 303))
        self.assertEqual(door.take_notice("test", 8), [])
        self.assertEqual(door.take_notice("other", 7), [])
        self.assertTrue(door.has_notice("test", 7))
        self.assertEqual(door.take_notice("test", 7), ["added", ""])
        self.assertEqual(door.take_notice("test", 7), [])

    def test_press(self):
        """A form's own key tells its sendings apart; without one, what it says does."""
        key = new_press()
        self.assertEqual(press_key({"press": key}, "一"), key)
        said = press_key({}, "一", b"x")
        self.assertEqual(press_key({"press": "?"}, "一", b"x"), said)
        self.assertEqual(press_key({"press": 7}, "一", b"x"), said)
        self.assertNotEqual(press_key({}, "一x", b""), said)
        self.assertTrue(PRESS.fullmatch(said))


@tagged("post_install", "-at_install")
class TestOddRequests(HttpCase):
    @mute_logger("odoo.http", "odoo.addons.base.models.ir_http")
    def test_no_error_of_the_server(self):
        """Requests that Odoo itself stumbles over are answered like wrong ones."""
        new_test_user(self.env, "door_portal", "base.group_portal")
        self.authenticate("door_portal", "door_portal")
        answer = self.opener.options(f"{self.base_url()}/my/deactivate_account")
        self.assertEqual(answer.status_code, 405)
        for path, status in (
            ("/web/login?self=1", 200),
            ("/none%00", 404),
        ):
            with self.subTest(path):
                self.assertEqual(self.url_open(path).status_code, status)

    def test_refusals_are_sentences(self):
        """Each reason of the rules has words of its own, and names the file."""
        view = self.env["ir.ui.view"].with_user(self.env.ref("base.public_user"))
        values = {"limits": PICTURES, "max_length": 4000}
        cases = [(reason, "") for reason in ("empty", "long", "often", "many")]
        cases += [(reason, "<b>.png") for reason in ("empty", "large", "kind")]
        said = set()
        for refused, name in [*cases, ("together", "")]:
            values.update(refused=refused, refused_name=name)
            page = view._render_template("service_door.refusal", values)
            self.assertNotIn("<b>", page)
            self.assertEqual("&lt;b&gt;" in page, bool(name))
            said.add(" ".join(page.split()))
        self.assertEqual(len(said), 8)
