"""Closed lists: the only values a coded column may hold.

The members are the words used by the law and by the sources; a value outside its list is an issue, never a
new category. An empty string stands for "does not apply" where a schema allows it.
"""

from __future__ import annotations

from enum import StrEnum


class Doelgroep(StrEnum):
    """The three groups that gemeenten must house; the order is the order on every screen."""

    ASIELZOEKERS = "asielzoekers"
    STATUSHOUDERS = "statushouders"
    OEKRAINERS = "oekraiense_ontheemden"


class Deelgroep(StrEnum):
    """Part of a doelgroep. ``amv`` and ``regulier`` lie inside ``alle``: show them, add them once."""

    ALLE = "alle"
    AMV = "amv"
    REGULIER = "regulier"


class Maat(StrEnum):
    """What a figure measures."""

    OPGAVE = "opgave"
    AANBOD = "aanbod"
    REALISATIE = "realisatie"
    BEZET = "bezet"
    SALDO = "saldo"
    NOG_TE_REALISEREN = "nog_te_realiseren"
    NOODOPVANG = "noodopvang"
    GEREGISTREERD = "geregistreerd"


class SoortOpgave(StrEnum):
    """Kinds of duty; never assume that one kind sums to another."""

    INDICATIEF = "indicatief"
    AFSPRAAK = "afspraak"
    VERSLAG = "verslag"
    VERDEELBESLUIT = "verdeelbesluit"
    NETTO = "netto"
    GECORRIGEERD = "gecorrigeerd"
    OPGAVE = "opgave"
    ONBEKEND = "onbekend"
    BEREKEND = "berekend"


#: Which kinds of duty each group knows. ``berekend`` lives in the calculator and in scenarios only.
SOORTEN_PER_DOELGROEP: dict[Doelgroep, tuple[SoortOpgave, ...]] = {
    Doelgroep.ASIELZOEKERS: (
        SoortOpgave.INDICATIEF,
        SoortOpgave.AFSPRAAK,
        SoortOpgave.VERSLAG,
        SoortOpgave.VERDEELBESLUIT,
        SoortOpgave.ONBEKEND,
    ),
    Doelgroep.STATUSHOUDERS: (SoortOpgave.NETTO, SoortOpgave.GECORRIGEERD, SoortOpgave.ONBEKEND),
    Doelgroep.OEKRAINERS: (SoortOpgave.OPGAVE,),
}


class Zekerheid(StrEnum):
    """How sure a place is. The three are disjoint; cumulation is a view."""

    OPEN = "open"
    BESLOTEN = "besloten"
    VOORNEMEN = "voornemen"


class Bereik(StrEnum):
    """What part of an area a figure covers; only ``gemeentetotaal`` (the area's own total) enters a total."""

    GEMEENTETOTAAL = "gemeentetotaal"
    LOCATIE = "locatie"
    DEEL = "deel"


class Aard(StrEnum):
    """A stock at a date or a flow over a period; the two are never summed together."""

    STAND = "stand"
    STROOM = "stroom"


class Eenheid(StrEnum):
    """Units of a figure."""

    PLEKKEN = "plekken"
    PERSONEN = "personen"
    BEDDEN = "bedden"
    WONINGEN = "woningen"
    AANDEEL = "aandeel"


class WaardeStatus(StrEnum):
    """How firm a value is. Missing, secret and not applicable stay apart, and none of them is zero."""

    DEFINITIEF = "definitief"
    VOORLOPIG = "voorlopig"
    GESCHAT = "geschat"
    BEREKEND = "berekend"
    ONBEKEND = "onbekend"
    GEHEIM = "geheim"
    NVT = "nvt"


