"""Cells of a template: how they look, what may be typed in them, and which of them are locked."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

_FONT = "Calibri"
HEAD = PatternFill("solid", fgColor="1F3A4D")
INPUT = PatternFill("solid", fgColor="FFF8DC")
LINE = Side(style="thin", color="5F6E7C")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
DATE_FORMAT = "dd-mm-yyyy"
LISTS = "Lijsten"
#: A list inside a check may be no longer than this; a longer one stands on the sheet with lists.
MOST_INLINE = 250
MOST_PROMPT = 255


def font(*, bold: bool = False, italic: bool = False, size: int = 11, color: str = "14202B") -> Font:
    """Return a font; without its name some programs fall back to another one."""
    return Font(name=_FONT, bold=bold, italic=italic, size=size, color=color)


class Lists:
    """Lists to choose from: short ones inside the check, long ones on a visible sheet."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], tuple[int, str]] = {}

    def formula(self, title: str, values: list[str]) -> str:
        """Return what a check on a list refers to."""
        inline = ",".join(values)
        if len(inline) <= MOST_INLINE and not any("," in value or '"' in value for value in values):
            return f'"{inline}"'
        number, _ = self._columns.setdefault(tuple(values), (len(self._columns) + 1, title))
        letter = get_column_letter(number)
        return f"{quote_sheetname(LISTS)}!${letter}$2:${letter}${len(values) + 1}"

    @property
    def empty(self) -> bool:
        """Whether no list needs the sheet."""
        return not self._columns

    def write(self, sheet: Worksheet) -> None:
        """Fill the sheet with lists."""
        for values, (number, title) in self._columns.items():
            sheet.cell(1, number, title).font = font(bold=True)
            for row, value in enumerate(values, 2):
                sheet.cell(row, number, value).number_format = "@"
            sheet.column_dimensions[get_column_letter(number)].width = max(map(len, values)) + 4


def head(cell: Cell) -> None:
    """Make a cell a header."""
    cell.font, cell.fill = font(bold=True, color="FFFFFF"), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    cell.border = FRAME


def field(cell: Cell, form: str = "General") -> None:
    """Make a cell one that the sender fills in."""
    cell.fill, cell.border, cell.number_format = INPUT, FRAME, form
    cell.protection = Protection(locked=False)
    cell.alignment = Alignment(vertical="top", wrap_text=form == "@")


def number(place: str, *, signed: bool) -> DataValidation:
    """Return the check on a cell with a whole number or the word onbekend."""
    low = "" if signed else f",{place}>=0"
    formula = f'OR({place}="onbekend",AND(ISNUMBER({place}),{place}=INT({place}){low}))'
    what = "een heel getal" if signed else "een heel getal van 0 of hoger"
    return _said(
        DataValidation("custom", formula1=formula, allow_blank=True),
        f"Vul {what} in, of het woord onbekend. Uitleg zet u bij Toelichting.",
    )


def day() -> DataValidation:
    """Return the check on a cell with a date."""
    check = DataValidation("date", operator="greaterThan", formula1="DATE(1990,1,1)", allow_blank=True)
    return _said(check, "Vul een datum in, bijvoorbeeld 31-12-2026.")


def choice(formula: str) -> DataValidation:
    """Return the check on a cell with a word of a list."""
    check = DataValidation("list", formula1=formula, allow_blank=True)
    return _said(check, "Kies een woord uit de lijst, of laat het vak leeg.")


def _said(check: DataValidation, error: str) -> DataValidation:
    check.error, check.errorTitle, check.errorStyle = error, "Dit past hier niet", "stop"
    check.showErrorMessage = True
    return check


def add(sheet: Worksheet, check: DataValidation, area: str, title: str, prompt: str) -> None:
    """Put a check on cells, with the words that appear when one of them is selected."""
    check.promptTitle, check.prompt, check.showInputMessage = title[:32], prompt[:MOST_PROMPT], True
    check.add(area)
    sheet.add_data_validation(check)


def finish(sheet: Worksheet, head_row: int, last_column: int) -> None:
    """Lock what is no input, freeze the header, and make the sheet print one page wide."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.freeze_panes = f"C{head_row + 1}"
    sheet.sheet_view.showGridLines = False
    page(sheet, landscape=last_column > 4)
    sheet.print_title_rows = f"{head_row}:{head_row}"


def page(sheet: Worksheet, *, landscape: bool) -> None:
    """Make a sheet print on A4, one page wide."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
