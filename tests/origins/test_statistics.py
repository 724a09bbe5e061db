"""Tables from services of SDMX: the messages that they send, from a server of our own."""

import json
from collections.abc import Mapping

import pytest
from tests.origins.conftest import SNAPSHOT, Site, Web, reply, told

from jkreport.origins.statistics import grid_from_message

NAMES = {
    "message": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message",
    "common": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/common",
    "generic": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/generic",
    "ss": "http://www.sdmx.org/resources/sdmxml/schemas/v2_1/data/structurespecific",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "ns1": "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=T:DSD(1.0):ObsLevelDim:TIME_PERIOD",
}
SPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in NAMES.items())
HEADER = """<message:Header><message:ID>x</message:ID><message:Test>false</message:Test>
<message:Prepared>2026-01-01T00:00:00</message:Prepared><message:Sender id="T"/>
<message:Structure structureID="S" namespace="urn:x" dimensionAtObservation="TIME_PERIOD"><common:Structure>
<Ref agencyID="T" id="DSD" version="1.0" class="DataStructure"/></common:Structure></message:Structure>
</message:Header>"""
SERIES = {"imports": {"2025": "30", "2024": "20.5"}, "exports": {"2024": "100"}}


def generic() -> str:
    body = "".join(
        f'<generic:Series><generic:SeriesKey><generic:Value id="FLOW" value="{flow}"/></generic:SeriesKey>'
        + "".join(
            f'<generic:Obs><generic:ObsDimension value="{year}"/><generic:ObsValue value="{value}"/></generic:Obs>'
            for year, value in values.items()
        )
        + "</generic:Series>"
        for flow, values in SERIES.items()
    )
    data = f'<message:DataSet structureRef="S">{body}</message:DataSet>'
    return f"<message:GenericData {SPACES}>{HEADER}{data}</message:GenericData>"


def specific() -> str:
    body = "".join(
        f'<Series FLOW="{flow}">'
        + "".join(
            f'<Obs TIME_PERIOD="{year}" OBS_VALUE="{value}" OBS_STATUS="A"/>'
            for year, value in values.items()
        )
        + "</Series>"
        for flow, values in SERIES.items()
    )
    kind = 'ss:structureRef="S" xsi:type="ns1:DataSetType" ss:action="Replace"'
    data = f"<message:DataSet {kind}>{body}</message:DataSet>"
    return f"<message:StructureSpecificData {SPACES}>{HEADER}{data}</message:StructureSpecificData>"


CSV = "DATAFLOW,FLOW,TIME_PERIOD,OBS_VALUE\n" + "".join(
    f"T:DF(1.0),{flow},{year},{value}\n"
    for flow, values in SERIES.items()
    for year, value in values.items()
)
ORIGIN = """\
sdmx: {address}/rest
flow: "T,DF,1.0"
key: A..
parameters: {{startPeriod: "2024", token: "{{JKREPORT_TOKEN}}"}}
columns: {{TIME_PERIOD: year, FLOW: flow, OBS_VALUE: amount}}
retries: 0"""


@pytest.mark.parametrize(
    "message", [generic(), specific(), CSV], ids=["generic", "specific", "csv"]
)
def test_a_table_comes_from_a_service(site: Site, web: Web, message: str) -> None:
    web.says("/rest/data/T,DF,1.0/A..", reply(message, type_="application/xml"))
    site.environment["JKREPORT_TOKEN"] = "canary"
    site.table(ORIGIN.format(address=web.address))
    assert told(site.refresh()) == ""
    assert site.read() == SNAPSHOT
    assert [path for path, _ in web.asked] == [
        "/rest/data/T,DF,1.0/A..?startPeriod=2024&token=canary"
    ]
    assert "canary" not in site.read("data.lock")


@pytest.mark.parametrize("message", ["<a/>", "<!DOCTYPE x [<!ENTITY a 'b'>]><a>&a;</a>", "{}", "<"])
def test_what_is_no_message_is_refused(site: Site, web: Web, message: str) -> None:
    web.says("/rest/data/T,DF,1.0/A..", reply(message, type_="application/xml"))
    site.environment["JKREPORT_TOKEN"] = "canary"
    site.table(ORIGIN.format(address=web.address))
    expected = "JK317 'trade': the answer is no message of SDMX with data\n"
    assert site.faults() == f"content/data/trade.yaml:3:3: {expected}"


def test_a_service_that_is_not_known_is_told_with_the_nearest(site: Site) -> None:
    site.environment["JKREPORT_TOKEN"] = "canary"
    site.table(ORIGIN.format(address="").replace("/rest", "OECDD"))
    assert site.faults() == (
        "content/data/trade.yaml:3:3: JK208 'trade': no service of SDMX is known as 'OECDD'\n"
        "  hint: did you mean 'OECD' or 'OECD3'?; or write its address\n"
    )


def sdmx_json() -> bytes:
    """Write a message as a server of SDMX-JSON 1.0 does: two series of two years, one value missing."""
    flow = {"id": "FLOW", "name": "Flow", "keyPosition": 0}
    time = {"id": "TIME_PERIOD", "name": "Year", "keyPosition": 1, "role": "time"}
    status = {"id": "OBS_STATUS", "name": "Status"}

    def coded(what: Mapping[str, object], *codes: str) -> Mapping[str, object]:
        return {"role": None, **what, "values": [{"id": code, "name": code} for code in codes]}

    message = {
        "header": {
            "id": "trade",
            "test": False,
            "prepared": "2026-01-05T10:00:00Z",
            "sender": {"id": "BOOK"},
        },
        "structure": {
            "name": "Trade",
            "dimensions": {
                "dataSet": [],
                "series": [coded(flow, "X", "M")],
                "observation": [coded(time, "2024", "2025")],
            },
            "attributes": {"dataSet": [], "series": [], "observation": [coded(status, "A", "P")]},
        },
        "dataSets": [
            {
                "action": "Information",
                "series": {
                    "0": {"attributes": [], "observations": {"0": [100.5, 0], "1": [120, 1]}},
                    "1": {"attributes": [], "observations": {"0": [250, 0], "1": [None, 0]}},
                },
            }
        ],
    }
    return json.dumps(message).encode()


def test_a_message_of_sdmx_json_is_a_row_for_each_observation() -> None:
    found = grid_from_message(sdmx_json())
    assert found.columns == ("FLOW", "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS")
    assert list(found.rows) == [
        ("X", "2024", "100.5", "A"),
        ("X", "2025", "120", "P"),
        ("M", "2024", "250", "A"),
        ("M", "2025", "", "A"),
    ]
