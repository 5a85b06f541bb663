"""The walls of the house: who may import whom, and what a page may hold.

Each layer may use the layers below it and nothing else; Streamlit stays in `app.py`, `pages/` and `ui/`,
with two exceptions that are part of serving: `serve.py`, and Starlette in `ui/server.py` alone.
"""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MAY_IMPORT = {
    "model": set(),
    "loaders": {"model"},
    "metrics": {"model"},
    "charts": {"model"},
    "store": {"model", "loaders"},
    "exports": {"model", "metrics", "charts", "store"},
    "ui": {"model", "loaders", "metrics", "charts", "store", "exports"},
    "pages": {"model", "metrics", "charts", "exports", "ui"},
    "app": {"model", "metrics", "charts", "exports", "ui"},
    "serve": {"ui"},
}
OURS = set(MAY_IMPORT)
WITH_STREAMLIT = {"ui", "pages", "app", "serve"}
NOT_IN_PAGES = {"pandas", "numpy", "altair", "pyarrow", "sqlalchemy"}
PAGE_LINES = 80
FILE_LINES = 300


def imported(source: str) -> set[str]:
    """Return the dotted names that a source imports, with relative ones as `.name`.

    >>> sorted(imported("import a.b\\nfrom c import d\\nfrom . import e"))
    ['.e', 'a.b', 'c.d']
    """
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            joint = "" if base.endswith(".") or not base else "."
            names |= {f"{base}{joint}{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and _loads_by_name(node):
            names |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return names


def _loads_by_name(node: ast.Call) -> bool:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return name in {"import_module", "__import__"}


def layer_faults(layer: str, source: str) -> list[str]:
    """Return what a source of a layer imports without being allowed to."""
    tops = {name.split(".")[0] for name in imported(source) if not name.startswith(".")}
    faults = [f"{layer} imports {top}" for top in tops & (OURS - MAY_IMPORT[layer] - {layer})]
    if "streamlit" in tops and layer not in WITH_STREAMLIT:
        faults.append(f"{layer} imports streamlit")
    if "tests" in tops or "benchmarks" in tops:
        faults.append(f"{layer} imports tests or benchmarks")
    return sorted(faults)


def page_faults(source: str) -> list[str]:
    """Return what a page holds that belongs elsewhere."""
    tree = ast.parse(source)
    faults = [
        f"line {node.lineno}: {type(node).__name__}"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda)
    ]
    tops = {name.split(".")[0] for name in imported(source)}
    faults += [f"imports {top}" for top in sorted(tops & NOT_IN_PAGES)]
    if "session_state" in source:
        faults.append("touches session_state")
    if len(source.splitlines()) > PAGE_LINES:
        faults.append(f"more than {PAGE_LINES} lines")
    return faults


def layer_of(path: Path) -> str:
    first = path.relative_to(ROOT).parts[0]
    return first.removesuffix(".py")


SOURCES = sorted(
    path
    for path in [*ROOT.glob("*.py"), *(p for layer in OURS for p in (ROOT / layer).rglob("*.py"))]
    if layer_of(path) in OURS
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_stay_within_the_walls(path):
    assert layer_faults(layer_of(path), path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", [p for p in SOURCES if layer_of(p) == "pages"], ids=name)
def test_a_page_is_a_table_of_contents(path):
    assert page_faults(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_files_stay_readable(path):
    assert len(path.read_text("utf-8").splitlines()) <= FILE_LINES


@pytest.mark.parametrize("path", [p for p in SOURCES if layer_of(p) == "ui"], ids=name)
def test_only_the_server_start_knows_starlette(path):
    tops = {dotted.split(".")[0] for dotted in imported(path.read_text("utf-8"))}
    assert path.name == "server.py" or "starlette" not in tops


def test_the_tree_has_sources_to_check():
    assert {"model", "ui", "serve"} <= {layer_of(path) for path in SOURCES}


@pytest.mark.parametrize(
    ("layer", "source", "fault"),
    [
        ("model", "from loaders import load", "model imports loaders"),
        ("model", "import streamlit as st", "model imports streamlit"),
        ("loaders", "import store.db", "loaders imports store"),
        ("metrics", "def f():\n    from charts.theme import TOKENS", "metrics imports charts"),
        ("charts", "from metrics import fulfilment", "charts imports metrics"),
        ("store", "if True:\n    import metrics", "store imports metrics"),
        ("exports", "from ui import frame", "exports imports ui"),
        ("exports", "import loaders", "exports imports loaders"),
        ("pages", "from store import open", "pages imports store"),
        ("app", "import loaders", "app imports loaders"),
        ("model", "import importlib\nimportlib.import_module('ui.frame')", "model imports ui"),
        ("ui", "from tests.shared import shared", "ui imports tests or benchmarks"),
    ],
)
def test_a_wrong_import_is_caught(layer, source, fault):
    assert layer_faults(layer, source) == [fault]


@pytest.mark.parametrize(
    ("layer", "source"),
    [
        ("model", "from model import lijsten\nfrom . import taal\nimport pandas as pd"),
        ("exports", "from store import open\nfrom charts import theme"),
        ("ui", "import streamlit as st\nfrom loaders import load"),
        ("pages", "from ui import frame\nfrom metrics import fulfilment\nimport streamlit as st"),
    ],
)
def test_a_right_import_is_let_through(layer, source):
    assert layer_faults(layer, source) == []


@pytest.mark.parametrize(
    "source",
    [
        "def helper():\n    pass",
        "class Thing:\n    pass",
        "key = lambda row: row",
        "import pandas as pd",
        "from pandas import DataFrame",
        "import streamlit as st\nst.session_state['x'] = 1",
        "x = 1\n" * (PAGE_LINES + 1),
    ],
)
def test_a_page_that_does_too_much_is_caught(source):
    assert page_faults(source) != []
