"""Images: size, fonts, speed, no network."""

from __future__ import annotations

import re
import struct
import time
from xml.etree import ElementTree

from charts.kader import finish
from exports import images
from exports.naam import bestandsnaam
from tests.charts import fakes
from tests.charts.plaatjes import CHARTS

SPEC = finish(CHARTS["zekerheid"]("vol"), fakes.KADER)


def test_a_png_is_900_wide_at_scale_2() -> None:
    image = images.png(SPEC)
    assert image.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", image[16:24])
    assert width == 1800
    assert height > 600


def test_an_svg_is_well_formed_and_tells_what_it_shows() -> None:
    root = ElementTree.fromstring(images.svg(SPEC))
    assert root.attrib["lang"] == "nl"
    assert root.attrib["aria-label"].startswith("Noord-Limburg heeft 62 %")
    assert root.attrib["width"] == "900"


def test_a_pdf_holds_the_fonts_of_the_house() -> None:
    content = images.pdf(SPEC)
    assert content.startswith(b"%PDF")
    fonts = set(re.findall(rb"/FontName ?/[A-Z]{6}\+([A-Za-z]+)", content))
    assert fonts == {b"IBMPlexSans"}


def test_an_image_costs_less_than_a_second_after_the_first() -> None:
    images.png(SPEC)
    spent = []
    for _ in range(3):
        start = time.process_time()
        images.png(SPEC)
        spent.append(time.process_time() - start)
    assert min(spent) < 1.0


def test_the_name_of_an_example_says_so() -> None:
    assert bestandsnaam("Kaart", fakes.VOORBEELD, "svg").startswith("VOORBEELD_kaart_versie-12")
    assert "VOORBEELD" not in bestandsnaam("Kaart", fakes.KADER, "svg")
