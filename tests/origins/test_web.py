"""Files of the web: what may pass is tried again, what leads elsewhere or is no table is refused."""

import re
import socket
import time

import pytest
from tests.origins.conftest import (
    ROWS,
    SNAPSHOT,
    Reply,
    Site,
    Web,
    cut_off,
    endless,
    reply,
    slow,
    told,
)

from jkreport.build.refreshing import Outcome, State

HEAD = "content/data/trade.yaml:3:3: "


def test_a_table_comes_from_an_address(site: Site, web: Web) -> None:
    address = web.says("/trade.csv", reply())
    site.table(f"url: {address}?from=2020")
    assert told(site.refresh()) == ""
    assert site.read() == SNAPSHOT
    assert f'address: "{address}?from=2020"' in site.read("data.lock")
    assert [path for path, _ in web.asked] == ["/trade.csv?from=2020"]


def test_what_has_not_changed_is_not_sent_again(site: Site, web: Web) -> None:
    site.table(f"url: {web.says('/trade.csv', reply(ETag='abc'))}")
    site.refresh()
    lock = site.read("data.lock")
    assert '  etag: "abc"\n' in lock
    assert site.refresh().outcomes == (Outcome(table="trade", state=State.UNCHANGED),)
    assert [headers.get("If-None-Match") for _, headers in web.asked] == [None, "abc"]
    assert site.read("data.lock") == lock


def test_a_snapshot_that_was_changed_is_asked_for_whole(site: Site, web: Web) -> None:
    site.table(f"url: {web.says('/trade.csv', reply(ETag='abc'))}")
    site.refresh()
    site.write("trade.csv", SNAPSHOT.replace("100", "999"))
    assert told(site.refresh()) == ""
    assert site.read() == SNAPSHOT
    assert [headers.get("If-None-Match") for _, headers in web.asked] == [None, None]


@pytest.mark.parametrize(
    "fault", [reply("", 500), reply("", 503, Retry_After="0"), cut_off], ids=["500", "503", "cut"]
)
def test_what_passes_is_tried_again(site: Site, web: Web, fault: Reply) -> None:
    site.table(f"url: {web.says('/trade.csv', fault, reply())}")
    assert told(site.refresh()) == ""
    assert (site.read(), len(web.asked)) == (SNAPSHOT, 2)


def numbered(value: object) -> str:
    """Name a case by its message."""
    return value.strip() if isinstance(value, str) else ""


PAGE = "<!DOCTYPE html><html><head><title>Service\n unavailable</title></head></html>"


@pytest.mark.parametrize(
    ("answer", "more", "message"),
    [
        (reply("", 500), "retries: 1", "JK316 'trade': the server answers with status 500 (2 tries)"),
        (reply("", 404), "", "JK316 'trade': the server answers with status 404"),
        (cut_off, "retries: 0", "JK316 'trade': the answer is cut off (1 try)"),
        (slow, "retries: 0\ntimeout: 1", "JK316 'trade': the answer doesn't end in time (1 try)"),
        (reply(), "max_bytes: 50", "JK317 'trade': the answer is larger than 50 bytes"),
        (endless, "max_bytes: 100000", "JK317 'trade': the answer is larger than 100,000 bytes"),
        (reply(PAGE), "", "JK317 'trade': a page of the web came instead of csv: 'Service unavailable'"),
        (reply("", type_="text/html"), "", "JK317 'trade': a page of the web came instead of csv"),
        (reply(), "expect_type: application/csv", "JK317 'trade': 'text/csv' came as the type, not 'application/csv'"),
        (reply(), "format: parquet", "JK317 'trade': it is no parquet: it begins with 'year,flow,amount\\n202'"),
        (reply("%PDF-1.7", type_="application/pdf"), "", "JK317 'trade': 'application/pdf' came as the type"),
        (reply(Content_Encoding="gzip"), "", "JK317 'trade': the answer is packed, and that wasn't asked for"),
        (reply("", 302, Location="http://localhost:9/x.csv"), "", "JK317 'trade': it leads to another host, localhost"),
        (reply("", 302, Location="https://127.0.0.1/"), "", "JK317 'trade': it leads from http to https"),
        (reply("", 302, Location="file:///etc/passwd"), "", "JK317 'trade': it leads from http to file"),
        (reply("", 302, Location="/trade.csv"), "", "JK317 'trade': it leads on more than 5 times"),
    ],
    ids=numbered,
)  # fmt: skip
def test_what_is_no_table_is_refused_and_the_snapshot_stays(
    site: Site, web: Web, answer: Reply, more: str, message: str
) -> None:
    site.table(f"url: {web.says('/trade.csv', reply())}")
    site.refresh()
    web.replies["/trade.csv"] = [answer]
    site.table(f"url: {web.address}/trade.csv\n{more}".strip())
    began = time.monotonic()
    assert site.faults().startswith(HEAD + message)
    assert time.monotonic() - began < 10
    assert site.read() == SNAPSHOT


