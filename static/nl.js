// Streamlit has no translations of its own texts. This file replaces the English ones by Dutch, as they
// appear. It leaves alone what we write ourselves: markdown, tables and everything a user typed or loaded.
(() => {
  "use strict";

  // Without this Streamlit guesses its own address on a deep link: two requests that fail before one that works.
  const here = document.currentScript && document.currentScript.src;
  if (here) {
    const home = new URL(".", here).href;
    window.__streamlit = { BACKEND_BASE_URL: home, MAIN_PAGE_BASE_URL: home };
  }

  const WORDS = {
    // Frame
    "Skip to main content": "Naar de inhoud",
    "App pages": "Pagina's", "Main menu": "Menu", "Sidebar": "Zijbalk", "Navigate to home page": "Naar de eerste pagina",
    "Collapse sidebar": "Zijbalk sluiten", "Expand sidebar": "Zijbalk openen", "View less": "Minder tonen",
    "Link to heading": "Link naar deze kop", "Notifications": "Meldingen", "Close": "Sluiten", "Cancel": "Annuleren",
    "Dismiss": "Sluiten", "OK": "Goed", "Done": "Klaar", "Menu": "Menu", "Print": "Afdrukken", "Rerun": "Opnieuw",
    "Stop": "Stoppen", "Stop script": "Stoppen", "Running...": "Bezig…", "Please wait...": "Even geduld…",
    "Loading...": "Laden…", "Copy": "Kopiëren", "Copied": "Gekopieerd", "Copy to clipboard": "Kopiëren",
    "Learn more": "Meer uitleg", "Help": "Uitleg",
    "Previous page": "Vorige pagina", "Next page": "Volgende pagina", "Pagination": "Bladeren",
    "Scroll tabs left": "Tabbladen naar links", "Scroll tabs right": "Tabbladen naar rechts",
    // Fields
    "Clear value": "Wissen", "Clear all": "Alles wissen", "Clear entry": "Wissen", "Open": "Openen",
    "Select all": "Alles kiezen", "Selected values": "Gekozen", "No results": "Niets gevonden", "No options": "Geen keuzes",
    "Selectbox": "Keuzelijst", "Multiselect": "Keuzelijst", "Selectbox options": "Keuzes", "Multiselect options": "Keuzes",
    "Choose an option": "Kies", "Choose options": "Kies", "Choose or add an option": "Kies of typ", "Select...": "Kies…",
    "Choose or add options": "Kies of typ", "No options to select": "Geen keuzes", "Add...": "Toevoegen…",
    "Increment": "Meer", "Decrement": "Minder", "Type to search": "Typ om te zoeken", "Invalid input.": "Dit kan hier niet.",
    "Number is above the allowed range.": "Het getal is te groot.", "Number is below the allowed range.": "Het getal is te klein.",
    "Show password": "Wachtwoord tonen", "Hide password": "Wachtwoord verbergen",
    "Press Enter to apply": "Druk op Enter", "Press Ctrl+Enter to apply": "Druk op Ctrl+Enter",
    "Press ⌘+Enter to apply": "Druk op ⌘+Enter", "Press Enter to submit form": "Druk op Enter om te versturen",
    "Press Ctrl+Enter to submit form": "Druk op Ctrl+Enter om te versturen",
    "Press ⌘+Enter to submit form": "Druk op ⌘+Enter om te versturen",
    "Choose date": "Kies een datum", "Choose date range": "Kies een periode", "Clear date": "Datum wissen",
    "Clear dates": "Datums wissen", "Previous month": "Vorige maand", "Next month": "Volgende maand", "Calendar": "Kalender",
    "Use arrow keys to navigate dates. Enter to select. Escape to close.":
      "Pijltjes om te bewegen. Enter om te kiezen. Escape om te sluiten.",
    // Files
    "Upload": "Bestand kiezen", "Add files": "Bestanden toevoegen", "Upload directories": "Mappen kiezen",
    "Drag and drop a file here": "Sleep een bestand hierheen", "Drag and drop files here": "Sleep bestanden hierheen",
    "Drag and drop directories here": "Sleep mappen hierheen", "Only one file is allowed.": "Kies één bestand.",
    "Too many files": "Te veel bestanden", "Error:": "Fout:", "Download failed": "Downloaden is niet gelukt",
    "An error has occurred, please try again.": "Er ging iets mis. Probeer het opnieuw.", "Try again": "Opnieuw",
    "Network Error": "Geen verbinding",
    // Tables and charts
    "Fullscreen": "Groot tonen", "Close fullscreen": "Sluiten", "Search": "Zoeken", "Show/hide columns": "Kolommen kiezen",
    "Download as CSV": "Download als csv", "Download as PNG": "Download als png", "Copy Vega-Lite spec": "Grafiekcode kopiëren",
    "Show data": "Cijfers tonen", "Show chart": "Grafiek tonen", "Clear selection": "Keuze wissen",
    "Close Search": "Zoeken sluiten", "Previous Result": "Vorige", "Next Result": "Volgende", "Add row": "Rij toevoegen",
    "Delete row(s)": "Rijen verwijderen", "Dataframe column menu": "Kolommenu", "Copy column name": "Kolomnaam kopiëren",
    "Sort ascending": "Oplopend sorteren", "Sort descending": "Aflopend sorteren", "Format": "Notatie",
    "Autosize": "Breedte aanpassen", "Pin column": "Kolom vastzetten", "Unpin column": "Kolom losmaken",
    "Hide column": "Kolom verbergen", "Statistics": "Kerngetallen", "Visibility": "Zichtbaarheid", "No data": "Geen gegevens",
    "No content": "Leeg", "Empty": "Leeg", "Failed to load data": "Laden is niet gelukt", "Minimum": "Laagste",
    "Maximum": "Hoogste", "Average": "Gemiddelde", "Median": "Middelste", "Sum": "Som", "Count": "Aantal",
    "Distinct": "Verschillende", "Range": "Bereik", "Standard deviation": "Spreiding", "Values": "Waarden",
    "Automatic": "Automatisch", "Plain": "Kaal", "Localized": "Nederlands", "Percent": "Procent", "Compact": "Kort",
    "Based on sample": "Op basis van een steekproef", "Edit": "Wijzigen", "Delete": "Verwijderen", "Rename": "Naam wijzigen",
    // Connection
    "Connecting": "Verbinden", "Connection error": "Geen verbinding", "Connection timed out.": "De verbinding duurt te lang.",
    "Unknown error": "Onbekende fout", "Unknown Error": "Onbekende fout", "Page not found": "Pagina niet gevonden",
    "Streamlit server is not responding. Are you connected to the internet?":
      "De monitor antwoordt niet. Bent u nog verbonden met het netwerk?",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "De monitor antwoordt niet. Is hij gestopt? Start hem opnieuw in uw terminal:",
    "Connection lost. Please wait for the app to reconnect, then try again.":
      "De verbinding is weg. Wacht tot de monitor weer verbonden is en probeer het dan opnieuw.",
    "Script execution error": "Er ging iets mis", "Traceback:": "Technische melding:",
  };

  // Roles that Vega reads aloud for its marks.
  const ROLES = {
    visualization: "grafiek", chart: "grafiek", axis: "as", legend: "legenda", title: "titel", bar: "balk", line: "lijn",
    rule: "lijn", point: "punt", circle: "punt", square: "vak", tick: "streep", rect: "vak", text: "tekst",
    "text mark": "tekst", geoshape: "gebied", area: "vlak", arc: "boog", symbol: "teken", group: "groep", mark: "teken",
  };

  const PATTERNS = [
    [/^(\d+(?:[.,]\d+)?)\s?([KMGT]?B) per file(.*)$/, "$1 $2 per bestand$3"],

    [/^(?:Error: )?(.*) files are not allowed\.$/, "Dit soort bestand ($1) kan hier niet."],
    [/^(?:Error: )?File must be (.*) or smaller\.$/, "Het bestand is te groot: hoogstens $1."],
    [/^Select (\d+) matches$/, "Kies alle $1 gevonden"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "U kunt er hoogstens $1 kiezen. Haal er eerst een weg."],
    [/^View (\d+) more$/, "Nog $1 tonen"],
    [/^Remove (.+)$/, "$1 weghalen"],
    [/^(\d+) of (\d+)$/, "$1 van $2"],
    [/^(\d+) results?$/, "$1 gevonden"],
    [/^Showing page (\d+) of (\d+)$/, "Bladzijde $1 van $2"],
    [/^\((\d+)\.(\d) seconds\)$/, "($1,$2 seconden)"],
    [/^The page that you have requested does not seem to exist\..*$/, "Deze pagina bestaat niet. U ziet de eerste pagina."],
    [/^You have requested page .* Running the app's main page\.$/, "Deze pagina bestaat niet. U ziet de eerste pagina."],
    [/^This app has encountered an error\..*$/s, "Er ging iets mis. Laad de pagina opnieuw; blijft het zo, meld het dan aan de beheerder."],
    [/^(\d+)\.(\d)([KMGT]?B)$/, "$1,$2 $3"],
    [/^year, (.*)$/, "jaar, $1"],
    [/^month, (.*)$/, "maand, $1"],
    [/^day, (.*)$/, "dag, $1"],
    [/^[a-z0-9_ ]+ icon$/, "pictogram"],
    [/^[XY]-axis titled '(.*)' for .*$/s, "As: $1"],
    [/^[XY]-axis for .*$/s, "As"],
    [/^\w+ legend titled '(.*)' for .*$/s, "Legenda: $1"],
    [/^\w+ legend for .*$/s, "Legenda"],
    [/^Title text '(.*)'$/s, "Titel: $1"],
    [/^Subtitle text '(.*)'$/s, "Ondertitel: $1"],
    [/^(.*) mark container$/, (_, kind) => "groep: " + (ROLES[kind] || kind)],
  ];

  const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt", "aria-roledescription", "aria-valuetext"];
  const OURS = '[data-testid="stMarkdownContainer"],[data-testid="stTable"],[data-testid="stMetricValue"],' +
    '[role="gridcell"],[role="columnheader"],svg,textarea,code,pre,script,style';

  function dutch(text, dictionary) {
    const bare = text.trim();
    if (!bare) return null;
    if (Object.hasOwn(dictionary, bare)) return text.replace(bare, () => dictionary[bare]);
    for (const [pattern, answer] of PATTERNS) {
      if (pattern.test(bare)) return text.replace(bare, () => bare.replace(pattern, answer));
    }
    return null;
  }

  function fixText(node) {
    const parent = node.parentElement;
    if (!parent || (parent.closest(OURS) && !parent.closest('[data-testid="stFileUploader"] button'))) return;
    const found = dutch(node.nodeValue, WORDS);
    if (found !== null && found !== node.nodeValue) node.nodeValue = found;
  }

  function fixAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      if (!value) continue;
      const found = dutch(value, name === "aria-roledescription" ? ROLES : WORDS);
      if (found !== null && found !== value) element.setAttribute(name, found);
    }
  }

  function fix(root) {
    if (root.nodeType === Node.TEXT_NODE) return fixText(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    fixAttributes(root);
    for (const element of root.querySelectorAll(ATTRIBUTES.map((name) => `[${name}]`).join(","))) fixAttributes(element);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) fixText(walker.currentNode);
  }

  function start() {
    fix(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "characterData") fixText(change.target);
        else if (change.type === "attributes") fixAttributes(change.target);
        else change.addedNodes.forEach(fix);
      }
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  }

  if (document.body) start();
  else document.addEventListener("DOMContentLoaded", start);
})();
