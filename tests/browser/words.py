"""English texts that Streamlit shows or reads aloud. None of them may be left on a page."""

import re

from model.schemas import SCHEMAS

# Whole texts: each is a label, button or attribute of Streamlit's own.
PHRASES = {
    phrase.strip()
    for phrase in """
Skip to main content | App pages | Main menu | Sidebar | Collapse sidebar | Expand sidebar |
Link to heading | View less | Close | Cancel | Dismiss | Rerun | Stop | Running... | Please wait... |
Loading... | Copy to clipboard | Copied | Learn more | Clear value | Clear all | Open | Select all |
Selected values | No results | No options | Selectbox | Multiselect | Selectbox options |
Multiselect options | Choose an option | Choose options | Choose or add an option | Select... |
Increment | Decrement | Type to search | Press Enter to apply | Press Ctrl+Enter to apply |
Press Enter to submit form | Choose date | Upload | Add files | Browse files | Drag and drop file here |
Drag and drop a file here | Drag and drop files here | Only one file is allowed. | Download failed |
Try again | Fullscreen | Close fullscreen | Search | Show/hide columns | Download as CSV |
Download as PNG | Copy Vega-Lite spec | Show data | Show chart | Clear selection | Sort ascending |
Sort descending | Autosize | Pin column | Hide column | No data | Failed to load data | Connecting |
Connection error | Page not found | Script execution error | Deploy | Settings | Get help | Report a bug
| Dataframe column menu
""".replace("\n", " ").split("|")
}

# Parts of longer texts.
FRAGMENTS = (
    re.compile(r"\bper file\b"),
    re.compile(r"files are not allowed"),
    re.compile(r"File must be"),
    re.compile(r"You can only select"),
    re.compile(r"\bView \d+ more\b"),
    re.compile(r"^Remove "),
    re.compile(r"mark container$"),
    re.compile(r"-axis (titled|for) "),
    re.compile(r"^Title text "),
    re.compile(r"^[a-z0-9_ ]+ icon$"),
    re.compile(r"^Error:"),
    re.compile(r"encountered an error"),
    re.compile(r"does not seem to exist"),
    re.compile(r"\b(the|with values from|titled|legend for)\b .* \b(scale|values?|legend|from)\b"),
)

# Names of columns in our frames: for programs, not for readers.
COLUMNS = {name for schema in SCHEMAS.values() for name in schema.columns if "_" in name} | {
    "opgave_min", "opgave_max", "realisatie_aandeel", "per_1000", "som_opgave", "som_realisatie",
    "op_schema", "leden_bekend_opgave", "leden_bekend_realisatie", "laatst_bekend", "oekraiense_ontheemden",
    "nog_te_realiseren",
}  # fmt: skip


def is_english(text: str) -> bool:
    """Tell whether a text on the page is Streamlit's or Vega's English.

    >>> is_english("Drag and drop files here"), is_english("25MB per file • XLSX"), is_english("Bestand")
    (True, True, False)
    """
    bare = " ".join(text.split())
    return bare in PHRASES or any(fragment.search(bare) for fragment in FRAGMENTS)


def raw_names(text: str) -> list[str]:
    """Return the raw column names and list values in a text that a reader sees.

    >>> raw_names("Kolom gebied_code van Venlo"), raw_names("Kolom gebied in mijn_bestand.csv")
    (['gebied_code'], [])
    """
    return sorted(set(re.findall(r"\w+", text)) & COLUMNS)
