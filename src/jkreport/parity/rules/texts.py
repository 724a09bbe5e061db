"""Rules for one text by itself."""

from jkreport.diagnostics import Code
from jkreport.languages.prose import Kind
from jkreport.parity.findings import Findings, Sheet
from jkreport.parity.plain import Mark
from jkreport.parity.terms import Form


def told_forbidden(sheet: Sheet) -> Findings:
    """Tell of forms that the termbase forbids; one that is also a good form of another term is none."""
    for hit in sheet.hits:
        if all(form is Form.FORBIDDEN for _, form in hit.of):
            preferred = sheet.wordings.wording(hit.of[0][0]).preferred
            message = f"'{hit.form}' is not used in '{sheet.code}'"
            hint = f"write '{preferred}', or {{{{ term.{hit.of[0][0]} }}}}"
            yield sheet.found(Code.TERM_FORBIDDEN, hit.start, message, hint)


def told_orders(sheet: Sheet) -> Findings:
    """Tell of names of countries in the order of the other side; names of the termbase may hold them."""
    for each in sheet.language.orders(sheet.prose):
        if not sheet.named(each.start, each.end):
            written = sheet.prose[each.start : each.end]
            message = f"'{written}' is what the other side writes"
            yield sheet.found(Code.TERM_OTHER_SIDE, each.start, message, f"write '{each.instead}'")


def told_foreign(sheet: Sheet) -> Findings:
    """Tell of what is written in another language."""
    for each in sheet.language.foreign(sheet.prose):
        if sheet.named(each.start, each.end) or sheet.plain.has_reading(each.start):
            continue
        message = f"'{sheet.prose[each.start : each.end]}' is not written so in '{sheet.code}'"
        hint = f"write '{each.instead}'" if each.instead else "translate it"
        yield sheet.found(Code.OTHER_LANGUAGE, each.start, message, hint)


def told_blanks(sheet: Sheet) -> Findings:
    """Tell of what stands for words to come."""
    for each in sheet.language.left_blank(sheet.prose):
        written = sheet.prose[each.start : each.end]
        message = f"'{written}' stands for something that is still to be written"
        yield sheet.found(Code.LEFT_BLANK, each.start, message, "write it")


def told_widths(sheet: Sheet) -> Findings:
    """Tell of characters in a width that the language doesn't print."""
    for each in sheet.language.widths(sheet.prose):
        message = (
            f"'{sheet.prose[each.start : each.end]}' has a width that '{sheet.code}' doesn't print"
        )
        hint = f"write '{each.instead}'" if each.instead else ""
        yield sheet.found(Code.WIDTH, each.start, message, hint)


def told_unpaired(sheet: Sheet) -> Findings:
    """Tell of quotes and brackets without their partner."""
    for each in sheet.language.unpaired(sheet.prose):
        message = f"'{sheet.prose[each.start]}' has no partner"
        yield sheet.found(Code.UNPAIRED, each.start, message, f"'{each.instead}' is missing")


def told_spaces(sheet: Sheet) -> Findings:
    """Tell of spaces at units and dates that are missing or too many."""
    for each in sheet.language.spaces(sheet.prose):
        around = sheet.prose[max(each.start - 4, 0) : each.end + 4].strip()
        message = (
            f"a space is missing in '{around}'"
            if each.instead
            else f"no space stands in '{around}'"
        )
        yield sheet.found(Code.SPACING, each.start, message)


def told_typed_numbers(sheet: Sheet) -> Findings:
    """Tell of measured numbers typed by hand beside bound ones; dates, ages, ordinals and thresholds may be literal."""
    if not any("." in each.literal for each in sheet.plain.of(Mark.VALUE)):
        return
    for each in sheet.numbers:
        plain = each.sure and not each.kind.dated and each.kind is not Kind.ORDINAL
        if plain and sheet.language.measured.match(sheet.prose, each.end):
            message = (
                f"'{sheet.written(each)}' is typed by hand in a text that also holds bound numbers"
            )
            hint = "bind it to its cell, {{ data.table.measure[key] }}, or say at `silence` why not"
            yield sheet.found(Code.NUMBER_TYPED, each.start, message, hint)
