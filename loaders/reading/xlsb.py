from __future__ import annotations
import io
import python_calamine
from loaders.reading import xlsx
from model.grid import Workbook


def read(package, limits):
    reader = python_calamine.load_workbook(
        io.BytesIO(package if isinstance(package, bytes) else package.content)
    )
    sheets = [
        xlsx.calamine(
            reader, i, m.name, {"SheetVisibleEnum.Visible": "zichtbaar"}.get(str(m.visible), "verborgen")
        )
        for i, m in enumerate(reader.sheets_metadata)
    ]
    w = Workbook("xlsb", sheets)
    return w, xlsx.empty(w)
