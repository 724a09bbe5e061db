"""How wide signs are in the faces of charts.

Advance widths in thousandths of the size, those of Noto Sans CJK, whose regional faces agree.
Labels are placed by them; a text in another face is still set whole, its neighbours are only less
exactly spaced.
"""

from unicodedata import east_asian_width

_FIRST = ord(" ")
_HANGUL = range(0xAC00, 0xD7A4)
# From the space to the tilde.
# fmt: off
_REGULAR = (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555,
    555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638,
    688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721,
    575, 878, 573, 531, 603, 338, 392, 338, 555, 559, 606, 563, 618, 510, 620, 554, 325, 564,
    607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468, 377, 607, 521, 802, 498, 521,
    475, 338, 270, 338, 555,
)
_BOLD = (
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590,
    590, 590, 590, 590, 590, 590, 590, 590, 325, 325, 590, 590, 590, 514, 1007, 641, 681, 656,
    714, 615, 585, 717, 757, 330, 568, 686, 578, 853, 749, 770, 667, 770, 682, 624, 625, 748,
    619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644, 581, 372, 597,
    640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 436, 495, 421, 637, 576, 863, 562, 574,
    511, 378, 296, 378, 590,
)
# fmt: on
_OTHERS = {
    "·": (561, 592),
    "–": (536, 544),
    "−": (555, 590),
    "×": (1000, 1000),
    "°": (370, 404),
    "…": (1000, 1000),
}


def advance(sign: str, *, bold: bool) -> int:
    """Give the width of a sign in thousandths of the size."""
    place = ord(sign) - _FIRST
    if 0 <= place < len(_REGULAR):
        return _BOLD[place] if bold else _REGULAR[place]
    if sign in _OTHERS:
        return _OTHERS[sign][bold]
    if ord(sign) in _HANGUL:
        return 920
    return 1000 if east_asian_width(sign) in "WFA" else 600
