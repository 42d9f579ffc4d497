"""What every addon of this repository keeps to, read from its files alone."""

import ast
import csv
import re
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
ADDONS = sorted(path.parent for path in ROOT.glob("addons/*/__manifest__.py"))
# Each of these fails late or silently in Odoo 19 (see the comment behind it).
FORBIDDEN = {
    "_sql_constraints": "ignored since 19: use models.Constraint",
    "groups_id": "called group_ids since 19",
    "kanban-box": "passes the server's check and crashes in the browser",
    'type="json"': "called jsonrpc since 19",
    "type='json'": "called jsonrpc since 19",
    "odoo.osv": "use odoo.fields.Domain",
}
FORBIDDEN_IN_VIEWS = {"<tree": "called list since 18", "attrs=": "refused since 17"}


@pytest.fixture(params=ADDONS, ids=lambda path: path.name)
def addon(request) -> Path:
    return request.param


def manifest(addon: Path) -> dict:
    return ast.literal_eval((addon / "__manifest__.py").read_text())


def files(addon: Path, *suffixes: str) -> list[Path]:
    return sorted(path for path in addon.rglob("*") if path.suffix in suffixes)


def test_manifest_names_version_licence_and_author(addon):
    """A manifest without them is refused by Odoo 19 or warned about at each start."""
    data = manifest(addon)
    assert re.fullmatch(r"19\.0\.\d+\.\d+\.\d+", data["version"])
    assert data["license"] == "AGPL-3"
    assert data["author"]


def test_the_apps_do_not_know_each_other():
    """Each can be installed alone: they share foundations, and no names."""
    apps = {"service_repair", "consumer_complaints"}
    depends = {addon.name: set(manifest(addon)["depends"]) for addon in ADDONS}
    for app in apps:
        below, reached = list(depends[app]), set()
        while below:
            if (name := below.pop()) not in reached:
                reached.add(name)
                below += depends.get(name, ())
        assert not reached & apps
        [other] = apps - {app}
        for path in files(ROOT / "addons" / app, ".py", ".xml", ".js"):
            assert other not in path.read_text(), path


def test_manifest_lists_every_data_file_and_only_existing_ones(addon):
    """A view that no manifest names is never loaded, and nobody notices."""
    data = manifest(addon)
    listed = {*data.get("data", []), *data.get("demo", [])}
    on_disk = {
        str(path.relative_to(addon))
        for folder in ("views", "security", "data", "demo", "wizards", "report")
        for path in files(addon / folder, ".xml")
    }
    on_disk |= {
        str(path.relative_to(addon)) for path in addon.glob("security/*.access.csv")
    }
    assert on_disk <= listed
    assert all((addon / name).is_file() for name in listed)


