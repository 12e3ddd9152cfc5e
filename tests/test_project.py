"""The outside of the project: what lies where, what the papers promise, and that nothing of one machine is in it."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from reapply_desktop import __version__

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
FOLDERS = {".ci", "reapply_desktop", "resources", "tests", "packaging"}
FILES = {
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    ".gitattributes",
    ".gitignore",
    "dev.py",
    "pyproject.toml",
}
MADE_ANEW = {
    ".git", ".venv", "__pycache__", "dist", "build", "sample-output",
    ".hypothesis", ".pytest_cache", ".mypy_cache", ".ruff_cache",
}  # fmt: skip
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def shipped() -> list[Path]:
    """What is in the repository; without git or in an unpacked source archive, what lies there and is not made anew."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        return [Path(name) for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return [path for path in found if not MADE_ANEW & set(path.parts) and path.name != "PKG-INFO"]


def commands(text: str) -> list[str]:
    """The lines of all code blocks (fenced, or indented by four), without comments and prompts."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    blocks += re.findall(r"^ {4}(.*)$", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    lines = (re.sub(r"\s+#.*| {3,}.*", "", line.strip()) for block in blocks for line in block.splitlines())
    return [line for line in lines if line]


def test_top_level_holds_what_it_should_and_nothing_else(shipped: list[Path]) -> None:
    assert {path.parts[0] for path in shipped if len(path.parts) > 1} <= FOLDERS
    assert {path.name for path in shipped if len(path.parts) == 1} <= FILES


def test_nothing_is_shipped_that_is_made_anew(shipped: list[Path]) -> None:
    assert [path for path in shipped if MADE_ANEW & set(path.parts) or path.suffix in {".pyc", ".orig", ".bak"}] == []


def test_no_path_of_one_machine_is_in_any_file(shipped: list[Path]) -> None:
    """Temporary folders are asked for (`tmp_path`), home folders too; a path spelt out works on one machine only."""
    home = r"/home/(?!user\b|\w*[<{$])\w+/|/Users/\w+/|[A-Z]:\\\\?Users\\"
    paths = re.compile(rf"(?<![\w.\-/~}}])(?:/(?:work|root|opt/pypi)/|/t{'mp'}/\w|{home})")
    found = []
    for path in shipped:
        try:
            text = (ROOT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path}: {match.group()}" for match in paths.finditer(text) if path != Path("tests/test_project.py")]
    assert found == []


def test_version_has_its_entry_in_the_changelog() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## {re.escape(__version__)}\b", changes, re.MULTILINE)


def test_readme_shows_both_commands_and_a_picture() -> None:
    assert {"python3 dev.py run", "python3 dev.py test"} <= set(commands(README))
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    assert pictures
    for picture in pictures:
        assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")


def test_every_subcommand_of_the_readme_exists_and_every_option_of_it() -> None:
    lines = [line.split()[1:] for line in commands(README) if line.startswith("reapply-desktop ")]
    subcommands = {words[0] for words in lines if words and words[0].isalpha() and words[0].islower()}
    assert subcommands == {"new", "assess", "export", "check"}
    for subcommand in subcommands:
        command = [sys.executable, "-m", "reapply_desktop", subcommand, "--help"]
        helped = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert helped.returncode == 0, helped.stderr
        options = {
            word for words in lines if words and words[0] == subcommand for word in words if word.startswith("-")
        }
        assert {option.strip("[]") for option in options} <= set(re.findall(r"-{1,2}[a-z][a-z-]*", helped.stdout))


def test_links_between_the_papers_lead_somewhere() -> None:
    for paper in ROOT.glob("*.md"):
        links = re.findall(r"\]\(([^)#]+)\)", paper.read_text(encoding="utf-8"))
        assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == [], paper.name


def sources(value: object) -> list[str]:
    """Every `source` and `note` anywhere in a table."""
    if isinstance(value, dict):
        own = [str(value[key]) for key in ("source", "note") if value.get(key)]
        return own + [found for inner in value.values() for found in sources(inner)]
    return [found for inner in value for found in sources(inner)] if isinstance(value, list) else []


@pytest.mark.parametrize("path", sorted((RESOURCES / "data").iterdir()), ids=lambda path: path.name)
def test_every_table_says_where_it_comes_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        table = json.loads(text)
        assert table.get("note"), "a table of figures opens with what they are and who checked them"
        assert sources(table)
    else:
        assert tomllib.loads(text)
        assert text.startswith("#"), "a table of texts opens with how it is written"


def test_every_font_ships_with_its_licence() -> None:
    licences = [path.name.partition("-")[0] for path in (RESOURCES / "fonts").glob("*.txt")]
    fonts = [path.name for path in (RESOURCES / "fonts").glob("*.[to]tf")]
    assert fonts
    assert [font for font in fonts if not font.startswith(tuple(licences))] == []


def test_icons_ship_with_their_licence() -> None:
    assert "ISC License" in (RESOURCES / "icons" / "LICENSE.txt").read_text(encoding="utf-8")


def test_notice_names_every_library_that_is_installed_with_the_program() -> None:
    notice = (RESOURCES / "NOTICE.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for requirement in project["dependencies"]:
        assert re.split(r"[<>=;\s]", requirement)[0] in notice


@pytest.mark.stress
def test_wheel_holds_the_resources_and_finds_them(tmp_path: Path, shipped: list[Path]) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT]
    subprocess.run(build, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    expected = {path.as_posix() for path in shipped if path.parts[0] == "resources"}
    inside = tmp_path / "installed" / "reapply_desktop"
    assert expected <= {path.relative_to(inside).as_posix() for path in inside.rglob("*")}
    # Copied away from the checkout, so that only what is in the wheel can be found.
    ask = "from reapply_desktop.services import resources; print(resources.__file__, len(resources.text('NOTICE.md')))"
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(inside.parent)!r}); {ask}"]
    asked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert asked.stdout.startswith(str(inside))
