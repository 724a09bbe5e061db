"""Diagnostics in the format that tools of code review exchange: SARIF 2.1.0."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from jkreport.diagnostics.codes import Code
from jkreport.diagnostics.explanations import Explanation, explanations
from jkreport.diagnostics.places import Place
from jkreport.diagnostics.problems import Diagnostic

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "%SRCROOT%"


def as_sarif(
    diagnostics: Sequence[Diagnostic],
    version: str,
    known: Mapping[Code, Explanation] | None = None,
    said: Callable[[str], str] = str,
) -> dict[str, object]:
    """Give a log of one run, each diagnostic once, with the rules of the codes that occur.

    Files are named relative to `%SRCROOT%`, the workspace. `version` is that of jkreport; `known` explains the codes,
    in English by default, and `said` words what is added here.
    """
    known = explanations() if known is None else known
    results = list(dict.fromkeys(diagnostics))
    codes = sorted({each.code for each in results}, key=lambda code: code.value)
    driver = {
        "name": "jkreport",
        "semanticVersion": version,
        "rules": [_rule(code, known.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_ROOT: {"description": {"text": said("The workspace.")}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code), said) for each in results],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: Code, explanation: Explanation | None) -> dict[str, object]:
    rule: dict[str, object] = {
        "id": code.value,
        "name": code.slug,
        "defaultConfiguration": {"level": code.severity.value},
    }
    if explanation is not None:
        markdown = f"{explanation.text}\n\n```text\n{explanation.example}```\n"
        rule |= {
            "shortDescription": {"text": explanation.first_sentence},
            "fullDescription": {"text": explanation.text},
            "help": {"text": f"{explanation.text}\n\n{explanation.example}", "markdown": markdown},
        }
    return rule


def _result(diagnostic: Diagnostic, rule: int, said: Callable[[str], str]) -> dict[str, object]:
    hint = said(f"\nhint: {diagnostic.hint}") if diagnostic.hint else ""
    return {
        "ruleId": diagnostic.code.value,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": diagnostic.message + hint},
        "locations": [_location(diagnostic.place)],
    }


def _location(place: Place) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(place.file)}
    if place.line:
        columns = {"startColumn": place.column} if place.column else {}
        physical["region"] = {"startLine": place.line, **columns}
    location: dict[str, object] = {"physicalLocation": physical}
    if place.cell:
        location["logicalLocations"] = [{"fullyQualifiedName": place.cell}]
    return location


def _artifact(file: str) -> dict[str, object]:
    path = PurePosixPath(file)
    if path.is_absolute():
        # Where outputs go may lie outside the workspace.
        return {"uri": path.as_uri()}
    return {"uri": quote(file), "uriBaseId": _ROOT}
