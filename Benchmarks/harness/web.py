"""The web app in a real browser on a large tenant: paints, interactions, memory."""

from __future__ import annotations

import json
import os
from pathlib import Path

from . import processes
from .report import Line
from .sets import DataSet, say

MEASURE = Path(__file__).parent.parent / "web" / "measure.py"


def measure(data: DataSet, repeats: int, navigations: int) -> list[Line]:
    """What measure.py finds against a server with the app on this set; reported, never asserted."""
    say(f"opening the web app on {data.customers:,} customers")
    with data.serving("--web-app", os.environ["PEONY_BENCH_WEB"]) as running:
        output, _ = processes.run(
            [os.environ["PEONY_BENCH_BROWSER"], str(MEASURE), "--url", f"http://127.0.0.1:{running.port}", "--people",
             str(data.directory / "demo.json"), "--tenant", data.reader["tenant"], "--repeats", str(repeats),
             "--navigations", str(navigations)], timeout=3600)
    return [Line("web: customers in the tenant", data.customers, "")] + [
        Line("web: " + one["what"], one["value"], one["unit"], one["goal"]) for one in json.loads(output)]
