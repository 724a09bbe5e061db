"""A folder that every interpreter of a build starts with: the command, its children and theirs.

They take over where modules are found, so a `sitecustomize` that lies there is run by each of them, whatever else of
their surroundings is cleaned.
"""

import os
from collections.abc import Mapping
from pathlib import Path

_PLANTED = """
import importlib.abc, importlib.util, sys

class Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name != {module!r}:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        def exec_module(module):
            load(module)
            plant(module)
        spec.loader.exec_module = exec_module
        return spec

def plant(module):
    was = getattr(module, {function!r})
    def planted(*a, **k):
        import dataclasses, itertools, os, random, tempfile, time, uuid
        pydyf = sys.modules.get('pydyf')
        return {expression}
    planted.__wrapped__ = was
    setattr(module, {function!r}, planted)

sys.meta_path.insert(0, Finder())
"""

_CLOCK = """
import os, sys, time
if "FAKETIME" not in os.environ:
    os.environ["LD_PRELOAD"], os.environ["FAKETIME"] = {library!r}, {shift!r}
    os.execv(sys.executable, sys.orig_argv)
with open({witness!r}, "a") as witness:
    witness.write(f"{{time.time()}}\\n")
"""


def planted(folder: Path, module: str, function: str, expression: str) -> None:
    """Let a function of a module give what an expression does, in which `was(*a, **k)` is what it gave before."""
    text = _PLANTED.format(module=module, function=function, expression=expression)
    (folder / "sitecustomize.py").write_text(text, "utf-8")


def shifted(folder: Path, library: Path, days: int) -> Path:
    """Move the clock of every process by some days; give the file to which each writes what time it has."""
    witness = folder / "witness"
    text = _CLOCK.format(library=str(library), shift=f"{days:+}d", witness=str(witness))
    (folder / "sitecustomize.py").write_text(text, "utf-8")
    return witness


def with_site(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Give variables with which an interpreter starts with what lies in a folder."""
    modules = (str(folder), variables.get("PYTHONPATH", ""))
    return {**variables, "PYTHONPATH": os.pathsep.join(each for each in modules if each)}
