"""Take jkreport's guards off, in every Python that has this folder on its path: only to measure what they cost.

Python imports a module of this name as it starts, so the processes that typeset and draw do without their guards, too.
"""

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any


def nothing(*_: object, **__: object) -> None:
    """Check nothing."""


class NoDigest:
    """A digest that reads nothing."""

    name, digest_size, block_size = "sha256", 32, 64

    def __init__(self, *_: object, **__: object) -> None:
        """Take data and leave it."""

    update = nothing

    def digest(self) -> bytes:
        """Give always the same."""
        return bytes(32)

    def hexdigest(self) -> str:
        """Give always the same."""
        return "0" * 64


def _freely(_: object, items: Any) -> Iterator[object]:  # noqa: ANN401 - whatever there is
    return iter(items)


def _always(*_: object) -> bool:
    return True


# What stands in for each guard, by module and by its name there.
INSTEAD: Mapping[str, Mapping[str, object]] = {
    "jkreport.load.yaml": {"_bound_nesting": nothing},
    "jkreport.resolve.pinned": {"check_snapshot": nothing},
    "jkreport.images": {"_check_raster": nothing, "_check_svg": nothing},
    "jkreport.templating.sandbox": {
        "_forbidden": lambda *_: (),
        "_Run.bounded": _freely,
        "_Run.counted": _freely,
        "_Sandbox.is_safe_attribute": _always,
    },
    "jkreport.typeset.pdf": {"checked_pdf": nothing},
    "jkreport.children": {"limit": nothing, "limit_time": nothing},
}


class Unguarded:
    """Finds the modules that hold guards, and takes those out once they are loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Give the module as everybody else would find it, and change it when it has been loaded."""
        del path, target
        if name not in INSTEAD:
            return None
        sys.meta_path.remove(self)
        try:
            spec = importlib.util.find_spec(name)
        finally:
            sys.meta_path.insert(0, self)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def exec_module(module: ModuleType, load: Callable[[ModuleType], None] = load) -> None:
                load(module)
                take_off(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def take_off(module: ModuleType) -> None:
    """Replace the guards of a module; one that isn't there any more ends the measurement."""
    for name, instead in INSTEAD[module.__name__].items():
        *owners, last = name.split(".")
        owner: Any = module
        for each in owners:
            owner = getattr(owner, each)
        if not hasattr(owner, last):
            sys.exit(f"{module.__name__} has no guard '{name}'")
        setattr(owner, last, instead)


def main() -> None:
    """Begin."""
    os.fsync = nothing
    hashlib.sha256 = NoDigest  # type: ignore[assignment]
    sys.meta_path.insert(0, Unguarded())


if __name__ == "sitecustomize":
    main()
