"""R6: twenty dependences on clock, chance, order and place are planted; `build --check` finds each."""

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns import _ground
from tests.campaigns._site import planted, with_site

NOT_REPRODUCIBLE = 4
EDITION = "ja"
_COMPOSE, _CSS = "jkreport.compose.edition", "jkreport.compose.stylesheets"
_ENGINE = "jkreport.typeset.engine"


@dataclass(frozen=True, kw_only=True, slots=True)
class Plant:
    """A function that is made to depend on what it shouldn't, in every process of a build."""

    module: str
    function: str
    gives: str


PLANTS: Mapping[str, Plant] = {
    name: Plant(module=module, function=function, gives=gives)
    for name, module, function, gives in (
        ("the clock in a running head", _COMPOSE, "_running", "was(*a) + str(time.time_ns())"),
        ("the time since the start in a foot", _COMPOSE, "_foot", "was(*a) + str(time.monotonic())"),
        ("a process in a foot", _COMPOSE, "_foot", "was(*a) + str(os.getpid())"),
        ("the time zone in a series", _COMPOSE, "_series", "was(*a) + time.strftime('%Z')"),
        ("the folder for temporary files", _COMPOSE, "_dated", "was(*a) + tempfile.gettempdir()"),
        ("chance in a date", "jkreport.languages.dates", "dated", "was(*a, **k) + str(random.random())"),
        ("the mask of new files", _COMPOSE, "_running",
         "was(*a) + (lambda m: (os.umask(m), oct(m))[1])(os.umask(0o22))"),
        ("the order of a set in CSS", _CSS, "settings_css",
         "was(*a) + '/* ' + ' '.join({'serif', 'sans', 'mono', 'page', 'head'}) + ' */'"),
        ("the working folder in CSS", _CSS, "sheets", "was(*a) + f'/* {os.getcwd()} */'"),
        ("the locale in CSS", _CSS, "_page", "itertools.chain(was(*a), [f'/* {os.environ.get(\"LC_ALL\")} */'])"),
        ("an address in memory", "jkreport.compose.citations", "entry", "was(*a) + hex(id(was(*a)))"),
        ("a hash in a number", "jkreport.languages.numerals", "digits", "was(*a) + str(hash('brief') % 1000)"),
        ("the order of rows", "jkreport.data.reading", "_rows",
         "tuple(sorted(was(*a), key=lambda row: hash(str(row.key))))"),
        ("a process in a chart", "jkreport.charts.svg", "cleaned",
         "was(*a).replace(b'<svg', f'<svg data-process=\"{os.getpid()}\"'.encode(), 1)"),
        ("chance in the lines of a chart", "jkreport.charts.svg", "_number", "was(a[0] + random.random())"),
        ("the clock in what is set", _ENGINE, "render",
         "was(dataclasses.replace(a[0], html=f'{a[0].html}<p>{time.time_ns()}'), *a[1:])"),
        ("chance in a font", f"{_ENGINE}.subset", "_subset",
         "(was(*a), setattr(a[0], 'file_content', a[0].file_content + os.urandom(8)))[0]"),
        ("chance in the information", _ENGINE, "_dated",
         "lambda document, pdf: (was(*a)(document, pdf), pdf.info.update(Trapped=f'({uuid.uuid4().hex})'))"),
        ("a process in an object that nothing leads to", _ENGINE, "_dated",
         "lambda document, pdf: (was(*a)(document, pdf), pdf.add_object(pydyf.Dictionary({'Process': os.getpid()})))"),
        ("the order of links", _ENGINE, "_link_once",
         "(was(*a), [random.shuffle(page.links) for page in a[0]])[0]"),
    )
}  # fmt: skip


def told(name: str, folder: Path) -> str:
    """Plant one of them, build twice, and give what was said of it; empty when it was not found."""
    brief = _ground.minimal(folder)
    plant = PLANTS[name]
    planted(folder, plant.module, plant.function, plant.gives)
    variables = with_site(folder, brief.variables())
    ended = _ground.run(brief.command("--edition", EDITION, "--quiet", "--check"), variables)
    if (ended.status, brief.folder.exists()) != (NOT_REPRODUCIBLE, False):
        sys.stderr.write(f"not found: {name}\n{ended.err}")
        return ""
    return ended.err


def main() -> int:
    """Run the campaign and print its row."""
    found = {}
    for name in PLANTS:
        with tempfile.TemporaryDirectory() as folder:
            found[name] = told(name, Path(folder))
        sys.stderr.write(f"{name}: {found[name].splitlines()[0] if found[name] else 'NOT FOUND'}\n")
    count = sum(bool(each) for each in found.values())
    reached = f"{count} of {len(found)}, each with the first object or line that differs"
    goal = "exit 4, names the first differing object; 20/20 found"
    what = "`build --check`; what differs from run to run is planted"
    return _ground.tell("R6", what, goal, reached, held=count == len(found))


if __name__ == "__main__":
    sys.exit(main())
