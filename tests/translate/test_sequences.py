"""In whatever order two offices and a translator work, nothing is lost and the ledger is true."""

from tests.campaigns.translations import campaign


def test_nothing_is_lost_and_the_ledger_is_true() -> None:
    assert campaign(8, 1) == ""