def test_every_test_file_is_imported(addon):
    """Odoo's own runner only sees what tests/__init__.py imports; pytest sees all."""
    init = ast.parse((addon / "tests" / "__init__.py").read_text())
    imported = {
        alias.name
        for node in ast.walk(init)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    on_disk = {path.stem for path in (addon / "tests").glob("test_*.py")}
    assert on_disk <= imported


def test_rules_know_nothing_of_odoo(addon):
    """Rules are plain Python: no framework, no database, no clock on the wall."""
    for path in files(addon / "rules", ".py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            roots = {name.split(".")[0] for name in names}
            assert not roots & {"odoo", "psycopg2", "os", "time"}, path
        assert not re.search(r"\.(now|today|utcnow)\(", path.read_text()), path


def models_of(addon: Path) -> dict[str, str]:
    """Name → base class of the models that the addon makes anew."""
    found = {}
    for path in [*files(addon / "models", ".py"), *files(addon / "wizards", ".py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and node.bases:
                name, inherited = attribute(node, "_name"), attribute(node, "_inherit")
                if name and name not in (inherited or ()):
                    found[name] = ast.unparse(node.bases[0])
    return found


def attribute(node: ast.ClassDef, name: str):
    """The value of a class attribute that is written as a literal."""
    for statement in node.body:
        if isinstance(statement, ast.Assign):
            if ast.unparse(statement.targets[0]) == name:
                return ast.literal_eval(statement.value)
    return None


def test_every_model_has_an_access_line(addon):
    """A model without one is open to nobody, or by an inherited line to too many."""
    wanted = {
        name.replace(".", "_")
        for name, base in models_of(addon).items()
        if base != "models.AbstractModel"
    }
    path = addon / "security" / "ir.model.access.csv"
    rows = list(csv.DictReader(path.open())) if path.exists() else []
    column = "model_id:id" if rows and "model_id:id" in rows[0] else "model_id/id"
    listed = {row[column].rpartition("model_")[2] for row in rows}
    assert wanted <= listed


def test_one_model_a_file(addon):
    """`git log` of a file is the history of one model."""
    for path in files(addon / "models", ".py"):
        classes = [
            node
            for node in ast.parse(path.read_text()).body
            if isinstance(node, ast.ClassDef)
            and node.bases
            and ast.unparse(node.bases[0]).startswith("models.")
        ]
        assert len(classes) <= 1, path


def test_nothing_that_odoo_19_dropped(addon):
    for path in files(addon, ".py", ".xml", ".js"):
        text = path.read_text()
        words = dict(FORBIDDEN)
        if path.suffix == ".xml":
            words |= FORBIDDEN_IN_VIEWS
        for word, why in words.items():
            assert word not in text, f"{path}: {word} ({why})"


def test_sudo_says_why(addon):
    """Stepping over access rules is a decision: its reason stands beside it."""
    for path in files(addon, ".py"):
        if "tests" in path.parts:
            continue
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if ".sudo()" in line:
                near = lines[max(0, number - 3) : number + 1]
                assert any("#" in text for text in near), f"{path}:{number + 1}"


def test_functions_and_files_stay_small(addon):
    """A file one must scroll through is two files."""
    for path in files(addon, ".py"):
        if "tests" in path.parts:
            continue
        text = path.read_text()
        assert text.count("\n") <= 450, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                size = node.end_lineno - node.lineno + 1
                assert size <= 45, f"{path}:{node.lineno} {node.name}: {size} lines"


def test_chinese_is_complete(addon):
    """Every term of the template has a Chinese translation that is not a guess."""
    template = polib.pofile(str(addon / "i18n" / f"{addon.name}.pot"))
    chinese = polib.pofile(str(addon / "i18n" / "zh_CN.po"))
    done = {(entry.msgctxt, entry.msgid) for entry in chinese.translated_entries()}
    missing = [e.msgid for e in template if (e.msgctxt, e.msgid) not in done]
    assert not missing


def test_every_window_has_a_readable_address(addon):
    """An address such as /odoo/action-123 is another one on each database."""
    for path in files(addon, ".xml"):
        for record in ElementTree.parse(path).iter("record"):
            said = {field.get("name"): field.text for field in record.iter("field")}
            if record.get("model") == "ir.actions.act_window":
                is_dialog = said.get("target") == "new"
                assert is_dialog or "path" in said, f"{path}: {record.get('id')}"


def test_no_label_has_two_terms(addon):
    """A field, choice or menu stands under one term: the later of two would win."""
    chinese = polib.pofile(str(addon / "i18n" / "zh_CN.po"))
    terms = {}
    for entry in chinese:
        for place, _line in entry.occurrences:
            if place.startswith("model:"):
                terms.setdefault(place, set()).add(entry.msgid)
    assert not {place: found for place, found in terms.items() if len(found) > 1}


def test_cards_have_the_fields_that_they_ask_for(addon):
    """A card that asks for a field nobody loads breaks the board in the browser."""
    for path in files(addon, ".xml"):
        for view in ElementTree.parse(path).iter("kanban"):
            loaded = {field.get("name") for field in view.iter("field")}
            asked = set(
                re.findall(r"record\.(\w+)\.", ElementTree.tostring(view).decode())
            )
            assert asked <= loaded, f"{path}: {asked - loaded}"
