"""The table of phrases."""

from collections.abc import Mapping

from jkreport.diagnostics import Code
from jkreport.load.entry import SNAKE, Entry
from jkreport.model.phrases import Phrase, PhraseOf, Step
from jkreport.model.text import Text

_TAKEN = frozenset({"data", "events", "term", "brief", "statements", "loop"})


def read_phrases(file: Entry) -> Mapping[str, Phrase]:
    """Read `phrases.yaml`."""
    found = {}
    for key, node in file.pairs.pairs:
        entry = file.entry_of(node)
        if entry is not None:
            found[key.value] = _phrase(key, entry)
            entry.finish()
    return found


def _phrase(key: Text, entry: Entry) -> Phrase:
    entry.check_id(key, SNAKE)
    if key.value in _TAKEN:
        message = f"'{key}' means something else in expressions"
        entry.problems.add(Code.DUPLICATE_ID, key.place, message, "name the phrase otherwise")
    rule = entry.text("rule", required=True)
    phrase = Phrase(
        id=key.value,
        of=entry.choice("of", PhraseOf.CHANGE_RATE),
        rule=rule.value if rule is not None else "",
        steps=tuple(_step(each) for each in entry.entries("steps", required=True)),
        place=key.place,
    )
    _check_order(phrase, entry)
    return phrase


def _step(entry: Entry) -> Step:
    place = entry.key_place("least")
    step = Step(
        least=entry.number("least"),
        text=entry.localized("text"),
        forms={name.value: entry.localized_of(node) for name, node in entry.named("forms", SNAKE)},
        place=place,
    )
    entry.finish()
    return step


def _check_order(phrase: Phrase, entry: Entry) -> None:
    """Tell of steps that could never be reached, and of numbers that none is for."""
    above = None
    for number, step in enumerate(phrase.steps, 1):
        last = number == len(phrase.steps)
        if step.least is None and not last:
            message, hint = "only the last step is for all that are left", "give this one a 'least'"
            entry.problems.add(Code.BAD_VALUE, step.place, message, hint)
        elif step.least is not None and above is not None and step.least >= above:
            message = (
                f"no number is left for {step.least} and more: the step above begins at {above}"
            )
            entry.problems.add(Code.BAD_VALUE, step.place, message, "write the highest step first")
        elif step.least is not None and last:
            message = f"no words for numbers below {step.least}"
            hint = "the last step has no 'least'"
            entry.problems.add(Code.BAD_VALUE, step.place, message, hint)
        above = step.least if step.least is not None else above
