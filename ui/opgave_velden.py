"""Fields of the calculator: a number as people type it, checked; every problem is kept and shown at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

import streamlit as st

from model import taal
from ui.links import plain


@dataclass
class Velden:
    """A form of numbers in the making.

    Attributes:
        problemen: what cannot be used, in Dutch.
    """

    problemen: list[str] = field(default_factory=list)

    def getal(
        self,
        label: str,
        start: str,
        key: str,
        *,
        hoogst: int = 1_000_000,
        heel: bool = False,
        mag_leeg: bool = False,
        hulp: str | None = None,
    ) -> Fraction | None:
        """Draw one number that is part of the address and return it; None when it is empty or cannot be used.

        Args:
            label: what is asked.
            start: what stands there first.
            key: name of the field in the address.
            hoogst: largest number that makes sense; the smallest is 0.
            heel: whether it must be whole.
            mag_leeg: whether empty is an answer.
            hulp: explanation beside the label.
        """
        typed = st.text_input(label, start, key=key, bind="query-params", help=hulp).strip()
        if not typed and mag_leeg:
            return None
        number = taal.lees_getal(typed)
        value = None if number is None else Fraction(str(number))
        wrong = value is None or not 0 <= value <= hoogst or (heel and value.denominator != 1)
        if wrong:
            kind = "een heel getal" if heel else "een getal"
            self.problemen.append(f"{plain(label)}: vul {kind} van 0 tot en met {taal.getal(hoogst)} in.")
            return None
        return value

    def toon(self) -> bool:
        """Draw every problem; return whether there is none."""
        for text in self.problemen:
            st.error(text)
        return not self.problemen
