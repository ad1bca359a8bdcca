"""The compliance officer's saved questions on a long trail."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode

from .database import Database
from .report import Line
from .sets import DataSet, say

GENERATOR = Path(__file__).parent.parent / "audit"
TIMES = 5
# Events whose links are made together; each part begins with one.
BATCH = 500


def ask_all(data: DataSet, root: Database, events: int) -> list[Line]:
    """Seconds of the first page of each question, of its standard period and of all, median of a few, in a copy with so many events of one tenant."""
    officer = next((account for account in data.accounts if account["role"] == "compliance_officer"), None)
    if officer is None:
        say("questions are left out: demo.json has no compliance officer of the tenant")
        return []
    with data.copy(root) as copy:
        say(f"writing {events:,} audit events")
        began = time.monotonic()
        generate(copy, events)
        lines = [Line("audit events written, indexed, analysed", events / (time.monotonic() - began), "events/s")]
        customer, actor = copy.database.rows(
            "select customer_id, actor_id from audit.event where customer_id is not null and actor_id is not null "
            f"and tenant_id = '{copy.tenant}' order by at desc limit 1")[0]
        year = (datetime.now(UTC) - timedelta(days=366)).isoformat(timespec="seconds").replace("+00:00", "Z")
        with copy.serving() as running:
            token = running.sign_in(officer)
            for question in running.get("/v1/audit/questions", token)["data"]:
                given = {"customerId": customer, "actorId": actor}
                needed = {one["name"]: given[one["name"]] for one in question["parameters"] if one["required"]}
                for period, since in (("", {}), (" of a year", {"from": year})):
                    path = f"/v1/audit/questions/{question['name']}?{urlencode(needed | since)}"
                    taken = []
                    for _ in range(TIMES):
                        before = time.monotonic()
                        running.get(path, token)
                        taken.append(time.monotonic() - before)
                    lines.append(Line(f"question {question['name']}{period}", statistics.median(taken), "s", "≤ 1"))
        return lines


def generate(data: DataSet, events: int) -> None:
    """Past every wall, as the superuser; a part of the rows for each processor."""
    parts = max(1, min(os.cpu_count() or 1, events // BATCH))
    bounds = [events * part // parts // BATCH * BATCH for part in range(parts)] + [events + 1]
    psql(data, "prepare.sql")
    with ThreadPoolExecutor(parts) as pool:
        done = [pool.submit(psql, data, "fill.sql", events=str(events), days="365", first=str(max(1, first)), last=str(after - 1))
                for first, after in zip(bounds, bounds[1:])]
        for each in done:
            each.result()
    psql(data, "finish.sql")


def psql(data: DataSet, file: str, **variables: str) -> None:
    arguments = [word for name, value in ({"tenant": data.tenant} | variables).items() for word in ("-v", f"{name}={value}")]
    result = subprocess.run(
        [data.database.binaries / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", *arguments, "-f", GENERATOR / file],
        capture_output=True, text=True, env={**os.environ, **data.database.environment("ownerURL")}, timeout=7200)
    if result.returncode != 0:
        raise RuntimeError(f"psql: {file}: {result.stderr.strip()[-2000:]}")
