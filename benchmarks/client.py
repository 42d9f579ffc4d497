"""What the web client asks a server for when it shows a view.

As it was seen in the requests of a browser: pages of 80 records, all fields that the
view's arch names (hidden columns too), names of what a field leads to, and the sums of
a kanban's progress bar in a request of their own.
"""

import json
from typing import NamedTuple

from lxml import etree

from odoo.tools.safe_eval import safe_eval

PAGE = 80
COUNTED_UP_TO = 10_001
# What these widgets want beside their field.
WITH_ACTIVITIES = {"kanban_activity", "list_activity"}
ACTIVITY_FIELDS = (
    "activity_exception_decoration",
    "activity_exception_icon",
    "activity_state",
    "activity_summary",
    "activity_type_icon",
    "activity_type_id",
)


class Arch(NamedTuple):
    """What the client reads out of a view: it does so once, then keeps it."""

    specification: dict
    order: str
    progress_bar: dict | None


class View:
    """A list or kanban of a model; ``view`` is its external id."""

    def __init__(self, model: str, view: str, kind: str = "kanban"):
        self.model, self.view, self.kind = model, view, kind
        self._archs: dict[str, Arch] = {}

    def prepare(self, env) -> None:
        """Read the view, which is no part of what is measured."""
        self._archs[env.cr.dbname] = read_arch(env, self.model, self.view, self.kind)

    def page(self, env, domain: list) -> None:
        """The first page of a list, or of a kanban without columns."""
        arch = self._archs[env.cr.dbname]
        env[self.model].web_search_read(
            domain,
            arch.specification,
            limit=PAGE,
            order=arch.order,
            count_limit=COUNTED_UP_TO,
        )

    def columns(self, env, domain: list, group: str) -> list[int]:
        """A kanban in columns; the ids that its open columns stand for."""
        arch = self._archs[env.cr.dbname]
        records = env[self.model].with_context(read_group_expand=True)
        if arch.progress_bar:
            records.read_progress_bar(domain, group, arch.progress_bar)
        found = records.web_read_group(
            domain,
            [group],
            order=arch.order,
            auto_unfold=True,
            unfold_read_specification=arch.specification,
            unfold_read_default_limit=PAGE,
        )
        opened = [each for each in found["groups"] if "__records" in each]
        return [each[group][0] for each in opened if each[group]]


def read_arch(env, model: str, view: str, kind: str) -> Arch:
    root = etree.fromstring(env[model].get_view(env.ref(view).id, kind)["arch"])
    fields = env[model]._fields
    specification = {}
    for node in root.iter("field"):
        specification[node.get("name")] = wanted(node, fields[node.get("name")])
        if node.get("widget") in WITH_ACTIVITIES:
            for name in ACTIVITY_FIELDS:
                specification[name] = names_of(fields[name])
    bar = root.find("progressbar")
    return Arch(
        specification,
        root.get("default_order", ""),
        bar if bar is None else {**bar.attrib, "colors": json.loads(bar.get("colors"))},
    )


def wanted(node, field) -> dict:
    """What is asked for a field, which depends on the widget that shows it."""
    if node.get("widget") in WITH_ACTIVITIES:
        return {"fields": {}}
    if node.get("widget") == "many2many_tags":
        return {"fields": {"display_name": {}, "color": {}}}
    found = names_of(field)
    if found and node.get("context"):
        found["context"] = safe_eval(node.get("context"))
    return found


def names_of(field) -> dict:
    return {"fields": {"display_name": {}}} if field.relational else {}


def typed(env, model: str, view: str, text: str) -> list:
    """The domain when ``text`` is typed into a search view: its first field's."""
    arch = env[model].get_view(env.ref(view).id, "search")["arch"]
    node = etree.fromstring(arch).find(".//field")
    return safe_eval(node.get("filter_domain"), {"self": text})
