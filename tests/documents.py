"""Travel documents of invented people, written as ICAO Doc 9303 writes them; nothing of the parser is used here."""

from dataclasses import dataclass

from hypothesis import strategies as st

WEIGHTS = (7, 3, 1)
VALUES = {character: at for at, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}

SPECIMENS = {
    "TD3": ("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"),
    "TD1": ("I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"),
    "TD2": ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"),
    "MRV-A": ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"),
    "MRV-B": ("V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"),
}
"""The specimens of ICAO Doc 9303, parts 4 to 7, of Anna Maria Eriksson of Utopia."""

LONG_NUMBERS = {
    "TD1": ("I<UTOD23145890<7349<<<<<<<<<<<", "3407127M9507122UTO<<<<<<<<<<<2", "STEVENSON<<PETER<JOHN<<<<<<<<<"),
    "TD2": ("I<UTOSTEVENSON<<PETER<JOHN<<<<<<<<<<", "D23145890<UTO3407127M95071227349<<<8"),
}
"""The same with a number of twelve characters (part 11, appendix D.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a document says."""

    layout: str
    primary: str
    secondary: str
    number: str
    birth: str
    expiry: str
    sex: str
    nationality: str
    optional: str

    def lines(self) -> tuple[str, ...]:
        """Write its zone."""
        if self.layout == "TD1":
            return self._card()
        length = 44 if self.layout in ("TD3", "MRV-A") else 36
        code = {"TD3": "P<", "TD2": "I<"}.get(self.layout, "V<")
        upper = _filled(f"{code}UTO{self.primary}<<{self.secondary}", length)
        room = {"TD3": 14, "MRV-A": 16, "TD2": 7, "MRV-B": 8}[self.layout]
        number, optional = self._number_and_optional(room)
        lower = number + _filled(self.nationality, 3) + _checked(self.birth) + self.sex + _checked(self.expiry)
        lower += optional
        if self.layout == "TD3":
            lower = _checked(lower, from_column=29)
        if self.layout in ("TD3", "TD2"):
            lower += digit_of(lower[:10] + lower[13:20] + lower[21:])
        return upper, lower

    def _card(self) -> tuple[str, ...]:
        number, optional = self._number_and_optional(15)
        upper = "I<UTO" + number + optional
        middle = _checked(self.birth) + self.sex + _checked(self.expiry) + _filled(self.nationality, 3) + "<" * 11
        middle += digit_of(upper[5:30] + middle[:7] + middle[8:15] + middle[18:29])
        return upper, middle, _filled(f"{self.primary}<<{self.secondary}", 30)

    def _number_and_optional(self, room: int) -> tuple[str, str]:
        if len(self.number) <= 9:
            return _checked(_filled(self.number, 9)), _filled(self.optional, room)
        rest = self.number[9:] + digit_of(self.number) + "<"
        return self.number[:9] + "<", _filled(rest + self.optional, room)


def digit_of(text: str) -> str:
    """Work out a check digit."""
    return str(sum(VALUES[character] * WEIGHTS[at % 3] for at, character in enumerate(text)) % 10)


def _checked(text: str, *, from_column: int = 1) -> str:
    return text + digit_of(text[from_column - 1 :])


def _filled(text: str, length: int) -> str:
    return text[:length].ljust(length, "<")


_DIGITS, _LETTERS = "0123456789", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_days = st.dates().map(lambda day: day.strftime("%y%m%d"))
_names = st.lists(st.text(_LETTERS, min_size=1, max_size=6), min_size=1, max_size=2).map("<".join)


@st.composite
def papers(draw: st.DrawFn, layouts: tuple[str, ...] = tuple(SPECIMENS)) -> Paper:
    """Draw a document in one of the layouts."""
    layout = draw(st.sampled_from(layouts))
    longest = {"TD1": 14, "TD2": 13}.get(layout, 9)
    return Paper(
        layout=layout,
        primary=draw(_names),
        secondary=draw(_names),
        number=draw(st.text(_DIGITS + _LETTERS, min_size=1, max_size=longest)),
        birth=draw(_days),
        expiry=draw(_days),
        sex=draw(st.sampled_from("FM<")),
        nationality=draw(st.text(_LETTERS, min_size=3, max_size=3)),
        optional=draw(st.text(_DIGITS + _LETTERS, max_size=4)) if layout in ("TD3", "MRV-A") else "",
    )
