"""The templates that gemeenten and analysts fill in, with the lists and areas of this monitor."""

from __future__ import annotations

import streamlit as st

from loaders import template as whole
from loaders import templates as per_source
from loaders.templates import Sjabloon
from model import gebieden as areas
from model.lijsten import Niveau
from ui import data
from ui.keuze import Keuze
from ui.links import plain

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def template(keuze: Keuze) -> None:
    """Draw the downloads of templates: one per source to send out, and the one for everything."""
    templates(keuze, "gegevens")
    st.markdown(
        "Levert u alles zelf aan, met opgaven en toerekening erbij? Gebruik dan het invulsjabloon: "
        "cijfers, locaties, toerekening, knelpunten en maatregelen in één werkmap. Wat u leeg laat, blijft "
        "onbekend."
    )
    st.download_button(
        "Download het sjabloon",
        data=lambda: whole.template(data.frame(keuze, "gebieden"), data.the_rules().monitor.provincie),
        file_name="sjabloon_monitor_asielopgave.xlsx",
        mime=XLSX,
        key="sjabloon",
        on_click="ignore",
    )


def templates(keuze: Keuze, key: str, soort: str = "", gebied: str = "") -> None:
    """Draw the choice of a template for a source, an area and where it applies a half-year, and its download.

    Args:
        keuze: the filters of the page.
        key: word that keeps the widgets of two pages apart.
        soort: id of the template that is chosen beforehand.
        gebied: code of the area that is chosen beforehand; else that of the filters.
    """
    kinds = list(per_source.kinds())
    first = next((place for place, kind in enumerate(kinds) if kind.id == soort), 0)
    st.markdown(
        "Een sjabloon voor één bron: één blad om in te vullen, met keuzelijsten en uitleg. "
        "Komt het ingevuld terug, dan leest de monitor het zonder vragen."
    )
    with st.container(horizontal=True):
        kind = st.selectbox(
            "Welk sjabloon?", kinds, index=first, key=f"sjabloon-{key}-soort",
            format_func=lambda item: item.naam, filter_mode=None, width=420,
        )  # fmt: skip
        code = _area(keuze, kind, f"sjabloon-{key}-{kind.id}{gebied}-gebied", gebied)
        half = _half(keuze, f"sjabloon-{key}-halfjaar") if kind.per_halfjaar else ""
    area = data.naam(keuze, code)
    st.download_button(
        f"Download sjabloon voor {plain(area)}{f', {half}' if half else ''}",
        data=lambda: per_source.make(
            kind, data.frame(keuze, "gebieden"), code, today=keuze.vandaag, halfjaar=half
        ),
        file_name=per_source.file_name(kind, area, half),
        mime=XLSX,
        key=f"sjabloon-{key}-download",
        on_click="ignore",
    )


def _area(keuze: Keuze, kind: Sjabloon, key: str, wanted: str) -> str:
    """Draw the choice of an area of a level that the template is made for."""
    gebieden = data.frame(keuze, "gebieden")
    monitor = data.the_rules().monitor
    codes = {
        Niveau.REGIO: areas.children(gebieden, monitor.provincie, Niveau.REGIO),
        Niveau.PROVINCIE: areas.children(gebieden, monitor.provincie, Niveau.PROVINCIE),
        Niveau.GEMEENTE: areas.members(gebieden, monitor.provincie),
    }
    codes[monitor.niveau] = [monitor.provincie]
    options = [code for niveau in kind.voor for code in codes.get(niveau, [])]
    start = next((code for code in (wanted, keuze.gebied) if code in options), options[0])
    return str(
        st.selectbox(
            "Voor welk gebied?",
            options,
            index=options.index(start),
            key=key,
            format_func=lambda code: data.naam(keuze, code),
            filter_mode=None,
            width=240,
        )  # fmt: skip
    )


def _half(keuze: Keuze, key: str) -> str:
    """Draw the choice of a half-year; the one that runs stands first."""
    options = per_source.halves(keuze.vandaag)
    return str(
        st.selectbox("Welk halfjaar?", options, index=1, key=key, filter_mode=None, width=160)  # fmt: skip
    )
