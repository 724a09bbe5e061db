"""What each language calls the signs that stand in place of numbers, and beside them."""

from collections.abc import Mapping

from jkreport.languages import Label
from jkreport.model.tables import Flag, Mark

MEANINGS: Mapping[Mark | Flag, Label] = {
    Mark.NONE: "missing_none",
    Mark.UNKNOWN: "missing_unknown",
    Mark.SUPPRESSED: "missing_suppressed",
    Mark.INAPPLICABLE: "missing_inapplicable",
    Mark.NEGLIGIBLE: "missing_negligible",
    Flag.PROVISIONAL: "flag_provisional",
    Flag.REVISED: "flag_revised",
    Flag.ESTIMATED: "flag_estimated",
    Flag.UNRELIABLE: "flag_unreliable",
}
