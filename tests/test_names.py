"""Names of persons compared: spelling, word order, short forms."""

import pytest

from core.names import nationality_of, person_name, same_person, short_forms, sound

SAME = [
    ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
    ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
    ("Andrei Morozov", "Andrey Morozov"),
    ("Kim Jong Un", "Kim Jong-eun"),
    ("Yoon Suk Yeol", "Yoon Seok-youl"),
    ("Choe Son-hui", "Choi Son-hee"),
    ("Mohammed bin Salman", "Muhammad bin Salman"),
    ("Lloyd J. Austin III", "Lloyd Austin"),
    ("P. Okafor", "Paula Okafor"),
]
OTHER = [
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Yo Jong", "Kim Jong Un"),
    ("Paula Okafor", "Jonas Okafor"),
    ("Lina Berg", "Alan Berg"),
    ("Okafor", "Paula Okafor"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_person(one: str, other: str) -> None:
    assert same_person(person_name(one), person_name(other))
    assert same_person(person_name(other), person_name(one))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_different_persons(one: str, other: str) -> None:
    assert not same_person(person_name(one), person_name(other))


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Kim Jong Un", "Kim"),
        ("Park Geun-hye", "Park"),
        ("Xi Jinping", "Xi"),
        ("Lee Harvey", "Harvey"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Lloyd J. Austin III", "Austin"),
    ],
)
def test_surname(name: str, surname: str) -> None:
    assert person_name(name).surname == surname


def test_short_forms_begin_with_the_surname() -> None:
    assert short_forms(person_name("Abdel Fattah al-Burhan")) == ("al-Burhan", "Burhan", "Abdel")


@pytest.mark.parametrize(
    ("noun", "adjective"), [("Orvania", "Orvanese"), ("Kesh", "Keshi"), ("Varland", "Varlandic"), ("Tolmira", "Tolmiran")]
)
def test_a_nationality_is_made_of_a_name(noun: str, adjective: str) -> None:
    endings = ("ese", "i", "ic", "an", "ian", "n")
    assert nationality_of(noun, adjective, endings)
    assert not nationality_of("Belgard", adjective, endings)


def test_a_name_without_letters_has_no_sound() -> None:
    assert sound("…") == ""