class Niveau(StrEnum):
    """Levels of areas."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    PROVINCIE = "provincie"
    VEILIGHEIDSREGIO = "veiligheidsregio"
    COROP = "corop"
    LANDSDEEL = "landsdeel"
    LAND = "land"


class LocatieType(StrEnum):
    """Kinds of locations as the sources word them."""

    AZC = "azc"
    NOODOPVANG = "noodopvang"
    CRISISNOODOPVANG = "crisisnoodopvang"
    GEMEENTELIJK = "gemeentelijke_opvang"
    TGO = "tgo"
    DGO = "dgo"
    VGE = "vge"
    KLEINSCHALIG = "kleinschalige_opvang"
    AMV = "amv_opvang"
    OEKRAINE = "oekraine"
    DOORSTROOM = "doorstroomvoorziening"
    FLEXWONINGEN = "flexwoningen"
    ONBEKEND = "onbekend"


class Stadium(StrEnum):
    """Stages of a location, in order; the last three end it."""

    ZOEKFASE = "zoekfase"
    HAALBAARHEID = "haalbaarheid"
    BESLUIT = "besluit"
    BESTUURSOVEREENKOMST = "bestuursovereenkomst"
    VERGUNNING = "vergunning"
    BOUW = "bouw"
    OPEN = "open"
    AFBOUW = "afbouw"
    GESLOTEN = "gesloten"
    VERVALLEN = "vervallen"
    ONBEKEND = "onbekend"


#: The zekerheid that follows from a stage; stages that are absent give none.
ZEKERHEID_PER_STADIUM: dict[Stadium, Zekerheid] = {
    Stadium.HAALBAARHEID: Zekerheid.VOORNEMEN,
    Stadium.BESLUIT: Zekerheid.BESLOTEN,
    Stadium.BESTUURSOVEREENKOMST: Zekerheid.BESLOTEN,
    Stadium.VERGUNNING: Zekerheid.BESLOTEN,
    Stadium.BOUW: Zekerheid.BESLOTEN,
    Stadium.OPEN: Zekerheid.OPEN,
    Stadium.AFBOUW: Zekerheid.OPEN,
}


class Status(StrEnum):
    """How an area stands against its duty; the limits are in ``data/rules/drempels.toml``."""

    OP_SCHEMA = "op_schema"
    BIJNA = "bijna"
    ACHTER = "achter"
    ONBEKEND = "onbekend"


class Ernst(StrEnum):
    """How serious an issue is."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"
    MELDING = "melding"


class Lezen(StrEnum):
    """How the reading of a file ended (bytes to cells)."""

    EXACT = "exact"
    GEWAARSCHUWD = "gewaarschuwd"
    GEWEIGERD = "geweigerd"


class Uitkomst(StrEnum):
    """How the whole intake of a file ended (bytes to frames)."""

    AANVAARD = "aanvaard"
    GEWAARSCHUWD = "gewaarschuwd"
    GEWEIGERD = "geweigerd"


class Editie(StrEnum):
    """Who an output is for."""

    OPENBAAR = "openbaar"
    VERTROUWELIJK = "vertrouwelijk"


class Beheer(StrEnum):
    """Who runs a location."""

    COA = "coa"
    GEMEENTE = "gemeente"
    ANDERS = "anders"


class Verlenging(StrEnum):
    """How far an extension of a location is: none possible, possible, asked for, or agreed."""

    GEEN = "geen"
    MOGELIJK = "mogelijk"
    GEVRAAGD = "gevraagd"
    AFGESPROKEN = "afgesproken"


class Telt(StrEnum):
    """Whether places count for a test; ``onzeker`` when what is known does not decide it."""

    TELT = "telt"
    TELT_NIET = "telt_niet"
    ONZEKER = "onzeker"


class Toets(StrEnum):
    """Tests of places that stay separate: for the opgave of a cycle, the money, and the long-term stock."""

    VENSTER = "venster"
    DUURZAAM = "duurzaam"
    LANGJARIG = "langjarig"


class Eigenaar(StrEnum):
    """Who is at bat for a knelpunt or a maatregel; an organisation, never a person."""

    GEMEENTE = "gemeente"
    REGIO = "regio"
    PROVINCIE = "provincie"
    COA = "coa"
    MIN_ASIEL = "ministerie_asiel"
    MIN_WONEN = "ministerie_wonen"
    MIN_BZK = "ministerie_bzk"
    RIJK = "rijk"
    CORPORATIE = "woningcorporatie"
    NETBEHEERDER = "netbeheerder"
    EIGENAAR_PAND = "eigenaar_pand"
    ANDERS = "anders"


class KnelpuntSoort(StrEnum):
    """Kinds of bottlenecks."""

    LOCATIE = "locatie"
    VERGUNNING = "vergunning"
    FINANCIERING = "financiering"
    NETAANSLUITING = "netaansluiting"
    NATUUR = "natuur_en_stikstof"
    VEILIGHEID = "veiligheid_en_inspectie"
    DRAAGVLAK = "draagvlak"
    BESLUITVORMING = "besluitvorming"
    PERSONEEL = "personeel"
    VOORZIENINGEN = "zorg_en_onderwijs"
    WONINGEN = "woningaanbod"
    WET = "wet_en_regels"
    OVERIG = "overig"


class KnelpuntStatus(StrEnum):
    """State of a bottleneck; the last two end it."""

    OPEN = "open"
    IN_BEHANDELING = "in_behandeling"
    OPGELOST = "opgelost"
    VERVALLEN = "vervallen"


class MaatregelStatus(StrEnum):
    """State of a measure of the uitvoeringsprogramma; the last two end it."""

    GEPLAND = "gepland"
    LOOPT = "loopt"
    AFGEROND = "afgerond"
    GESTOPT = "gestopt"