def test_an_address_leads_on_within_its_host(site: Site, web: Web) -> None:
    web.says("/new.csv", reply())
    site.table(f"url: {web.says('/trade.csv', reply('', 301, Location='/new.csv'))}")
    assert told(site.refresh()) == ""


def test_an_address_leads_where_it_may_and_takes_no_headers_along(site: Site, web: Web) -> None:
    there = web.address.replace("127.0.0.1", "localhost") + "/new.csv"
    web.says("/new.csv", reply())
    site.environment["JKREPORT_TOKEN"] = "canary-token"
    headers = 'headers: {Authorization: "Bearer {JKREPORT_TOKEN}"}\nredirects: [localhost]'
    site.table(f"url: {web.says('/trade.csv', reply('', 307, Location=there))}\n{headers}")
    assert told(site.refresh()) == ""
    assert [each.get("Authorization") for _, each in web.asked] == ["Bearer canary-token", None]


@pytest.mark.parametrize("host", ["printer.test", "2130706433"])
def test_a_machine_of_this_network_is_not_asked_by_another_name(
    site: Site, web: Web, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    port = int(web.address.rpartition(":")[2])
    looked_up = [(2, 1, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: looked_up)
    site.table(f"url: http://{host}:{port}/trade.csv")
    assert site.faults().startswith(f"{HEAD}JK317 'trade': '{host}' is a machine of this network\n")
    assert web.asked == []


def test_nothing_is_asked_of_a_host_that_is_not_there(site: Site) -> None:
    site.table("url: http://127.0.0.1:9/trade.csv\nretries: 0")
    assert site.faults() == f"{HEAD}JK316 'trade': the server can't be reached (1 try)\n"


def test_tables_are_retrieved_side_by_side(site: Site, web: Web) -> None:
    def late(handler: object) -> None:
        time.sleep(0.3)
        reply()(handler)  # type: ignore[arg-type]

    for number in range(8):
        site.table(f"url: {web.says(f'/{number}.csv', late)}", f"table_{number}")
    began = time.monotonic()
    assert len(site.refresh(*(f"table_{number}" for number in range(8))).outcomes) == 8
    # One after the other they wait for 2.4 s in the server alone.
    assert time.monotonic() - began < 2.4


SECRETS = {"JKREPORT_TOKEN": "canary s3cr&t/ü".replace("ü", "u"), "JKREPORT_PLAIN": "canary-plain"}


@pytest.mark.parametrize(
    "answer",
    [
        reply(),
        reply("", 500),
        reply("", 302, Location="http://elsewhere.test/"),
        reply(PAGE),
        cut_off,
    ],
    ids=["good", "500", "moved", "page", "cut"],
)
def test_no_secret_is_printed_or_written(site: Site, web: Web, answer: Reply) -> None:
    site.environment.update(SECRETS)
    address = web.says("/canary-plain/trade.csv", answer).replace(
        "canary-plain", "{JKREPORT_PLAIN}"
    )
    site.table(
        f"url: {address}?key={{JKREPORT_TOKEN}}\nheaders: {{X-Token: '{{JKREPORT_TOKEN}}'}}\nretries: 0"
    )
    found = site.refresh()
    path, headers = web.asked[0]
    assert (path, headers["X-Token"]) == (
        "/canary-plain/trade.csv?key=canary%20s3cr%26t%2Fu",
        "canary s3cr&t/u",
    )
    written = "".join(each.read_text("utf-8") for each in (site.root / "content/data").iterdir())
    shown = told(found) + repr(found.outcomes) + written
    assert re.findall(r"canary|s3cr", shown) == []


@pytest.mark.parametrize(
    ("origin", "message"),
    [
        ("url: 'http://127.0.0.1:9/{JKREPORT_NONE}.csv'", "JK319 'trade': the variable 'JKREPORT_NONE' isn't set"),
        ("url: 'http://127.0.0.1:9/{HOME}.csv'", "JK319 'trade': the variable 'HOME' may not be named here"),
    ],
)  # fmt: skip
def test_only_variables_of_its_own_are_put_in(site: Site, origin: str, message: str) -> None:
    site.environment["HOME"] = "canary"
    site.table(origin)
    assert site.faults().startswith(HEAD + message)


def test_an_address_with_a_password_is_refused_where_it_stands(site: Site) -> None:
    site.table("url: https://user:canary@example.org/trade.csv")
    expected = "trade.yaml: JK319 an address in content holds no user and no password (line 3)\n"
    assert expected in site.checked()
    assert "canary" not in site.checked()


def test_rows_that_come_in_another_order_are_the_same_snapshot(site: Site, web: Web) -> None:
    head, *rows = ROWS.splitlines()
    other = "\n".join([head, *reversed(rows)])
    site.table(f"url: {web.says('/trade.csv', reply(), reply(other))}")
    site.refresh()
    lock = site.read("data.lock")
    assert site.refresh().outcomes[0].state is State.UNCHANGED
    assert (site.read(), site.read("data.lock")) == (SNAPSHOT, lock)
