"""Towns by name, and the states they lie in."""

import pytest

from core.extract.towns import country_of, is_town


@pytest.mark.parametrize(
    ("name", "among", "country"),
    [
        ("Kharkiv", {"UA", "RU"}, "UA"),
        ("Kharkiv", {"RU"}, None),  # its state is not spoken of
        ("Valencia", {"ES", "VE"}, None),  # two of the states spoken of have a town of that name
        ("Keldburg", {"UA"}, None),
    ],
)
def test_a_town_lies_in_the_one_state_spoken_of_that_has_it(name: str, among: set[str], country: str | None) -> None:
    assert country_of(name, among) == country


def test_capitals_are_no_towns() -> None:
    assert not is_town("Cairo")
    assert is_town("Alexandria")
