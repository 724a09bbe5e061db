"""What can't be read aloud is refused, at its line."""

import re
from pathlib import Path

FOLDER = Path(__file__).parent / "aloud"
PLACED = re.compile(r"^\S+:\d+:\d+: JK(?:205|50[478]|60[1-4]) ", re.MULTILINE)


def test_forty_faults_that_a_listener_would_meet_are_told_with_their_places() -> None:
    expected = "".join(
        each.read_text("utf-8").partition("--- diagnostics\n")[2] for each in FOLDER.iterdir()
    )
    assert len(set(PLACED.findall(expected))) >= 40
    assert len(PLACED.findall(expected)) == len(re.findall(r"^\S.*JK", expected, re.MULTILINE))
