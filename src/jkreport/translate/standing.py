"""How the wordings of a text stand to each other: in step, stale, missing or unreviewed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from jkreport.languages import LANGUAGES
from jkreport.translate.forms import fingerprint_of, paragraphs, plain_form
from jkreport.translate.ledger import Declaration, Ledger
from jkreport.translate.passages import Passage

# A shorter text may stand in several places by chance.
_LEAST_CUT = 12


class State(Enum):
    """How a wording stands to the other languages' of the same text."""

    IN_STEP = "in step"
    STALE = "stale"
    MISSING = "missing"
    UNREVIEWED = "unreviewed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """The wordings as they were last in step, by language, and what declared them so."""

    declaration: Declaration
    hashes: Mapping[str, str]
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """A text with the state of each language's wording, and how it was last in step, if it ever was."""

    passage: Passage
    states: Mapping[str, State]
    base: Base | None = None

    @property
    def changed(self) -> tuple[str, ...]:
        """The languages whose wording has changed since the text was last in step."""
        if self.base is None:
            return ()
        now = self.passage.hashes
        return tuple(code for code, known in self.base.hashes.items() if now.get(code, known) != known)  # fmt: skip

    @property
    def well(self) -> bool:
        """Whether all wordings are in step."""
        return all(state is State.IN_STEP for state in self.states.values())


