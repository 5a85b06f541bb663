"""A filter change on Overzicht, against the same rerun of an empty script that draws the same charts.

Both are real servers; the visitor is a websocket. What is compared is the second time a choice is made, when
charts and sums are remembered; how long the very first time takes is printed beside it.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path

import pyarrow as pa

from benchmarks._app import server
from benchmarks._meten import Promises, show
from benchmarks._sessie import Sessie

QUERY = "gegevens=voorbeeld"
KEY, CHOICES = "groep", ("asielzoekers", "statushouders")
PAIRS, LIMIT = 25, 2.0
EMPTY = """
import json
from pathlib import Path
import streamlit as st

@st.cache_resource
def specs():
    return json.loads(Path({path!r}).read_text("utf-8"))

st.set_page_config(layout="wide")
choice = st.selectbox("Keuze", list(specs()), key="groep")
for spec in specs()[choice]:
    st.vega_lite_chart(None, spec, theme=None, width="stretch")
"""


def drawn(visitor: Sessie) -> list[dict[str, object]]:
    """Return the charts of the last run as they were given to Streamlit."""
    out = []
    for chart in visitor.charts:
        spec = json.loads(chart.spec)
        spec["datasets"] = {
            data.name: pa.ipc.open_stream(data.data.data).read_all().to_pylist() for data in chart.datasets
        }
        out.append(spec)
    return out


async def first_times(visitor: Sessie) -> dict[str, list[dict[str, object]]]:
    """Make every choice for the first time; return what each draws."""
    times, specs = [], {}
    opening = await visitor.run()
    for choice in CHOICES:
        visitor.choose(KEY, choice)
        run = await visitor.run()
        if run.errors or not run.charts:
            raise SystemExit(f"de pagina tekent niets: {run.errors or opening.errors}")
        times.append(run.seconds)
        specs[choice] = drawn(visitor)
    show("filterwissel, allereerste keer", times)
    return specs


async def compare(ours: Sessie, empty: Sessie) -> tuple[list[float], list[float]]:
    """Change the filter in both, in turn."""
    await empty.run()
    mine, theirs = [], []
    for turn in range(PAIRS):
        for visitor, times in ((ours, mine), (empty, theirs))[:: 1 if turn % 2 else -1]:
            visitor.choose(KEY, CHOICES[turn % 2])
            run = await visitor.run()
            times.append(run.seconds)
            if run.errors or not run.charts:
                raise SystemExit(f"een rerun ging mis: {run.errors}")
    return mine[2:], theirs[2:]


async def measure(port: int) -> tuple[list[float], list[float]]:
    """Measure the app on a port beside an empty script."""
    async with Sessie(port, QUERY) as ours:
        specs = await first_times(ours)
        print(f"  {len(specs[CHOICES[0]])} grafieken op de pagina")
        with tempfile.TemporaryDirectory(prefix="meting-") as folder:
            path, script = Path(folder) / "specs.json", Path(folder) / "leeg.py"
            path.write_text(json.dumps(specs), "utf-8")
            script.write_text(EMPTY.format(path=str(path)), "utf-8")
            with server(script, "/_stcore/health") as other:
                async with Sessie(other) as empty:
                    return await compare(ours, empty)


def main() -> None:
    """Measure and judge."""
    with server() as port:
        mine, theirs = asyncio.run(measure(port))
    ours, base = show("filterwissel op Overzicht", mine), show("leeg script, dezelfde grafieken", theirs)
    promises = Promises()
    promises.at_most("filterwissel tegen leeg script", ours / base, LIMIT)
    promises.done()


if __name__ == "__main__":
    main()
