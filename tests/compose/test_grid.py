"""Tables as grids: heads, rows, units, signs and decimal points, in all languages of an edition."""

from tests.compose.grids import (
    JA,
    KO,
    PAIR,
    YAML,
    block,
    key,
    laid_out,
    measure,
    name,
    shown,
    table,
    words,
)

from jkreport.compose.grid import (
    Align,
    BodyCell,
    BodyRow,
    Figure,
    Grid,
    HeadCell,
    Number,
    RowKind,
    Words,
)
from jkreport.languages.ja import Japanese
from jkreport.model.blocks.tables import Column, ColumnGroup, Rows
from jkreport.model.text import Text
from jkreport.values import Quantity

BANDS = key(
    "band",
    "category",
    words("依存度", "의존도"),
    b90=words("90%以上", "90% 이상"),
    b80=words("80～90%", "80~90%"),
    total=words("合計", "합계"),
)
ORIGIN = key(
    "origin",
    "category",
    words("輸入元", "수입국"),
    CN=words("対中輸入", "대중 수입"),
    JP=words("対日輸入", "대일 수입"),
)
SHARES = (
    measure("items", words("品目数[^1]", "품목 수[^1]"), unit="item", kind="integer"),
    measure("by_count", words("構成比（品目数基準）", "구성비(품목 수 기준)"), unit="percent"),
    measure("by_value", words("構成比（輸入額基準）", "구성비(수입액 기준)"), unit="percent"),
)
DEPENDENCE = [
    "# 依存度/의존도 1x2 | 対中輸入/대중 수입 3x1 | 対日輸入/대일 수입 3x1",
    (
        "# 品目数[^1]/품목 수[^1] <品目/개 품목> | 構成比（品目数基準）/구성비(품목 수 기준) <％/%>"
        " | 構成比（輸入額基準）/구성비(수입액 기준) <％/%> | 品目数[^1]/품목 수[^1] <品目/개 품목>"
        " | 構成比（品目数基準）/구성비(품목 수 기준) <％/%>"
        " | 構成比（輸入額基準）/구성비(수입액 기준) <％/%>"
    ),
    "90%以上/90% 이상 | 148 | 11.3 | 18.1 | 21 | 3.7 | 3.8",
    "80～90%/80~90% | 109 | 8.3 | 17.6 | 20 | 3.6 | 3.3",
    "= 合計/합계 | 1,314 | 100[.0] | 100[.0] | 562 | 100[.0] | 100[.0]",
]


def test_import_dependence_is_pivoted_by_origin() -> None:
    of = table(
        [BANDS, ORIGIN],
        SHARES,
        "band,origin,items,by_count,by_value\n"
        "total,CN,1314,100,100\nb90,CN,148,11.3,18.1\nb80,CN,109,8.3,17.6\n"
        "b90,JP,21,3.7,3.8\nb80,JP,20,3.6,3.3\ntotal,JP,562,100,100\n",
    )
    grid = laid_out(block(rows=Rows(pivot=name("origin"), total=name("total"))), of)
    assert shown(grid) == DEPENDENCE
    assert grid.columns == (Align.TEXT, *[Align.NUMBER] * 6)


def test_import_dependence_is_the_same_grid_with_merged_heads() -> None:
    measures = [
        measure(f"{country}_{each.name}", each.label, unit=each.unit.code, kind=each.type.value)
        for country in ("cn", "jp")
        for each in SHARES
    ]
    of = table(
        [BANDS],
        measures,
        f"band,{','.join(each.name for each in measures)}\n"
        "b90,148,11.3,18.1,21,3.7,3.8\nb80,109,8.3,17.6,20,3.6,3.3\ntotal,1314,100,100,562,100,100\n",
    )
    groups = [
        ColumnGroup(
            label=ORIGIN.values[country.upper()],
            columns=tuple(Column(name=name(f"{country}_{each.name}")) for each in SHARES),
        )
        for country in ("cn", "jp")
    ]
    grid = laid_out(block("band", *groups, rows=Rows(total=name("total"))), of)
    assert shown(grid) == DEPENDENCE