def judge_of(ledger: Ledger, passages: Iterable[Passage], gone: Callable[[str], bool]) -> "Judge":
    """Give what judges texts by a ledger; `passages` are all that were read."""
    read = tuple(passages)
    hashes = {each.key: each.hashes for each in read}
    return Judge(
        ledger=ledger, hashes=hashes, stems=frozenset(each.stem for each in read), gone=gone
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Judge:
    """Says how texts stand, by a ledger.

    `hashes` and `stems` are the wordings of all texts that were read, by key, and their files; `gone` says of a file,
    as keys name it, whether it is there no more: declarations of texts that are gone may belong to others by now.
    """

    ledger: Ledger
    hashes: Mapping[str, Mapping[str, str]]
    stems: frozenset[str]
    gone: Callable[[str], bool]

    def standing(self, passage: Passage) -> Standing:
        """Say how the wordings of a text stand to each other."""
        hashes = passage.hashes
        base = self._base(passage, hashes)
        states = {
            code: max(
                (_state(code, hashes, known) for known in self._known(passage, code, base)),
                key=list(State).index,
            )
            for code in passage.languages
        }
        return Standing(passage=passage, states=states, base=base)

    def _known(
        self, passage: Passage, code: str, base: Base | None
    ) -> tuple[Mapping[str, str], ...]:
        """Give the wordings that a language's was last in step with: by several declarations where a merge left them.

        Not all languages need have been declared together.
        """
        own = [each.hashes for each in self.ledger.of(passage.key) if code in each.hashes]
        if base is None or code not in base.hashes:
            return (_nearest(own, passage.hashes),) if own else ({},)
        level = len(base.hashes.items() & passage.hashes.items())
        equal = (each for each in own if len(each.items() & passage.hashes.items()) == level)
        others = equal if 0 < level < len(passage.hashes) else ()
        return (base.hashes, *others)

    def _base(self, passage: Passage, hashes: Mapping[str, str]) -> Base | None:
        """Find how a text was last in step: as declared here, or wherever its wording tells that it stood before."""
        own, known = self.ledger.of(passage.key), self.ledger.knowing(hashes)
        whole = [each for each in (*own, *known) if hashes.items() <= each.hashes.items()]
        if whole and len(hashes) > 1:
            return self._as_declared(_best(whole, hashes, passage.key))
        # A text that was moved or renamed has left its declaration behind.
        left = [each for each in (*own, *known) if each.key == passage.key or self.lost(each)]
        partly = [each for each in left if hashes.items() & each.hashes.items()]
        if partly:
            return self._as_declared(_best(partly, hashes, passage.key))
        if cut := self._cut_out(passage, hashes):
            return cut
        return self._as_declared(_best(own, hashes, passage.key)) if own else None

    def lost(self, declaration: Declaration) -> bool:
        """Whether a declaration's text stands there no more, as far as its file was read."""
        read = declaration.stem in self.stems or self.gone(declaration.stem)
        return read and declaration.key not in self.hashes

    def serves_another(self, declaration: Declaration) -> bool:
        """Whether another text than its own has the very wordings of a declaration: it stands by it, too."""
        return any(
            key != declaration.key and len(now) > 1 and now.items() <= declaration.hashes.items()
            for key, now in self.hashes.items()
        )

    def _as_declared(self, declaration: Declaration) -> Base:
        wordings = self.ledger.wordings(declaration.stem)
        texts = {
            code: wordings[known] for code, known in declaration.hashes.items() if known in wordings
        }
        return Base(declaration=declaration, hashes=declaration.hashes, texts=texts)

    def _cut_out(self, passage: Passage, hashes: Mapping[str, str]) -> Base | None:
        """Find a longer text that this one was a part of, paragraph for paragraph, in all languages."""
        forms = {
            code: plain_form(passage.text.texts[code].value, LANGUAGES[code]) for code in hashes
        }
        for each in self._longer(passage):
            base = self._as_declared(each)
            whole = {
                code: plain_form(text, LANGUAGES[code])
                for code, text in base.texts.items()
                if code in LANGUAGES
            }
            if len({len(form) for form in whole.values()}) == 1 and (
                found := _first_run(forms, whole)
            ):
                return _part(base, whole, *found)
        return None

    def _longer(self, passage: Passage) -> Iterable[Declaration]:
        """Give the declarations that a part may have been cut out of: first those of this text, then of its file."""
        yield from self.ledger.of(passage.key)
        for each in self.ledger.declarations:
            if each.stem == passage.stem and each.key != passage.key:
                yield each


def _state(code: str, now: Mapping[str, str], known: Mapping[str, str]) -> State:
    if code not in now:
        return State.MISSING
    others = [each for each in now if each != code]
    if not others:
        return State.IN_STEP  # alone, it has nothing to be in step with
    if code not in known:
        return State.UNREVIEWED
    changed = [each for each in others if each in known and known[each] != now[each]]
    return State.STALE if changed else State.IN_STEP


def _best(declarations: Sequence[Declaration], hashes: Mapping[str, str], key: str) -> Declaration:
    """Choose what knows most of the wordings, then what was declared of this text, then what came last."""

    def rank(each: Declaration) -> tuple[int, bool, str, str]:
        return len(hashes.items() & each.hashes.items()), each.key == key, each.date, each.line()

    return max(declarations, key=rank)


def _nearest(known: Sequence[Mapping[str, str]], now: Mapping[str, str]) -> Mapping[str, str]:
    return max(known, key=lambda each: len(each.items() & now.items()))


def _first_run(
    forms: Mapping[str, tuple[str, ...]], whole: Mapping[str, tuple[str, ...]]
) -> tuple[int, int] | None:
    """Give from where to where a text's paragraphs stand among those of a longer one, in any of the languages."""
    for code, form in forms.items():
        longer = whole.get(code, ()) if sum(map(len, form)) >= _LEAST_CUT else ()
        for start in range(len(longer) - len(form) + 1):
            if form and len(form) < len(longer) and longer[start : start + len(form)] == form:
                return start, start + len(form)
    return None


def _part(base: Base, whole: Mapping[str, tuple[str, ...]], start: int, end: int) -> Base:
    return Base(
        declaration=base.declaration,
        hashes={code: fingerprint_of(form[start:end]) for code, form in whole.items()},
        texts={
            code: "\n\n".join(paragraphs(text)[start:end])
            for code, text in base.texts.items()
            if code in whole
        },
    )
