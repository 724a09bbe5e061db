"""Tables and blocks that the tests of charts draw, and how they are drawn."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

import pytest

from jkreport.charts import Look, draw_chart
from jkreport.data import Table, read_table
from jkreport.diagnostics import Place, Problems
from jkreport.drawing import Compiler
from jkreport.languages import LANGUAGES
from jkreport.model.blocks.figures import Chart, ChartForm
from jkreport.model.names import Name
from jkreport.model.style import Palette
from jkreport.model.tables import Key, KeyType, Mark, Measure, MeasureType, TableSpec
from jkreport.model.text import Localized, Text
from jkreport.values import BUILT_IN_UNITS

PLACE = Place(file="content/sections/economy/trade.yaml", line=12, column=5)


def text(ja: str, ko: str = "", en: str = "") -> Localized:
    wordings = {"ja": ja, "ko": ko or ja, "en": en or ja}
    texts = {code: Text(value=value, place=PLACE) for code, value in wordings.items()}
    return Localized(texts=texts, place=PLACE)


def key(kind: KeyType, name: str, **values: tuple[str, str, str]) -> Key:
    labels = {code: text(*labels) for code, labels in values.items()}
    return Key(name=name, type=kind, label=text(name), values=labels, place=PLACE)


def measure(
    name: str, unit: str = "percent", label: Localized | None = None, scale: int = 1
) -> Measure:
    kind = MeasureType.TEXT if unit == "text" else MeasureType.DECIMAL
    code = "none" if unit == "text" else unit
    return Measure(
        name=name,
        type=kind,
        label=label or text(name),
        unit=BUILT_IN_UNITS[code],
        scale=Decimal(scale),
        place=PLACE,
    )


def table(keys: Sequence[Key], measures: Sequence[Measure], csv: str) -> Table:
    spec = TableSpec(
        id="sample",
        title=text("表"),
        file=Name("sample.csv", PLACE),
        encoding="utf-8",
        sheet="",
        range="",
        keys=tuple(keys),
        measures=tuple(measures),
        missing={"-": Mark.NONE, "…": Mark.UNKNOWN},
        negative=(),
        sources=(),
        locator=None,
        as_of=None,
        note=None,
        place=Place(file="content/data/sample.yaml", line=1, column=1),
    )
    problems = Problems()
    found = read_table(spec, csv.encode(), problems)
    assert not problems.found, problems.found
    return found


def named(*names: str) -> tuple[Name, ...]:
    return tuple(Name(name, PLACE) for name in names)


def block(
    form: str,
    channels: Mapping[str, Sequence[str]] | None = None,
    *,
    where: Mapping[str, Sequence[str]] | None = None,
    spec: Mapping[str, object] | None = None,
    horizontal: bool = False,
    height: int = 0,
) -> Chart:
    return Chart(
        id="trade-chart",
        place=PLACE,
        table=Name("sample", PLACE),
        form=ChartForm(form),
        channels={channel: named(*names) for channel, names in (channels or {}).items()},
        horizontal=horizontal,
        where={column: named(*names) for column, names in (where or {}).items()},
        spec=spec,
        caption=text("図"),
        alt=text("図"),
        note=None,
        sources=(),
        height=height,
    )


def lines(text: str) -> str:
    """Give a CSV file from lines that are parted by spaces."""
    return text.replace(" ", "\n") + "\n"


YEAR = key(KeyType.YEAR, "year")
COUNTRY = key(
    KeyType.CATEGORY, "country", JP=("日本", "일본", "Japan"), KR=("韓国", "한국", "South Korea")
)
Sample = tuple[Chart, Table]


def export_line() -> Sample:
    csv = lines(
        "country,year,ratio JP,1996,9 JP,2012,12 JP,2023,17 KR,1996,23 KR,2012,46 KR,2023,37"
    )
    return block("line", {"x": ["year"], "y": ["ratio"], "colour": ["country"]}), table(
        [COUNTRY, YEAR], [measure("ratio")], csv
    )


def long_line() -> Sample:
    rows = [
        f"{year},{1200 + (year * 37) % 390},{900 + (year * 53) % 210 if year != 2010 else '-'}"
        for year in range(2001, 2024)
    ]
    measures = [
        measure("exports", "USD", text("輸出", "수출", "Exports"), 100_000_000),
        measure("imports", "USD", text("輸入", "수입", "Imports"), 100_000_000),
    ]
    return block("line", {"x": ["year"], "y": ["exports", "imports"]}), table(
        [YEAR], measures, "year,exports,imports\n" + "\n".join(rows) + "\n"
    )


def months() -> Sample:
    csv = lines(
        "country,month,share JP,2024-02,41.2 JP,2024-09,44 JP,2025-02,56.3"
        " KR,2024-01,40 KR,2024-09,44.5 KR,2025-01,47"
    )
    return block("line", {"x": ["month"], "y": ["share"], "colour": ["country"]}), table(
        [COUNTRY, key(KeyType.MONTH, "month")], [measure("share")], csv
    )


def area() -> Sample:
    rows = [
        f"{year},{n * 17 + 40},{100 - n * 3},{n * n + 5}"
        for n, year in enumerate((2010, 2012, 2013, 2016, 2020, 2024))
    ]
    measures = [
        measure("solar", "GW", text("太陽光", "태양광", "Solar")),
        measure("nuclear", "GW", text("原子力", "원자력", "Nuclear")),
        measure("wind", "GW", text("洋上風力", "해상풍력", "Offshore wind")),
    ]
    return block("area", {"x": ["year"], "y": ["solar", "nuclear", "wind"]}), table(
        [YEAR], measures, "year,solar,nuclear,wind\n" + "\n".join(rows) + "\n"
    )


def one_area() -> Sample:
    rows = [f"{year},{1200 + (year * 37) % 390}" for year in range(2001, 2024) if year != 2007]
    return block("area", {"x": ["year"], "y": ["visitors"]}), table(
        [YEAR],
        [measure("visitors", "person", None, 10_000)],
        "year,visitors\n" + "\n".join(rows) + "\n",
    )


DONOR = key(
    KeyType.CATEGORY,
    "donor",
    US=("米国", "미국", "United States"),
    JP=("日本", "일본", "Japan"),
    KR=("韓国", "한국", "South Korea"),
    usaid=("米国のうちUSAID（概数）", "미국 중 USAID(어림수)", "of which USAID"),
)


def oda() -> Sample:
    csv = "donor,amount\nUS,633\nJP,168\nKR,39.4\nusaid,400\n"
    return block("bar", {"x": ["donor"], "y": ["amount"]}), table(
        [DONOR], [measure("amount", "USD", None, 100_000_000)], csv
    )


def oda_lying() -> Sample:
    _, data = oda()
    return block("bar", {"x": ["donor"], "y": ["amount"]}, horizontal=True), data


PARTNER = key(
    KeyType.CATEGORY,
    "partner",
    CN=("対中輸入", "대중 수입", "From China"),
    JP=("対日輸入", "대일 수입", "From Japan"),
)
BAND = key(
    KeyType.CATEGORY,
    "band",
    b90=("90％以上", "90% 이상", "90% and over"),
    b80=("80～90％", "80~90%", "80–90%"),
    b70=("70～80％", "70~80%", "70–80%"),
    b60=("60～70％", "60~70%", "60–70%"),
    total=("合計", "합계", "Total"),
)
_BANDS = (
    "partner,band,items,item_share\nCN,b90,148,11.3\nCN,b80,109,8.3\nCN,b70,146,11.1\nCN,b60,141,10.7\nCN,total,1314,100\n"
    "JP,b90,21,3.7\nJP,b80,20,3.6\nJP,b70,15,2.7\nJP,b60,21,3.7\nJP,total,562,100\n"
)
_FOUR = {"band": ["b90", "b80", "b70", "b60"]}


def concentration(
    form: str = "bar", *, horizontal: bool = False, turned: bool = False, y: str = "items"
) -> Sample:
    x, colour = ("partner", "band") if turned else ("band", "partner")
    channels = {"x": [x], "y": [y], "colour": [colour]}
    return block(form, channels, where=_FOUR, horizontal=horizontal), table(
        [PARTNER, BAND], [measure("items", "item"), measure("item_share")], _BANDS
    )


ITEM = key(
    KeyType.CATEGORY,
    "mineral",
    lithium=("リチウム", "리튬", "Lithium"),
    graphite=("天然黒鉛", "천연흑연", "Graphite"),
    rare_earths=("希土類（イットリウム・ランタン）", "희토류(이트륨·란타넘)", "Rare earths"),
)


def minerals() -> Sample:
    csv = lines(
        "mineral,country,share lithium,KR,99.7 lithium,JP,85.9 graphite,KR,93.9 graphite,JP,89.5"
        " rare_earths,KR,95.4 rare_earths,JP,78.2"
    )
    return block("dumbbell", {"y": ["mineral"], "x": ["share"], "colour": ["country"]}), table(
        [ITEM, COUNTRY], [measure("share")], csv
    )


def affinity() -> Sample:
    csv = "country,year,share\nJP,2025,56.3\nKR,2022,21\nKR,2025,47.0\n"
    return block("slope", {"x": ["year"], "y": ["share"], "colour": ["country"]}), table(
        [COUNTRY, YEAR], [measure("share")], csv
    )


def fertility() -> Sample:
    csv = "country,year,rate\nJP,1965,2\nKR,1965,5\nJP,2023,1.2\nKR,2023,0.72\n"
    return block("slope", {"x": ["year"], "y": ["rate"], "colour": ["country"]}), table(
        [COUNTRY, YEAR], [measure("rate", "none")], csv
    )


PHASE = key(
    KeyType.CATEGORY,
    "phase",
    p1=("第1次開放", "1차 개방", "First"),
    p2=("第2次開放", "2차 개방", "Second"),
    p3=("第3次開放", "3차 개방", "Third"),
    p4=("第4次開放", "4차 개방", "Fourth"),
)


def opening() -> Sample:
    csv = (
        "phase,date,scope:ja,scope:ko,scope:en\n"
        "p1,1998-10-20,映画・ビデオの一部、出版漫画など,영화·비디오 일부와 출판만화 등,Films\n"
        "p2,1999-09-10,映画・ビデオ・公演の一部,영화·비디오·공연 일부,Concerts\n"
        "p3,2000-06-27,公演の全面、アニメ・音盤・ゲーム・放送などの一部,"
        "공연 전면과 애니메이션·음반·게임·방송 등 일부,Anime\n"
        "p4,2004-01-01,映画・ビデオ・音盤・ゲームなどの全面、放送の拡大,"
        "영화·비디오·음반·게임 등 전면과 방송 확대,All\n"
    )
    return block("timeline", {"x": ["date"], "label": ["scope"]}), table(
        [PHASE, key(KeyType.DATE, "date")], [measure("scope", "text")], csv
    )


def changes() -> Sample:
    csv = "year,growth\n2019,-0.4\n2020,-4.1\n2021,2.7\n2022,-\n2023,1.5\n2024,0.1\n"
    return block("bar", {"x": ["year"], "y": ["growth"]}), table([YEAR], [measure("growth")], csv)


def raw() -> Sample:
    _, data = export_line()
    spec: dict[str, object] = {
        "mark": {"type": "point", "filled": True},
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "title": "@year",
                "scale": {"zero": False},
                "axis": {"format": "d"},
            },
            "y": {"field": "ratio", "type": "quantitative", "title": "@ratio"},
            "color": {"field": "country_colour", "type": "nominal", "scale": None},
        },
    }
    return block("vega", spec=spec), data


ALL: Mapping[str, Callable[[], Sample]] = {
    "export_line": export_line,
    "long_line": long_line,
    "months": months,
    "area": area,
    "one_area": one_area,
    "oda": oda,
    "oda_lying": oda_lying,
    "grouped": concentration,
    "grouped_lying": lambda: concentration(horizontal=True),
    "stacked": lambda: concentration("stacked_bar", turned=True),
    "stacked_lying": lambda: concentration(
        "stacked_bar", turned=True, horizontal=True, y="item_share"
    ),
    "minerals": minerals,
    "affinity": affinity,
    "fertility": fertility,
    "opening": opening,
    "changes": changes,
    "raw": raw,
}


LOOK = Look(
    palette=Palette(
        named={},
        countries={"JP": "#2f4b8f", "KR": "#b5543c"},
        series=("#1c2b4a", "#6f86b3", "#8a8f99", "#3f4a5f", "#b9c2d3"),
    ),
    faces={},
    width=514,
    size=8,
    compiler=Compiler(),
)


@pytest.fixture(scope="session", autouse=True)
def _the_compiler_ends_with_the_tests() -> Iterator[None]:
    yield
    LOOK.compiler.close()


def draw(chart: Chart, data: Table, languages: str = "ja", look: Look = LOOK) -> str:
    resource = draw_chart(chart, data, [LANGUAGES[code] for code in languages.split("-")], look)
    assert resource.media_type == "image/svg+xml"
    return resource.data.decode()


@pytest.fixture(scope="session")
def samples() -> Mapping[str, Callable[[], Sample]]:
    """A block and its table by name, several for each form."""
    return ALL


@pytest.fixture(scope="session")
def drawn() -> Callable[..., str]:
    """Draws a block and its table in the languages of an edition."""
    return draw


@pytest.fixture(scope="session")
def chart() -> Callable[..., Chart]:
    """Makes a block from form and channels."""
    return block


@pytest.fixture(scope="session")
def look() -> Look:
    """How the tests' charts look."""
    return LOOK


@pytest.fixture(scope="session")
def years() -> Callable[..., Table]:
    """Makes a table of percentages by year and country, or of other measures, from lines."""

    def made(csv: str, *units: str) -> Table:
        header = csv.split(" ", 1)[0].split(",")
        known = {"year": YEAR, "country": COUNTRY}
        keys = [known[name] for name in header if name in known]
        names = [name for name in header if name not in known]
        measures = [
            measure(name, unit) for name, unit in zip(names, units or ["percent"] * 9, strict=False)
        ]
        return table(keys, measures, lines(csv))

    return made