MINERALS = table(
    [
        key(
            "mineral",
            "category",
            words("鉱物資源", "광물자원"),
            lithium=words("リチウム", "리튬"),
            graphite=words("天然黒鉛", "천연흑연"),
        ),
        key(
            "country",
            "category",
            words("国", "국가"),
            KR=words("韓国", "한국"),
            JP=words("日本", "일본"),
        ),
        key("place", "integer", words("番号", "번호")),
    ],
    [
        measure("item", words("品目", "품목"), kind="text"),
        measure("share", words("対中依存度", "대중 의존도"), unit="percent"),
    ],
    "mineral,country,place,item:ja,item:ko,share\n"
    "graphite,KR,1,塊状黒鉛,괴상흑연,92.6\ngraphite,JP,1,フレーク状のもの,플레이크상,x\n"
    "lithium,KR,1,酸化リチウム,산화리튬,99.7\nlithium,KR,2,水酸化リチウム,수산화리튬,…\n"
    "lithium,JP,1,両リチウム,산화리튬 및 수산화리튬,85.95\n",
)


def test_minerals_stand_in_groups_with_both_countries_beside_each_other() -> None:
    rows = Rows(group=name("mineral"), pivot=name("country"))
    assert shown(laid_out(block("mineral", "item", "share", rows=rows), MINERALS)) == [
        f"（単位：％）/{KO.label('unit_line', '%')}",
        "# 韓国/한국 2x1 | 日本/일본 2x1",
        "# 品目/품목 | 対中依存度/대중 의존도 | 品目/품목 | 対中依存度/대중 의존도",
        "* リチウム/리튬",
        "酸化リチウム/산화리튬 | 99.7 | 両リチウム/산화리튬 및 수산화리튬 | 85.95",
        "水酸化リチウム/수산화리튬 | !… | . | .",
        "* 天然黒鉛/천연흑연",
        "塊状黒鉛/괴상흑연 | 92.6 | フレーク状のもの/플레이크상 | !x",
        f"…: {_both('missing_unknown')}",
        f"x: {_both('missing_suppressed')}",
    ]


def _both(label: str) -> str:
    return "/".join(language.labels[label] for language in PAIR)  # type: ignore[index]


def test_one_measure_under_a_pivot_needs_no_head_of_its_own() -> None:
    rows = Rows(pivot=name("country"), where={"mineral": (name("lithium"),)})
    assert shown(laid_out(block("place", "share", rows=rows), MINERALS, [JA])) == [
        "（単位：％）",
        "# 番号 | 韓国 | 日本",
        "1 | 99.7 | 85.95",
        "2 | !… | .",
        f"…: {JA.label('missing_unknown')}",
    ]


TRADE = table(
    [
        key("year", "year", words("年", "연도")),
        key("flow", "category", words("区分", "구분"), exports=words("輸出", "수출"),
            imports=words("輸入", "수입")),
    ],
    [
        measure("amount", words("金額", "금액"), unit="USD", scale=100_000_000),
        measure("change", words("前年比", "전년비"), unit="percent"),
        measure("remark", words("備考", "비고"), kind="text"),
    ],
    "year,flow,amount,change,remark:ja,remark:ko\n"
    '2011,exports,397,△1.25,最高,최고\n2011,imports,"1,683.0",7,,\n'
    "2024,exports,296,-,,\n2024,imports,,x,,\n",
)  # fmt: skip


def test_a_whole_grid() -> None:
    rows = Rows(where={"year": (name("2011"),)})
    change = Column(name=name("change"), label=words("率"), decimals=1)
    grid = laid_out(block("year", change, rows=rows), TRADE, [JA])
    assert grid == Grid(
        columns=(Align.CENTER, Align.NUMBER),
        head=(
            (
                HeadCell(words=Words(by_language={"ja": Text(value="年", place=YAML)})),
                HeadCell(
                    words=Words(by_language={"ja": Text(value="率", place=YAML)}),
                    unit=Words(by_language={"ja": "％"}),
                ),
            ),
        ),
        body=tuple(
            BodyRow(
                kind=RowKind.DATA,
                cells=(
                    BodyCell(
                        content=Words(by_language={"ja": "2011"}), align=Align.CENTER, scope="row"
                    ),
                    BodyCell(content=Number(by_language={"ja": figure}), align=Align.NUMBER),
                ),
            )
            for figure in (Figure(whole="−1", fraction=".3"), Figure(whole="7", fraction=".0"))
        ),
    )


