"""What isn't to be told of a text: codes of diagnostics, each with the reason."""

from collections.abc import Mapping

from jkreport.diagnostics import Code, nearest
from jkreport.load.entry import Entry
from jkreport.load.yaml import Scalar
from jkreport.model.silence import SILENCED, Silence


def read_silence(entry: Entry) -> Mapping[Code, Silence]:
    """Read `silence: {JK740: the reason}`."""
    known = {code.value: code for code in SILENCED}
    found = {}
    for key, node in entry.named("silence"):
        if key.value not in known:
            message = f"'{key}' is not told of a text, so nobody can be silent about it"
            entry.problems.add(Code.BAD_VALUE, key.place, message, nearest(key.value, known))
        elif not isinstance(node, Scalar) or not node.text:
            message = f"say why {key} isn't to be told"
            entry.problems.add(Code.MISSING_KEY, node.place, message)
        else:
            found[known[key.value]] = Silence(reason=node.text.value, place=key.place)
    return found
