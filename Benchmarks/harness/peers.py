"""The optional peers: the same data, rights, statements and JSON, served by somebody else's stack."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from . import processes, statements
from .database import Database
from .server import call, free_port

HERE = Path(__file__).parent.parent / "peers"

# What a field's value is in the database, where it is not text, and how it is sealed and masked. Which fields there
# are, in what order and which are masked is read off the server's own answer.
KINDS = {
    "id": "uuid", "number": "integer", "birthday": "date", "introducerId": "uuid", "ownerId": "uuid",
    "homeBranchId": "uuid", "createdAt": "instant", "updatedAt": "instant", "version": "integer",
    "tags": "ids",
}
# A tenant's own fields, by the table that has their values.
CUSTOM_KINDS = {"number": "integer", "date": "date", "choice": "texts"}
SLOTS = {"name": "crm", "phone": "crm", "wechat": "crm", "idNumber": "crm", "address": "crm", "remark": "crm",
         "occupation": "crm", "preferences": "crm", "guardianName": "crm", "guardianPhone": "crm",
         "restrictionReason": "crm", "allergy": "medical"}
MASKS = {"name": "first", "phone": "phone", "wechat": "ends", "idNumber": "ends", "birthday": "date"}


@dataclass
class Peer:
    """A running peer."""

    process: subprocess.Popen
    port: int


def describe(database: Database, recording, token: str, tenant: str, one: dict, page: dict) -> dict:
    """All that a peer needs to answer as the server does, but the keys."""

    def field(name: str, row: dict, columns: list[str]) -> dict:
        column = re.sub("[A-Z]", lambda match: "_" + match[0].lower(), name) + ("_sealed" if name in SLOTS else "")
        about = {"name": name, "kind": KINDS.get(name, "text"), "column": column, "slot": SLOTS.get(name),
                 "masked": name in row.get("masked", []), "mask": MASKS.get(name, "presence")}
        if name == "custom":
            places = [place for place, text in enumerate(columns) if '"custom_' in text]
            kinds = [CUSTOM_KINDS[re.search('"custom_([a-z]+)"', columns[place])[1]] for place in places]
            parts = [{**about, "name": each, "kind": kind, "place": place}
                     for each, kind, place in zip(row["custom"], kinds, places, strict=True)]
            return {**about, "kind": "object", "parts": parts}
        needle = "app.customer_tag" if name == "tags" else f't."{column}"'
        return {**about, "place": next(place for place, text in enumerate(columns) if needle in text)}

    def fields(row: dict, unit: list[statements.Statement]) -> list[dict]:
        columns = selected(unit[-1].text)
        return [field(name, row, columns) for name in row if name != "masked"]

    def statement(unit: list[statements.Statement]) -> dict:
        preamble, select = unit
        return {"preamble": {"sql": preamble.with_casts(), "values": preamble.values},
                "select": {"sql": select.with_casts(), "values": select.values}}

    masked = {name for row in page["data"] for name in row.get("masked", [])}
    keys = database.rows(f"select version, encode(wrapped, 'hex') from app.tenant_key "
                         f"where tenant_id = '{tenant}' and purpose = 'data' and state <> 'destroyed'")
    return {
        "token": token, "tenant": tenant, "rootKey": (database.directory / "root.key").read_text().split("\n")[2],
        "shares": shares(database.directory / "shares.key"), "tenantKeys": {version: wrapped for version, wrapped in keys}, "database": database.environment("appURL"),
        "get": {**statement(recording.get), "id": one["id"], "fields": fields(one, recording.get)},
        "list": {**statement(recording.list), "fields": fields({**page["data"][0], "masked": sorted(masked)}, recording.list)},
    }


def selected(sql: str) -> list[str]:
    """The texts between a statement's `select` and its `from`, a column each."""
    columns, depth = [""], 0
    for word in re.findall(r"[(),]|[^(),\s]+|\s+", sql.removeprefix("select ")):
        depth += (word == "(") - (word == ")")
        if depth == 0 and word == "from":
            break
        if depth == 0 and word == ",":
            columns.append("")
        else:
            columns[-1] += word
    return columns


def shares(path: Path) -> str:
    """The root of the tree of key shares, which is whole here."""
    lines = path.read_text().split("\n")
    if "nodes 1" not in lines:
        raise RuntimeError(f"{path} is no whole tree of shares")
    return lines[lines.index("nodes 1") + 1].split(" ")[2]


def fastapi(python: str, description: Path, log: Path) -> Peer:
    """FastAPI + asyncpg under uvicorn with uvloop, a worker for each core."""
    port = free_port()
    workers = os.cpu_count() or 1
    process = processes.start(
        [python, "-m", "uvicorn", "app:app", "--app-dir", str(HERE / "fastapi"), "--host", "127.0.0.1",
         "--port", str(port), "--loop", "uvloop", "--http", "httptools", "--workers", str(workers), "--no-access-log",
         "--log-level", "warning"],
        {"PEONY_BENCH_DESCRIPTION": str(description)}, log)
    return _ready(Peer(process, port))


def go(compiler: str, description: Path, work: Path, log: Path) -> Peer:
    """Go's net/http + pgx, from the distribution's packages (no module proxy)."""
    source = work / "go" / "src" / "peer"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(HERE / "go", source)
    subprocess.run(
        [compiler, "build", "-o", str(work / "go-peer"), "."], cwd=source, check=True, capture_output=True, timeout=300,
        env={**os.environ, "GO111MODULE": "off", "GOPATH": f"{work / 'go'}:/usr/share/gocode", "GOFLAGS": "",
             "GOCACHE": str(work / "go-cache")})
    port = free_port()
    process = processes.start(
        [str(work / "go-peer"), f"127.0.0.1:{port}"], {"PEONY_BENCH_DESCRIPTION": str(description)}, log)
    return _ready(Peer(process, port))


def _ready(peer: Peer) -> Peer:
    def answers() -> bool:
        try:
            return call(peer.port, "GET", "/ready")[0] == 200
        except OSError:
            return False

    processes.wait_until(answers, 30, "a peer", peer.process)
    return peer


def check(peer: Peer, name: str, token: str, path: str, expected: dict) -> None:
    """A peer that answers otherwise is not a peer. The way to a next page is not compared: peers have none."""
    status, body = call(peer.port, "GET", path, token=token)
    if status != 200 or not isinstance(body, dict):
        raise RuntimeError(f"{name} answers {path.partition('?')[0]} with {status} {str(body)[:300]}")
    rows, wanted = [answer.get("data", [answer]) for answer in (body, expected)]
    if len(rows) != len(wanted):
        raise RuntimeError(f"{name} answers {len(rows)} rows, peony {len(wanted)}")
    for row, right in zip(rows, wanted):
        # Order counts: it is the same JSON only if the bytes would be the same.
        if list(row.items()) != list(right.items()):
            theirs, ours = (json.dumps(each, ensure_ascii=False) for each in (row, right))
            raise RuntimeError(f"{name} answers {theirs}, peony {ours}")
