"""The surroundings of the typesetting process: the same whoever starts it, and wherever."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

# What an interpreter may need to start at all, and the choices of who runs it about compiled files.
_PASSED_ON = ("PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "LD_LIBRARY_PATH")


def clean_environment(configuration: Path, inherited: Mapping[str, str]) -> dict[str, str]:
    """Give the environment of the child: nothing of the user's locale, fonts, clock or home folder.

    The child finds modules where its parent does, in the same order, so that a wheel, an
    editable install and a plain `PYTHONPATH` all work; entries relative to the current folder
    are left out.
    """
    return {
        "PATH": inherited.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": "0",
        "FONTCONFIG_FILE": str(configuration),
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(each for each in sys.path if Path(each).is_absolute()),
        **{name: inherited[name] for name in _PASSED_ON if name in inherited},
    }