def test_every_column_names_its_unit_with_its_scale() -> None:
    assert shown(laid_out(block(), TRADE)) == [
        "# 年/연도 | 区分/구분 | 金額/금액 <億ドル/억 달러> | 前年比/전년비 <％/%> | 備考/비고",
        "2011 | 輸出/수출 | 397[.0] | −1.25 | 最高/최고",
        "2011 | 輸入/수입 | 1,683.0 | 7[.00] | .",
        "2024 | 輸出/수출 | 296[.0] | !- | .",
        "2024 | 輸入/수입 | . | !x | .",
        f"x: {_both('missing_suppressed')}",
        f"-: {_both('missing_none')}",
    ]


def test_years_become_heads_in_the_order_of_time() -> None:
    rows = Rows(pivot=name("year"), where={"flow": (name("exports"),)})
    assert shown(laid_out(block("flow", "amount", rows=rows), TRADE)) == [
        f"（単位：億ドル）/{KO.label('unit_line', '억 달러')}",
        "# 区分/구분 | 2011年/2011년 | 2024年/2024년",
        "輸出/수출 | 397 | 296",
    ]


def test_a_total_stands_last_in_its_group_and_that_of_all_groups_below_them() -> None:
    of = table(
        [
            key("area", "category", words("地域"), all=words("全体"), asia=words("アジア")),
            key("flow", "category", words("区分"), all=words("計"), out=words("輸出")),
        ],
        [measure("n", words("件数"), kind="integer")],
        "area,flow,n\nall,all,9\nasia,all,5\nasia,out,4\n",
    )
    rows = Rows(group=name("area"), total=name("all"))
    assert shown(laid_out(block(rows=rows), of, [JA])) == [
        "# 区分 | 件数",
        "* アジア",
        "輸出 | 4",
        "= 計 | 5",
        "= 計 | 9",
    ]


class Comma(Japanese):
    """A language that writes a decimal comma."""

    code = "de"

    def number(self, quantity: Quantity) -> str:
        return super().number(quantity).translate(str.maketrans(",.", ".,"))


def test_a_number_that_languages_print_differently_is_there_in_each() -> None:
    of = table(
        [key("year", "year", words("年"))],
        [measure("n", words("額"))],
        "year,n\n2011,1234.6\n2012,5.0\n",
    )
    rows = laid_out(block("n"), of, [JA, Comma()]).body
    said = (("1,234", ".6", "1.234", ",6"), ("5", ".0", "5", ",0"))
    assert [row.cells[0].content for row in rows] == [
        Number(by_language={"ja": Figure(whole=a, fraction=b), "de": Figure(whole=c, fraction=d)})
        for a, b, c, d in said
    ]


def test_rows_with_a_text_key_are_headed_by_their_wording() -> None:
    of = table(
        [key("body", "text", words("団体", "단체"))],
        [measure("n", words("件数", "건수"), kind="integer", unit="case")],
        "id,body:ja,body:ko,n\nkeidanren,経団連,게이단렌,12\nall,計,계,1200\n",
    )
    assert shown(laid_out(block(rows=Rows(total=name("all"))), of)) == [
        "# 団体/단체 | 件数/건수 <件/건>",
        "経団連/게이단렌 | 12",
        "= 計/계 | 1,200",
    ]


def test_signs_beside_numbers_stand_before_them_and_are_explained() -> None:
    measures = [measure("rate", words("率", "비율"), unit="percent")]
    rows = "year,rate\n2024,1.25r\n2025,x\n2026,p△3.5\n"
    of = table([key("year", "year", words("年", "연도"))], measures, rows)
    assert shown(laid_out(block(), of))[1:] == [
        "2024 | r:1.25",
        "2025 | !x",
        "2026 | p:−3.5[0]",
        f"x: {_both('missing_suppressed')}",
        f"r: {_both('flag_revised')}",
        f"p: {_both('flag_provisional')}",
    ]
