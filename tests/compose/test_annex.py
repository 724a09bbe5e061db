"""The annex of data sources."""

import pytest

from jkreport.compose.blocks.annex import public_address


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://data.example/trade.csv", "https://data.example/trade.csv"),
        (
            "https://user:word@data.example:8443/a/b.csv?key=1#x",
            "https://data.example:8443/a/b.csv",
        ),
        ("http://[::1]:8080/trade.csv?token=1", "http://[::1]:8080/trade.csv"),
        ("http://[::1/trade.csv", ""),
    ],
)
def test_an_address_is_printed_without_what_lets_somebody_in(address: str, said: str) -> None:
    assert public_address(address) == said
