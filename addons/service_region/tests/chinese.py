"""What a user with a Chinese screen reads, gathered so that a test can judge it."""

import re

from lxml import etree

CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"\b[A-Za-z]{2,}\b")
SHOWN = ("string", "title", "placeholder", "help", "aria-label", "confirm", "alt")
# The same in both languages.
SAME = {"ID", "URL", "CSV", "Odoo", "odoo"}
# Odoo's own addons whose labels our screens show.
FOREIGN = ("base", "web", "mail", "portal", "product", "resource", "phone_validation")


def load(env, *modules):
    """Make Chinese ready, with the terms of ``modules`` as their files have them."""
    lang = env["res.lang"].with_context(active_test=False)._lang_get("zh_CN")
    fresh = not lang.active
    env["res.lang"]._activate_lang("zh_CN")
    terms = env["ir.module.module"]
    if fresh:
        terms._load_module_terms(FOREIGN, ["zh_CN"])
    terms._load_module_terms(modules, ["zh_CN"], overwrite=True)
    env.invalidate_all()
    env.registry.clear_all_caches()


def english(texts):
    """Return those of ``texts`` that have words, but none in Chinese."""
    found = {" ".join(text.split()) for text in texts if text}
    return sorted(
        text
        for text in found
        if not CHINESE.search(text) and set(WORD.findall(text)) - SAME
    )


def labels_of_views(env, model, views):
    """Yield all that the views of ``model`` show beside the records' own contents.

    :param views: list of (view id or False, view type)
    """
    answer = env[model].get_views(views, {"toolbar": True})
    for view in answer["views"].values():
        yield from _labels(etree.fromstring(view["arch"]), model, answer["models"])
        for actions in view.get("toolbar", {}).values():
            yield from (action["name"] for action in actions)


def labels_of_apps(env, *apps):
    """Yield what the settings of these apps show."""
    answer = env["res.config.settings"].get_views([(False, "form")])
    form = etree.fromstring(answer["views"]["form"]["arch"])
    for app in apps:
        (node,) = form.xpath("//app[@name=$app]", app=app)
        yield from _labels(node, "res.config.settings", answer["models"])


def labels_of_page(html):
    """Yield what a web page shows between its header and its footer."""
    page = etree.HTML(html)
    for node in page.xpath("//main//*[not(self::script or self::style)]"):
        yield from (node.get(name) for name in SHOWN)
        yield from (node.text, node.tail)


def _labels(node, model, models):
    fields = models.get(model, {}).get("fields", {})
    yield from (node.get(name) for name in SHOWN)
    if not isinstance(node.tag, str):
        return
    yield from (node.text, node.tail)
    field = fields.get(node.get("name")) if node.tag == "field" else None
    if field:
        if not node.get("string"):
            yield field["string"]
        yield field.get("help")
        if node.get("name") != "lang":
            yield from (label for _value, label in field.get("selection") or ())
    for child in node:
        inner = field.get("relation") if field else None
        yield from _labels(child, inner or model, models)
