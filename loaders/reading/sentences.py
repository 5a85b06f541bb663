"""One Dutch sentence per code: what is wrong with a file and what to do; ``findings`` fills in the places."""

from __future__ import annotations

FOUT, WAARSCHUWING, MELDING = "fout", "waarschuwing", "melding"

_OPSLAAN = (
    "Open het bestand in Excel of LibreOffice, kies Opslaan als > Excel-werkmap (.xlsx) en lever dat aan."
)
_UITPAKKEN = "Pak het uit en lever de spreadsheet die erin zit aan."
_VRAGEN = (
    "Daar staan geen cellen in. Vraag de afzender om de spreadsheet zelf (.xlsx of .csv) en lever die aan."
)
#: what to do with a file of another kind, by the first word that its Dutch name holds
_RAAD = (
    *(("ingepakt", _UITPAKKEN), ("webpagina", _OPSLAAN), ("2003", _OPSLAAN), ("SYLK", _OPSLAAN)),
    *(("Numbers", "Kies in Numbers Exporteer > Excel en lever dat bestand aan."), ("OpenDocument", _OPSLAAN)),
)
_VERBORGEN = {"verborgen": "verborgen", "zeer-verborgen": "zo verborgen dat Excel het niet in de lijst toont"}

#: code -> (ernst, sentence with named places)
SENTENCES: dict[str, tuple[str, str]] = {
    "leeg-bestand": (
        FOUT,
        "Het bestand is leeg (0 bytes). Controleer of het opslaan gelukt is en lever het opnieuw aan.",
    ),
    "te-groot": (
        FOUT,
        "Het bestand is {is} groot; het maximum is {mag}. Verwijder tabbladen die niet nodig zijn of "
        "lever de gegevens in delen aan.",
    ),
    "onbekend-type": (
        FOUT,
        "Dit is geen spreadsheet en geen leesbare tekst. Lever een .xlsx-, .xls-, .xlsb-, .ods- "
        "of .csv-bestand aan.",
    ),
    "ander-type": (FOUT, "Dit bestand heet '{naam}', maar de inhoud is {soort}. {raad}"),
    "ander-type-gelezen": (
        MELDING,
        "Dit bestand heet '{naam}', maar de inhoud is {soort}. Het is als {soort} gelezen.",
    ),
    "wachtwoord": (
        FOUT,
        "Het bestand is beveiligd met een wachtwoord. Haal het wachtwoord eraf in Excel "
        "(Bestand > Info > Werkmap beveiligen) en lever het opnieuw aan.",
    ),
    "oude-excel": (
        FOUT,
        "Dit bestand is in een Excel-vorm van voor 1997 opgeslagen, en die lezen wij niet. " + _OPSLAAN,
    ),
    "beschadigd": (
        FOUT,
        "Het bestand is beschadigd of niet volledig ({wat}). Open het in Excel, laat het zo nodig "
        "herstellen, sla het opnieuw op en lever het opnieuw aan.",
    ),
    "uitgepakt-te-groot": (
        FOUT,
        "Het bestand wordt na uitpakken {is} groot; het maximum is {mag}. Verwijder opmaak, "
        "afbeeldingen en tabbladen die niet nodig zijn.",
    ),
    "te-sterk-ingepakt": (
        FOUT,
        "Het onderdeel {deel} is verdacht sterk ingepakt ({is} : 1; het maximum is {mag} : 1). " + _OPSLAAN,
    ),
    "te-veel-onderdelen": (
        FOUT,
        "Het bestand bestaat uit {is} onderdelen; het maximum is {mag}. " + _OPSLAAN,
    ),
    "onveilig-onderdeel": (FOUT, "Het bestand bevat een onderdeel met een onveilige naam. " + _OPSLAAN),
    "dubbel-onderdeel": (FOUT, "Het bestand bevat het onderdeel {deel} twee keer. " + _OPSLAAN),
    "pakket-in-pakket": (FOUT, "In het bestand zit een ander ingepakt bestand ({deel}). " + _OPSLAAN),
    "ingesloten-bestand": (
        WAARSCHUWING,
        "Het werkboek bevat een ingesloten bestand ({deel}). Dat is niet gelezen. "
        "Staan daar cijfers in, zet ze dan op een tabblad.",
    ),
    "xml-opdracht": (
        FOUT,
        "Het onderdeel {deel} bevat een DOCTYPE of ENTITY. Dat hoort niet in een spreadsheet en "
        "is onveilig. " + _OPSLAAN,
    ),
    "geen-utf8": (
        FOUT,
        "Het onderdeel {deel} is niet in UTF-8 opgeslagen, en andere tekensets lezen wij hier niet. "
        + _OPSLAAN,
    ),
    "macro": (
        WAARSCHUWING,
        "Het werkboek bevat macro's. Die zijn niet uitgevoerd. Controleer of de getallen ook "
        "zonder macro kloppen, of lever een .xlsx zonder macro's aan.",
    ),
    "externe-koppeling": (
        WAARSCHUWING,
        "Het werkboek haalt waarden uit een ander bestand. Wij lezen de laatst "
        "opgeslagen waarden; controleer of die bijgewerkt zijn.",
    ),
    "te-veel-rijen": (
        FOUT,
        "Er staat een cel op rij {is}; het maximum is rij {mag}. Verwijder de rijen onder de "
        "tabel (selecteren, rechtermuisknop, Verwijderen) of deel het blad op.",
    ),
    "te-veel-kolommen": (
        FOUT,
        "Er staat een cel in kolom {is}; het maximum is kolom {mag}. Verwijder de kolommen "
        "rechts van de tabel of deel het blad op.",
    ),
    "te-lang": (
        FOUT,
        "Het lezen duurde langer dan {mag} seconden en is gestopt. Verwijder opmaak en tabbladen die "
        "niet nodig zijn, of lever het bestand als .csv aan.",
    ),
    "te-veel-geheugen": (
        FOUT,
        "Het lezen van dit bestand kost te veel geheugen en is gestopt. Verwijder opmaak en "
        "tabbladen die niet nodig zijn, of lever het bestand als .csv aan.",
    ),
    "lezer-gestopt": (FOUT, "Het bestand is zo beschadigd dat het lezen is afgebroken. " + _OPSLAAN),
    "lezer-weg": (
        FOUT,
        "Het lezen kon niet starten. Probeer het over een minuut opnieuw; lukt het dan niet, meld het "
        "dan bij de beheerder.",
    ),
    "leeg-werkboek": (
        FOUT,
        "Het werkboek bevat geen gevulde cellen. Controleer of u het juiste bestand koos.",
    ),
    "leeg-formulier": (MELDING, "Het werkboek is beveiligd tegen wijzigen en bevat geen gevulde cellen."),
    "geen-cellen": (FOUT, "Het blad bevat {is} cellen, maar er is niets van te lezen. " + _OPSLAAN),
    "verborgen-blad": (
        WAARSCHUWING,
        "Het blad '{blad}' is {hoe}. Kies het alleen als u weet wat erop staat; maak "
        "het anders zichtbaar of verwijder het.",
    ),
    "verborgen-rijen": (
        WAARSCHUWING,
        "{is} verborgen rijen: {welke}. Ze zijn wel gelezen. Maak ze zichtbaar en controleer of ze "
        "meetellen.",
    ),
    "weggefilterde-rijen": (
        WAARSCHUWING,
        "{is} rijen zijn door een filter verborgen: {welke}. Ze zijn wel gelezen. Wis het filter "
        "(Gegevens > Wissen) en controleer of ze meetellen.",
    ),
    "verborgen-kolommen": (
        WAARSCHUWING,
        "{is} verborgen kolommen: {welke}. Ze zijn wel gelezen. Maak ze zichtbaar en "
        "controleer of ze meetellen.",
    ),
    "samengevoegd": (
        MELDING,
        "{is} samengevoegde celgebieden: {welke}. Alleen de cel linksboven heeft een waarde.",
    ),
    "grafiekblad": (
        MELDING,
        "Het blad '{blad}' is geen gewoon werkblad (bijvoorbeeld een grafiek) en is overgeslagen.",
    ),
    "rijlimiet": (
        WAARSCHUWING,
        "Het blad loopt tot rij {is}, de laatste rij die {soort} kan hebben. Mogelijk zijn "
        "rijen weggevallen. Tel de rijen in het bronbestand na, of vraag de gegevens in delen op.",
    ),
    "formule-zonder-waarde": (
        WAARSCHUWING,
        "{is} formules zonder uitkomst: {welke}. Open het bestand in Excel, sla "
        "het op en lever het opnieuw aan; tot die tijd is de waarde onbekend.",
    ),
    "niet-doorgerekend": (
        WAARSCHUWING,
        "Het werkboek is opgeslagen zonder dat de formules zijn doorgerekend. Open het "
        "in Excel, druk op F9, sla het op en lever het opnieuw aan.",
    ),
    "foutwaarde": (
        WAARSCHUWING,
        "Cellen met een foutwaarde ({is}): {welke}. Herstel ze in het bronbestand; een "
        "foutwaarde telt niet als nul.",
    ),
    "lezers-verschillen": (
        WAARSCHUWING,
        "Twee leesprogramma's zien niet hetzelfde: {welke}. Controleer deze cellen "
        "in Excel, sla het bestand opnieuw op en lever het opnieuw aan.",
    ),
    "oude-datum": (
        WAARSCHUWING,
        "Datums voor 1 maart 1900 ({is}): {welke}. Excel telt daar een dag te veel; controleer deze datums.",
    ),
    "datum-1904": (
        MELDING,
        "Het werkboek telt dagen vanaf 1904 (Mac-instelling). Daar is rekening mee gehouden.",
    ),
    "tekenset-aangenomen": (
        WAARSCHUWING,
        "De tekenset is niet zeker; gelezen als {is}. Controleer namen met accenten, "
        "zoals {welke}, of sla het bestand op als CSV UTF-8.",
    ),
    "tekens-ongeldig": (
        FOUT,
        "Op regel {regel} staan tekens die in geen gangbare tekenset passen. Sla het bestand "
        "opnieuw op als CSV UTF-8 en lever dat aan.",
    ),
    "tekenset-gemengd": (
        FOUT,
        "Het bestand gebruikt twee tekensets door elkaar (regel {regel}). Sla het opnieuw op "
        "als CSV UTF-8 en lever dat aan.",
    ),
    "tekens-verminkt": (
        WAARSCHUWING,
        "Er staan verminkte tekens in de tekst, zoals '{welke}'. Waarschijnlijk is het "
        "bestand eerder met een verkeerde tekenset opgeslagen; vraag het origineel op.",
    ),
    "nul-tekens": (
        FOUT,
        "Op regel {regel} staat een nulteken. Dat hoort niet in een tekstbestand. Sla het bestand "
        "opnieuw op als CSV UTF-8 en lever dat aan.",
    ),
    "stuurtekens": (
        WAARSCHUWING,
        "{is} onzichtbare stuurtekens, het eerste op regel {regel}. Controleer die regels.",
    ),
    "ongelijke-rijen": (
        WAARSCHUWING,
        "{is} rijen hebben een ander aantal kolommen dan de rest ({breedte}): rij "
        "{welke}. Controleer of er een scheidingsteken of aanhalingsteken ontbreekt.",
    ),
    "regeleinden-gemengd": (
        WAARSCHUWING,
        "Het bestand gebruikt verschillende regeleinden door elkaar. Controleer of "
        "alle rijen heel zijn, of sla het opnieuw op als CSV UTF-8.",
    ),
    "aanhalingstekens": (
        WAARSCHUWING,
        "Bij rij {regel} kloppen de aanhalingstekens niet. Controleer of de kolommen "
        "daar niet verschoven zijn.",
    ),
    "aanhalingsteken-open": (
        FOUT,
        "Een aanhalingsteken wordt geopend maar niet gesloten (rond rij {regel}). Herstel "
        "dat in het bronbestand en lever het opnieuw aan.",
    ),
    "scheidingsteken-onzeker": (
        WAARSCHUWING,
        "Het is niet zeker welk teken de kolommen scheidt; gelezen met {is}. "
        "Controleer de kolommen, of sla het bestand op als .xlsx.",
    ),
}


def advice(soort: str) -> str:
    """Return what to do with a file that is no spreadsheet we read.

    >>> advice("een PDF")[:35], advice("een ingepakt bestand (zip)")[:12]
    ('Daar staan geen cellen in. Vraag de', 'Pak het uit ')
    """
    return next((text for word, text in _RAAD if word in soort), _VRAGEN)


def hidden(visibility: str) -> str:
    """Return how hidden a sheet is, in words."""
    return _VERBORGEN[visibility]
