"""The rules of the house, held by a test: layers, import cycles, sizes, names, and where clock and disk are touched.

Each rule is a function from modules to sentences about what breaks it. One test asks it about the package, another
shows with a small made-up module that it can say no.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import pytest

PACKAGE = "reapply_desktop"
ROOT = Path(__file__).resolve().parent.parent
MAX_MODULE_LINES, MAX_FUNCTION_LINES, MAX_METHODS = 400, 80, 30
QT = {"PySide6", "shiboken6"}
# Where the clock is read and ids are made; everything else is handed them.
EDGES = {f"{PACKAGE}.{name}" for name in ("__main__", "cli", "app", "ui.document")}
CLOCK = {
    "date": {"today"},
    "datetime": {"now", "utcnow", "today"},
    "time": {"time", "time_ns", "localtime", "gmtime"},
    "uuid": {"uuid1", "uuid4"},
    "QDate": {"currentDate"},
    "QDateTime": {"currentDateTime", "currentDateTimeUtc"},
    "QUuid": {"createUuid"},
}
OUTSIDE_WORLD = {
    "os", "sys", "io", "pathlib", "tempfile", "shutil", "subprocess", "socket", "ssl", "urllib", "http", "logging",
    "random", "secrets", "threading", "multiprocessing", "asyncio", "time", "locale", "platform", "importlib",
}  # fmt: skip
SLOW = {
    "icalendar", "reportlab", "pypdfium2", "pypdf", "cryptography", "xlsxwriter", "arabic_reshaper", "bidi", "asyncio",
    "urllib", "importlib.metadata",
}  # fmt: skip
VAGUE_WORDS = {"manager", "managers", "helper", "helpers", "util", "utils", "utility", "utilities"}


@dataclass(frozen=True)
class Module:
    name: str
    source: str = field(repr=False)
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    def is_in(self, *packages: str) -> bool:
        """Whether this is one of the packages (named below the top one) or lies inside one."""
        return any(f"{self.name}.".startswith(f"{PACKAGE}.{package}.") for package in packages)


@dataclass(frozen=True)
class Import:
    """One imported name: `target` is the dotted module, or module plus name where that may be a module itself."""

    target: str
    line: int
    at_start: bool  # runs when the module is imported: neither in a function nor under TYPE_CHECKING

    def is_of(self, *names: str) -> bool:
        return any(f"{self.target}.".startswith(f"{name}.") for name in names)


Rule = Callable[[Sequence[Module]], list[str]]


def the_package() -> list[Module]:
    modules = []
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        modules.append(Module(name, path.read_text(encoding="utf-8"), is_package))
    return modules


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """Every import anywhere in the module, relative ones resolved."""
    found: list[Import] = []

    def walk(node: ast.AST, at_start: bool) -> None:
        if isinstance(node, ast.Import):
            found.extend(Import(alias.name, node.lineno, at_start) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parts = module.name.split(".")
                kept = parts[: len(parts) - node.level + (1 if module.is_package else 0)]
                base = ".".join([*kept, *([node.module] if node.module else [])])
            found.extend(Import(f"{base}.{alias.name}", node.lineno, at_start) for alias in node.names)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for child in node.body:
                walk(child, False)
            for child in node.orelse:
                walk(child, at_start)
        else:
            inside = at_start and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for child in ast.iter_child_nodes(node):
                walk(child, inside)

    walk(module.tree, True)
    return tuple(found)


def graph(modules: Sequence[Module], *, at_start_only: bool = False) -> dict[str, set[str]]:
    """Module → the modules of the package that it imports."""
    names = {module.name for module in modules}
    edges: dict[str, set[str]] = {}
    for module in modules:
        edges[module.name] = set()
        for one in imports(module):
            target = one.target if one.target in names else one.target.rpartition(".")[0]
            if target in names and (one.at_start or not at_start_only):
                edges[module.name].add(target)
    return edges


def loaded_by(start: str, modules: Sequence[Module]) -> Iterator[tuple[Module, Import]]:
    """The imports that run as soon as `start` is imported, in it and in what it imports."""
    edges = graph(modules, at_start_only=True)
    reached: set[str] = set()
    waiting = [start] if start in edges else []
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(edges[name])
    for module in modules:
        if module.name in reached:
            yield from ((module, one) for one in imports(module) if one.at_start)


def functions_and_classes(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node


def domain_imports_only_the_standard_library_and_itself(modules: Sequence[Module]) -> list[str]:
    return [
        f"{module.name}:{one.line} imports {one.target}"
        for module in modules
        if module.is_in("domain")
        for one in imports(module)
        if not one.is_of(f"{PACKAGE}.domain") and one.target.split(".")[0] not in sys.stdlib_module_names
    ]


def domain_stays_away_from_clock_disk_and_network(modules: Sequence[Module]) -> list[str]:
    found = []
    for module in modules:
        if not module.is_in("domain"):
            continue
        outside = [one for one in imports(module) if one.is_of(*OUTSIDE_WORLD)]
        found += [f"{module.name}:{one.line} imports {one.target}" for one in outside]
        for node in ast.walk(module.tree):
            called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if called in {"print", "open", "input", "exec", "eval", "__import__"}:
                found.append(f"{module.name}:{node.lineno} calls {called}()")
    return found


def services_know_neither_window_nor_command_line(modules: Sequence[Module]) -> list[str]:
    upward = [f"{PACKAGE}.{name}" for name in ("ui", "app", "cli", "__main__")]
    return [
        f"{module.name}:{one.line} imports {one.target}"
        for module in modules
        if module.is_in("services")
        for one in imports(module)
        if one.is_of(*upward, *QT)
    ]


def only_ui_and_app_import_qt(modules: Sequence[Module]) -> list[str]:
    return [
        f"{module.name}:{one.line} imports {one.target}"
        for module in modules
        if not module.is_in("ui", "app")
        for one in imports(module)
        if one.is_of(*QT)
    ]


def only_app_knows_the_main_window(modules: Sequence[Module]) -> list[str]:
    """Calls go down, signals go up: a page that knows the window it stands in cannot be shown or tested alone."""
    return [
        f"{module.name}:{one.line} imports {one.target}"
        for module in modules
        if not module.is_in("app", "ui.main_window")
        for one in imports(module)
        if one.is_of(f"{PACKAGE}.ui.main_window") or (module.is_in("ui") and one.is_of(f"{PACKAGE}.app"))
    ]


def no_import_cycles(modules: Sequence[Module]) -> list[str]:
    """Cycles, imports inside functions and under TYPE_CHECKING counted: they hide a cycle, they do not remove it."""
    edges = graph(modules)
    found: list[str] = []
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> None:
        if name in trail:
            found.append(" → ".join([*trail[trail.index(name) :], name]))
        elif name not in done:
            for target in sorted(edges[name]):
                visit(target, [*trail, name])
            done.add(name)

    for name in sorted(edges):
        visit(name, [])
    return found


def nothing_slow_before_the_first_window(modules: Sequence[Module]) -> list[str]:
    return [
        f"{module.name}:{one.line} imports {one.target}; do it inside the function that uses it"
        for module, one in loaded_by(f"{PACKAGE}.app", modules)
        if one.is_of(*SLOW)
    ]


def the_command_line_loads_no_qt(modules: Sequence[Module]) -> list[str]:
    starts = [module.name for module in modules if module.is_in("__main__", "cli")]
    found = {
        f"{module.name}:{one.line} imports {one.target}"
        for start in starts
        for module, one in loaded_by(start, modules)
        if one.is_of(*QT)
    }
    return sorted(found)


def modules_stay_short(modules: Sequence[Module]) -> list[str]:
    counted = ((module, len(module.source.splitlines())) for module in modules)
    return [
        f"{module.name} has {lines} lines, above {MAX_MODULE_LINES}"
        for module, lines in counted
        if lines > MAX_MODULE_LINES
    ]


def functions_stay_short(modules: Sequence[Module]) -> list[str]:
    found = []
    for module in modules:
        for node in functions_and_classes(module):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if not isinstance(node, ast.ClassDef) and lines > MAX_FUNCTION_LINES:
                found.append(f"{module.name}:{node.lineno} {node.name} has {lines} lines, above {MAX_FUNCTION_LINES}")
    return found


def classes_have_few_methods(modules: Sequence[Module]) -> list[str]:
    found = []
    for module in modules:
        for node in functions_and_classes(module):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            if isinstance(node, ast.ClassDef) and len(methods) > MAX_METHODS:
                found.append(f"{module.name}:{node.lineno} {node.name} has {len(methods)} methods, above {MAX_METHODS}")
    return found


def sub_packages_start_empty(modules: Sequence[Module]) -> list[str]:
    return [
        f"{module.name}/__init__.py is not empty"
        for module in modules
        if module.is_package and module.name != PACKAGE and module.source.strip()
    ]


def clock_and_ids_come_from_the_edges(modules: Sequence[Module]) -> list[str]:
    found = []
    for module in modules:
        if module.name in EDGES or module.is_in("cli"):
            continue
        called_here: dict[str, str] = {}  # what `from uuid import uuid4 as new_id` calls it here → its own name
        for node in ast.walk(module.tree):
            for alias in node.names if isinstance(node, ast.ImportFrom | ast.Import) else ():
                called_here[alias.asname or alias.name] = alias.name
                if isinstance(node, ast.ImportFrom) and alias.name in CLOCK.get(node.module or "", ()):
                    found.append(f"{module.name}:{node.lineno} imports {alias.name}")
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute):
                owner = ast.unparse(node.value).rpartition(".")[2]
                if node.attr in CLOCK.get(called_here.get(owner, owner), ()):
                    found.append(f"{module.name}:{node.lineno} uses {ast.unparse(node)}")
    return found


def nothing_is_called_manager_helper_or_utils(modules: Sequence[Module]) -> list[str]:
    def is_vague(name: str) -> bool:
        return bool(VAGUE_WORDS & {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)})

    found = [f"{module.name} is a vague name" for module in modules if is_vague(module.name.rpartition(".")[2])]
    for module in modules:
        found += [
            f"{module.name}:{node.lineno} {node.name} is a vague name"
            for node in functions_and_classes(module)
            if is_vague(node.name)
        ]
    return found


def nothing_keeps_global_state(modules: Sequence[Module]) -> list[str]:
    return [
        f"{module.name}:{node.lineno} says 'global {', '.join(node.names)}'"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Global)
    ]


def every_module_says_why_it_exists(modules: Sequence[Module]) -> list[str]:
    return [
        f"{module.name} has no docstring"
        for module in modules
        if not module.is_package and ast.get_docstring(module.tree) is None
    ]


def made_up(name: str, source: str) -> Module:
    return Module(f"{PACKAGE}.{name}", source)


# What breaks each rule: a word that the complaint must hold, and the modules.
BREAKING: dict[Rule, list[tuple[str, *tuple[Module, ...]]]] = {
    domain_imports_only_the_standard_library_and_itself: [
        ("msgspec", made_up("domain.a", "import msgspec")),
        ("services.b", made_up("domain.a", "from ..services import b")),
    ],
    domain_stays_away_from_clock_disk_and_network: [
        ("os.path", made_up("domain.a", "def f():\n    from os import path")),
        ("print()", made_up("domain.a", "print('x')")),
    ],
    services_know_neither_window_nor_command_line: [
        ("PySide6", made_up("services.a", "from PySide6.QtCore import Qt")),
        ("ui.theme", made_up("services.a", "from reapply_desktop.ui import theme")),
    ],
    only_ui_and_app_import_qt: [
        ("PySide6", made_up("cli", "def f():\n    import PySide6.QtGui")),
        ("PySide6", made_up("application", "import PySide6.QtGui")),
    ],
    only_app_knows_the_main_window: [
        ("main_window", made_up("ui.pages.a", "from reapply_desktop.ui.main_window import MainWindow")),
        ("app", made_up("ui.pages.a", "import reapply_desktop.app")),
    ],
    no_import_cycles: [
        ("ui.a →", made_up("ui.a", "from . import b"), made_up("ui.b", "def f():\n    from .a import x")),
        ("ui.a →", made_up("ui.a", "if TYPE_CHECKING:\n    from . import b"), made_up("ui.b", "from .a import x")),
    ],
    nothing_slow_before_the_first_window: [
        ("reportlab", made_up("app", "from .s import f"), made_up("s", "import reportlab.lib")),
        ("metadata", made_up("app", "from importlib.metadata import version")),
    ],
    the_command_line_loads_no_qt: [
        ("PySide6", made_up("cli", "from .app import go"), made_up("app", "import PySide6")),
    ],
    modules_stay_short: [("401 lines", made_up("a", "x = 1\n" * 401))],
    functions_stay_short: [("long has 81 lines", made_up("a", "def long():\n" + "    x = 1\n" * 80))],
    classes_have_few_methods: [("C has 31 methods", made_up("a", "class C:\n" + "    def f(self): ...\n" * 31))],
    sub_packages_start_empty: [("ui/__init__.py", Module(f"{PACKAGE}.ui", "from . import theme", is_package=True))],
    clock_and_ids_come_from_the_edges: [
        ("now", made_up("ui.a", "import datetime as d\nd.datetime.now()")),
        ("today", made_up("domain.a", "from datetime import date as D\nx = D.today")),
        ("uuid4", made_up("services.a", "from uuid import uuid4")),
    ],
    nothing_is_called_manager_helper_or_utils: [
        ("file_utils", made_up("services.file_utils", "")),
        ("PlanManager", made_up("ui.a", "class PlanManager: ...")),
    ],
    nothing_keeps_global_state: [("global plan", made_up("a", "def f():\n    global plan\n    plan = 1"))],
    every_module_says_why_it_exists: [("docstring", made_up("a", "x = 1"))],
}
# Sources that look like offenders and are none.
INNOCENT = [
    made_up("domain.a", '"""Why."""\nfrom datetime import date\ndef f(today: date): return today.year'),
    made_up("ui.pages.b", '"""Why."""\nfrom PySide6.QtCore import Qt\ndef f(document): return document.today()'),
    made_up("ui.document", '"""Why."""\nfrom datetime import date\ndef f(): return date.today()'),
    made_up("app", '"""Why."""\nimport PySide6\ndef f():\n    import reportlab\n    from .ui.main_window import W'),
    made_up("ui.main_window", '"""Why."""\nfrom ..ui.pages import b'),
    made_up("cli", '"""Why."""\ndef f():\n    from .app import go'),
    Module(f"{PACKAGE}.ui", "", is_package=True),
]


@pytest.fixture(scope="module")
def package() -> list[Module]:
    return the_package()


@pytest.mark.parametrize("rule", BREAKING, ids=lambda rule: rule.__name__)
def test_package_keeps_the_rule(rule: Rule, package: list[Module]) -> None:
    broken = rule(package)
    assert not broken, f"{rule.__name__.replace('_', ' ')}:\n  " + "\n  ".join(broken)


@pytest.mark.parametrize("rule", BREAKING, ids=lambda rule: rule.__name__)
def test_rule_can_say_no(rule: Rule) -> None:
    for word, *modules in BREAKING[rule]:
        assert any(word in sentence for sentence in rule(modules)), (word, modules)


@pytest.mark.parametrize("rule", BREAKING, ids=lambda rule: rule.__name__)
def test_rule_leaves_the_innocent_alone(rule: Rule) -> None:
    assert rule(INNOCENT) == []


def test_the_whole_package_is_read(package: list[Module]) -> None:
    names = {module.name for module in package}
    assert {f"{PACKAGE}.domain.plan", f"{PACKAGE}.services", f"{PACKAGE}.ui.undo"} <= names
    assert f"{PACKAGE}.ui.undo" in graph(package)[f"{PACKAGE}.ui.document"]
