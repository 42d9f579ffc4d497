import base64

from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .common import RepairCase
from .test_customer_link import picture


class GuideCase(RepairCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        categories = cls.env["product.category"]
        cls.safes = categories.create({"name": "保险柜"})
        cls.office = categories.create({"name": "办公柜", "parent_id": cls.safes.id})
        cls.locks = categories.create({"name": "门锁"})
        cls.guide = cls._create_guide("忘记密码", cls.safes)

    @classmethod
    def _create_guide(cls, name, category=None, **values):
        step = {"name": "第一步", "picture": base64.b64encode(picture())}
        return cls.env["service.guide"].create(
            {
                "name": name,
                "category_ids": category and category.ids,
                "step_ids": [(0, 0, step)],
                "is_published": True,
                **values,
            }
        )


@tagged("post_install", "-at_install")
class TestGuides(GuideCase):
    def test_for_a_kind_of_product_and_all_below_it(self):
        for_all = self._create_guide("保修卡", kind="course")
        office = self._create_guide("转盘", self.office)
        self._create_guide("草稿", self.office, is_published=False)
        guides = self.env["service.guide"]._guides_for
        self.assertEqual(guides(self.office), self.guide | office | for_all)
        self.assertEqual(guides(self.safes), self.guide | for_all)
        self.assertEqual(guides(self.locks), for_all)
        self.assertEqual(guides(self.locks.browse()), for_all)
        self.assertEqual(guides(self.office, ("course",)), for_all)

    def test_only_managers_write_them(self):
        for user in (self.technician, self.agent, self.dispatcher):
            self.assertEqual(self.guide.with_user(user).step_ids.name, "第一步")
            with self.assertRaises(AccessError):
                self.guide.with_user(user).name = "?"
        self.guide.with_user(self.manager).step_ids.text = "新"

    def test_one_press_counts_once(self):
        for press, outcome in (("a", "said"), ("a", "already"), ("b", "said")):
            self.assertEqual(self.guide._say_helpful(True, press * 32), outcome)
        self.guide._say_helpful(False, "c" * 32)
        found = self.guide.helpful_count, self.guide.unhelpful_count
        self.assertEqual(found, (2, 1))
        self.assertAlmostEqual(self.guide.helpful_share, 66.67, 2)


@tagged("post_install", "-at_install")
class TestGuidePages(HttpCase, GuideCase):
    def setUp(self):
        super().setUp()
        self.authenticate(None, None)

    def _say(self, answer, press="a" * 32):
        data = {"answer": answer, "press": press}
        data["csrf_token"] = Request.csrf_token(self)
        answer = self.url_open(f"{self.guide._page_path()}/helpful", data=data)
        self.guide.invalidate_recordset()
        return answer

    def test_anybody_reads_it(self):
        page = self.url_open(self.guide._page_path()).text
        self.assertIn("忘记密码", page)
        self.assertIn("第一步", page)
        shown = self.url_open(
            f"{self.guide._page_path()}/picture/{self.guide.step_ids.id}"
        )
        self.assertEqual(shown.headers["Content-Type"], "image/png")

    def test_in_the_readers_language(self):
        self.guide.with_context(lang="zh_CN").name = "忘了密码怎么办"
        self.opener.cookies["frontend_lang"] = "zh_CN"
        page = self.url_open(self.guide._page_path())
        self.assertIn("忘了密码怎么办", page.text)

    def test_each_visitor_says_it_once(self):
        self.assertIn("Did this help?", self.url_open(self.guide._page_path()).text)
        self.assertIn("Thank you for your answer", self._say("yes").text)
        self.assertIn("You answered already", self._say("no", "b" * 32).text)
        self.assertNotIn("Did this help?", self.url_open(self.guide._page_path()).text)
        found = self.guide.helpful_count, self.guide.unhelpful_count
        self.assertEqual(found, (1, 0))

    @mute_logger("odoo.http")
    def test_what_is_not_there(self):
        """Drafts, nonsense and other guides' pictures are answered alike."""
        draft = self._create_guide("草稿", is_published=False)
        foreign = f"{self.guide._page_path()}/picture/{draft.step_ids.id}"
        for path in (
            draft._page_path(),
            f"{draft._page_path()}/picture/{draft.step_ids.id}",
            foreign,
            "/service/guide/x",
            "/service/guide/99999999999999999999",
            "/service/guide/-",
        ):
            self.assertEqual(self.url_open(path).status_code, 404, path)
        self.assertEqual(self._say("perhaps").status_code, 404)
        answer = self.url_open(
            f"{self.guide._page_path()}/helpful", data={"answer": "yes"}
        )
        self.assertEqual(answer.status_code, 400)
        self.guide.invalidate_recordset()
        self.assertFalse(self.guide.helpful_count)
