"""Whatever way a secret comes back, it is not shown."""

from urllib.parse import quote, quote_plus

from hypothesis import given
from hypothesis import strategies as st

from jkreport.origins.secrets import Secrets

LETTERS = st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_characters="<>*\"'")
TEXTS = st.text(LETTERS, min_size=4, max_size=20)


@given(user=TEXTS, password=TEXTS)
def test_no_part_of_an_address_comes_back(user: str, password: str) -> None:
    address = f"postgresql://{quote(user, safe='')}:{quote(password, safe='')}@db.example.org/trade"
    secrets = Secrets({"JKREPORT_DB": address})
    secrets.value("JKREPORT_DB")
    for form in (address, user, password, quote(password), quote_plus(password), repr(password)):
        assert secrets.hidden(f"<{form}>").replace("'", "").replace('"', "") == "<***>"


def test_what_was_not_used_is_not_looked_for() -> None:
    assert Secrets({"JKREPORT_DB": "a"}).hidden("a table") == "a table"
