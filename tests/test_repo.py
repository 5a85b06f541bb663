"""Hygiene of the repository: what may not be in it, and what must be said in it."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BINARY = {".woff2", ".ttf", ".png", ".xlsx", ".xls", ".xlsb", ".ods", ".parquet", ".zip", ".pdf"}
LAYERS = ("model", "loaders", "metrics", "charts", "store", "exports", "ui")

# Written in two halves, so that this file does not find itself.
FORBIDDEN = {
    "address of a package registry": r"(pypi\."
    + r"org|files\.python"
    + r"hosted|registry\.npm"
    + r"js|deb\.debian\."
    + r"org)",
    "setting of a package registry": r"(--(extra-)?index" + r"-url|--trusted" + r"-host)",
    "path of one machine": r"(?<![\w.])/(home/[a-z]|root/|Users/[A-Z]|work/[a-z])" + r"",
    "merge marker": r"^(<{7} |={7}$|>{7} )",
    "html with data in it": r"unsafe_allow" + r"_html\s*=\s*True",
    "unpickling": r"\bpickle\.load" + r"s?\(|read_pickle" + r"\(",
    "private key or token": r"BEGIN [A-Z ]*PRIVATE" + r" KEY|gh[pousr]_[A-Za-z0-9]{30}",
}
CODE_ONLY = {"html with data in it", "unpickling"}


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    names = listed.stdout.decode().split("\0") if listed.returncode == 0 else []
    paths = [ROOT / name for name in names if name]
    if not paths:
        paths = [p for p in ROOT.rglob("*") if not {".venv", ".git", "var"} & set(p.relative_to(ROOT).parts)]
    return sorted(p for p in paths if p.is_file() and p.suffix.lower() not in BINARY)


FILES = tracked()
PYTHON = [path for path in FILES if path.suffix == ".py"]


def forbidden(text: str, *, code: bool) -> list[str]:
    """Return what a text holds that may not be in the repository."""
    rules = FORBIDDEN.items() if code else ((k, v) for k, v in FORBIDDEN.items() if k not in CODE_ONLY)
    return [what for what, pattern in rules if re.search(pattern, text, re.MULTILINE)]


def silent_excepts(source: str) -> list[int]:
    """Return the lines where an exception is swallowed: bare, or with nothing but `pass` in it."""
    handlers = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ExceptHandler)]
    return [h.lineno for h in handlers if h.type is None or all(_says_nothing(s) for s in h.body)]


def _says_nothing(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Pass) or (
        isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    )


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_nothing_forbidden_is_tracked():
    found = {
        name(path): faults
        for path in FILES
        if (faults := forbidden(path.read_text("utf-8", "replace"), code=path.suffix == ".py"))
    }
    assert found == {}


def test_no_exception_is_swallowed():
    found = {name(p): lines for p in PYTHON if (lines := silent_excepts(p.read_text("utf-8")))}
    assert found == {}


def test_every_module_says_what_it_is_for():
    modules = [p for p in PYTHON if p.relative_to(ROOT).parts[0] in LAYERS and "migrations" not in p.parts]
    assert [name(p) for p in modules if not ast.get_docstring(ast.parse(p.read_text("utf-8")))] == []
    assert modules


def test_the_version_is_the_same_everywhere():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"## [{version}]" in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"softwareVersion: {version}\n" in (ROOT / "publiccode.yml").read_text("utf-8")


def test_the_licence_is_whole():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert [n for n in range(1, 16) if not re.search(rf"^\s*{n}\. ?[A-Z]", text, re.MULTILINE)] == []
    assert "Appendix" in text
    assert (ROOT / "static" / "fonts" / "OFL.txt").exists()


def test_publiccode_names_no_person_and_has_what_the_standard_asks():
    lines = (ROOT / "publiccode.yml").read_text("utf-8").splitlines()
    keys = {line.split(":")[0] for line in lines if re.match(r"^\w+:", line)}
    assert {
        "publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus",
        "softwareType", "description", "legal", "maintenance", "localisation",
    } <= keys  # fmt: skip
    assert not [line for line in lines if re.search(r"\b(email|phone):", line)]
    short = re.findall(r"shortDescription: >-\n((?: {6}.*\n)+)", "\n".join(lines) + "\n")
    assert len(short) == 2
    assert all(len(" ".join(text.split())) <= 150 for text in short)


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-dev.txt"])
def test_every_package_is_pinned(file):
    lines = [line.split("#")[0].strip() for line in (ROOT / file).read_text("utf-8").splitlines()]
    loose = [
        line
        for line in lines
        if line and line != "-r requirements.txt" and not re.fullmatch(r"[\w.-]+==[\w.]+(?:; .+)?", line)
    ]
    assert loose == []


def test_fonts_stay_small():
    assert sum(path.stat().st_size for path in (ROOT / "static" / "fonts").iterdir()) < 1_000_000


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("pip install -i https://pypi" + ".org/simple x", "address of a package registry"),
        ("pip install --index" + "-url x", "setting of a package registry"),
        ("open('/home" + "/iemand/x.csv')", "path of one machine"),
        ("a\n<<<<<<" + "< HEAD\nb", "merge marker"),
        ("st.markdown(x, unsafe_allow" + "_html=True)", "html with data in it"),
        ("pickle.load" + "s(content)", "unpickling"),
    ],
)
def test_a_forbidden_text_is_caught(text, what):
    assert forbidden(text, code=True) == [what]


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("try:\n    f()\nexcept ValueError:\n    pass", [3]),
        ("try:\n    f()\nexcept:\n    g()", [3]),
        ("try:\n    f()\nexcept ValueError:\n    'because'", [3]),
        ("try:\n    f()\nexcept ValueError as error:\n    report(error)", []),
    ],
)
def test_a_swallowed_exception_is_caught(source, lines):
    assert silent_excepts(source) == lines
