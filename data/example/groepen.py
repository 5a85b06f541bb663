"""The figures of the three groups of the story, row by row as the template wants them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from data.example.verhaal import ASYLUM, HOLDERS, UKRAINE, URL, Row, Story, divide, half_year
from model.rules import rules

#: Kinds of duty that the Rijk sets; an agreement and a report come from the region and the province.
OF_THE_RIJK = {"indicatief", "verdeelbesluit", "netto", "gecorrigeerd", "opgave"}
STEP = {"indicatief": "indicatief", "verslag": "verslag", "verdeelbesluit": "verdeelbesluit"}


def asylum(story: Story) -> Iterator[Row]:
    """Yield duties, places, persons and plans of asielzoekers."""
    for cycle, kinds in (("2024", ("indicatief", "verslag", "verdeelbesluit")), ("2026", ("indicatief",))):
        for kind in kinds:
            yield from _duty(story, cycle, kind)
    if story.until >= story.facts["afspraken"]["peildatum"]:
        yield from _agreement(story)
    for day in story.months:
        for part in ("alle", "amv"):
            yield from _stock(story, ASYLUM, day, part)
        yield from _present(story, ASYLUM, day)
        for sure in ("besloten", "voornemen"):
            values = {code: story.places(ASYLUM, code, day, sure)[0] for code in story.region}
            for code, number in story.areas(values, totals=False):
                yield _row(ASYLUM, "aanbod", code, number, "plekken", peildatum=day, zekerheid=sure)


def _row(group: str, maat: str, code: str, value: int | None, unit: str, **more: object) -> Row:
    row = {
        "gebied_code": code, "doelgroep": group, "deelgroep": "alle", "maat": maat, "waarde": value,
        "eenheid": unit, "toelichting": "verzonnen", "url": f"{URL}/{group}",
    }  # fmt: skip
    if more.get("soort_opgave") in OF_THE_RIJK:
        row["url"] = URL.replace("//", "//rijk.") + f"/{group}"
    return row | more


def _duties(story: Story, cycle: str, kind: str) -> dict[str, int]:
    """Return the duty of every gemeente; a verslag and a verdeelbesluit stray from the indicative numbers."""
    stray = 0.0 if kind == "indicatief" else 0.12
    weights = {
        code: people * story.chance("opgave", cycle, kind, code, low=1 - stray, high=1 + stray)
        for code, people in story.people.items()
    }
    return divide(story.facts["opgave"]["asielzoekers"][cycle], weights)


def _duty(story: Story, cycle: str, kind: str) -> Iterator[Row]:
    whole = _duties(story, cycle, kind)
    share = story.facts["opgave"]["amv_aandeel"]
    amv = {code: round(number * share) for code, number in whole.items()}
    found = rules().cycle(cycle)
    steps = {step.code: step.datum for step in found.stap} if found else {}
    when = {"cyclus": cycle, "soort_opgave": kind, "vastgesteld_op": steps[STEP[kind]]}
    when |= {"geldt_vanaf": steps["gereed"]} if "gereed" in steps else {}
    for part, values in (("alle", whole), ("amv", amv)):
        for code, number in story.areas(values):
            yield _row(ASYLUM, "opgave", code, number, "plekken", deelgroep=part, **when)


def _agreement(story: Story) -> Iterator[Row]:
    """Yield what a region agreed; it has a peildatum and is not set by anyone until the verdeelbesluit."""
    shift = story.facts["afspraken"]["schuif"]
    duty = _duties(story, "2026", "indicatief")
    regions = {story.region[code] for code in shift}
    about = {"cyclus": "2026", "soort_opgave": "afspraak", "peildatum": story.facts["afspraken"]["peildatum"]}
    about |= {"waarde_status": "voorlopig"}
    mine = {code: duty[code] + shift.get(code, 0) for code in duty if story.region[code] in regions}
    for code, number in mine.items():
        yield _row(ASYLUM, "opgave", code, number, "plekken", **about)
    for region in sorted(regions):
        total = sum(number for code, number in mine.items() if story.region[code] == region)
        yield _row(ASYLUM, "opgave", region, total, "plekken", **about)


def _stock(story: Story, group: str, day: date, part: str) -> Iterator[Row]:
    """Yield the places that are open; who does not say is unknown, never zero."""
    which = 1 if part == "amv" else 0
    values = {code: story.places(group, code, day, "open")[which] for code in story.region}
    if part == "alle":
        values = {code: n + story.wrong.get((group, code, day), 0) for code, n in values.items()}
    own_totals = group not in story.facts["onbekend"]["zonder_regiototaal"]
    for code, number in story.areas(values, totals=own_totals):
        row = _row(group, "realisatie", code, number, "plekken", deelgroep=part, peildatum=day)
        if story.unknown(group, code, day):
            row |= {"waarde": None, "waarde_status": "onbekend"}
        elif group == ASYLUM and code in story.facts["onbekend"]["geschat"]:
            row |= {"waarde_status": "geschat"}
        yield row


def _present(story: Story, group: str, day: date) -> Iterator[Row]:
    """Yield the persons present: a share of the places."""
    low, high = story.facts["bezetting"][group]
    for code in story.region:
        places = story.places(group, code, day, "open")[0]
        if not story.unknown(group, code, day):
            persons = round(places * story.chance("bezet", group, code, day, low=low, high=high))
            yield _row(group, "bezet", code, persons, "personen", peildatum=day)


def ukraine(story: Story) -> Iterator[Row]:
    """Yield duty, places and persons of Oekraïense ontheemden."""
    duty = divide(story.facts["opgave"][UKRAINE], {code: float(n) for code, n in story.people.items()})
    for code, number in story.areas(duty):
        yield _row(
            UKRAINE, "opgave", code, number, "plekken", soort_opgave="opgave", vastgesteld_op=story.months[0]
        )
    for day in story.months:
        yield from _stock(story, UKRAINE, day, "alle")
        yield from _present(story, UKRAINE, day)


def holders(story: Story) -> Iterator[Row]:
    """Yield task, counts and saldo of statushouders; gecorrigeerd = netto − saldo of the half-year before."""
    saldo = {
        code: round(story.people[code] / 1e4 * story.chance("begin", code, low=-2, high=1))
        for code in story.region
    }
    for name, total in story.facts["statushouders"]["netto"].items():
        months = [day for day in story.months if half_year(day) == name]
        netto = divide(total, {code: float(n) for code, n in story.people.items()})
        task = {code: netto[code] - saldo[code] for code in netto}
        for kind, values in (("netto", netto), ("gecorrigeerd", task)):
            start = date(int(name[:4]), 1 if name.endswith("1") else 7, 1)
            about = {"periode": name, "soort_opgave": kind, "vastgesteld_op": start}
            for code, number in story.areas(values):
                yield _row(HOLDERS, "opgave", code, number, "personen", **about)
        for day in months:
            yield from _counted(story, name, task, day)
        done = _done(story, name, task)
        saldo = {code: done[code] - task[code] for code in task}
        if months and months[-1].month in {6, 12}:
            for code, number in story.areas(saldo):
                yield _row(HOLDERS, "saldo", code, number, "personen", peildatum=months[-1])


def _done(story: Story, name: str, task: dict[str, int]) -> dict[str, int]:
    """Return how many are housed in a whole half-year."""
    pace = story.facts["statushouders"]["tempo"]
    factor = {
        code: pace[story.region[code]] * story.chance("tempo", name, code, low=0.82, high=1.18)
        for code in task
    }
    return {code: max(0, round(task[code] * factor[code])) for code in task}


def _counted(story: Story, name: str, task: dict[str, int], day: date) -> Iterator[Row]:
    """Yield what was counted so far in a half-year; it never goes down within one workbook."""
    course = story.facts["statushouders"]["verloop"]
    step = (day.month - 1) % 6
    done = _done(story, name, task)
    values = {code: int(done[code] * course[step] + 0.5) for code in done}
    values = {code: max(0, n + story.wrong.get((HOLDERS, code, day), 0)) for code, n in values.items()}
    for code, number in story.areas(values):
        row = _row(HOLDERS, "realisatie", code, number, "personen", periode=name, peildatum=day)
        if story.unknown(HOLDERS, code, day):
            row |= {"waarde": None, "waarde_status": "onbekend"}
        yield row


def _lists(story: Story, own: list[Row]) -> Iterator[Row]:
    """Yield what COA and the Rijk have on their own lists, beside the gemeente's figures."""
    known = {
        (r["gebied_code"], r["doelgroep"], r["maat"], r.get("peildatum")): r
        for r in own
        if r["deelgroep"] == "alle"
    }
    for each in story.facts["lijst"]:
        day, group, maat = each["dag"], each["doelgroep"], each["maat"]
        if day > story.until:
            continue
        before = max(month for month in story.months if month <= day)
        for code, number in each.get("eigen", {}).items():
            yield _row(group, maat, code, number, "plekken", peildatum=day)
        for code, difference in each["verschil"].items():
            row = known.get((code, group, each.get("naast", ""), before)) or {"waarde": each["eigen"][code]}
            about = {"periode": row["periode"]} if "periode" in row else {}
            unit, value = row.get("eenheid", "plekken"), row["waarde"] + difference
            url = URL.replace("//", f"//{each['van']}.") + "/lijst"
            yield _row(group, maat, code, value, unit, peildatum=day, url=url, **about)


def rows(story: Story) -> list[Row]:
    """Return every figure of the story."""
    own = [*asylum(story), *holders(story), *ukraine(story)]
    return [*own, *_lists(story, own)]
