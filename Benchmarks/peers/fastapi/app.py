"""The customers' get and list as a FastAPI service would do them: the same statements, rights, sealing and JSON."""

from __future__ import annotations

import json
import os
from contextlib import asynccontextmanager
from datetime import date, datetime, timezone
from uuid import UUID

import asyncpg
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, Response

from sealing import Keys

with open(os.environ["PEONY_BENCH_DESCRIPTION"], encoding="utf-8") as file:
    DESCRIPTION = json.load(file)

KEYS = Keys(DESCRIPTION["rootKey"], DESCRIPTION["shares"], DESCRIPTION["tenant"], DESCRIPTION["tenantKeys"])
SESSIONS = {DESCRIPTION["token"]}
ID_PLACE = next(
    place for place, value in enumerate(DESCRIPTION["get"]["select"]["values"]) if value == DESCRIPTION["get"]["id"])


def _convert(value: str | None, kind: str):
    if value is None:
        return None
    if kind.endswith("[]"):
        return [_convert(part, kind[:-2]) for part in value.strip("{}").split(",")]
    match kind:
        case "int2" | "int4" | "int8": return int(value)
        case "uuid": return UUID(value)
        case "timestamptz": return datetime.fromisoformat(value)
        case "date": return date.fromisoformat(value)
        case _: return value


async def _prepare(connection: asyncpg.Connection) -> None:
    """Parameters of the right types, asked of PostgreSQL once."""
    for job in ("get", "list"):
        for part in ("preamble", "select"):
            described = DESCRIPTION[job][part]
            statement = await connection.prepare(described["sql"])
            described["arguments"] = [
                _convert(value, ("%s[]" % kind.name[:-2]) if kind.name.endswith("[]") else kind.name)
                for value, kind in zip(described["values"], statement.get_parameters())]


@asynccontextmanager
async def lifespan(app: FastAPI):
    database = DESCRIPTION["database"]
    app.state.pool = await asyncpg.create_pool(
        host=database["PGHOST"], port=int(database["PGPORT"]), database=database["PGDATABASE"], user=database["PGUSER"],
        password=database["PGPASSWORD"], min_size=8, max_size=8)
    async with app.state.pool.acquire() as connection:
        await _prepare(connection)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan, openapi_url=None)


def _authenticate(request: Request) -> None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or token not in SESSIONS:
        raise HTTPException(401)


def _mask(how: str, value: str) -> str:
    match how:
        case "first": return value[:1] + "*"
        case "ends": return value[:1] + "***" + value[-1:] if len(value) >= 3 else "***"
        case "phone":
            national = value.removeprefix("+86")
            return f"{national[:3]}****{national[-4:]}" if len(national) >= 8 else "****"
        case "date": return "****-**-**"
        case _: return "***"


def _instant(value: datetime) -> str:
    return value.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _object(row: asyncpg.Record, fields: list[dict]) -> dict:
    id = row[0].bytes
    result: dict[str, object] = {}
    masked: list[str] = []
    for field in fields:
        name = field["name"]
        if field["kind"] == "object":
            result[name] = _object(row, field["parts"])
            continue
        value = row[field["place"]]
        if value is None:
            result[name] = [] if field["kind"] == "ids" else None
            continue
        if field["masked"]:
            masked.append(name)
        if field["masked"] and field["mask"] in ("presence", "date"):
            result[name] = _mask(field["mask"], "")
        elif field["slot"]:
            text = KEYS.cell(field["slot"], row[field["slot"] + "_key"], field["column"], id, value)
            result[name] = _mask(field["mask"], text) if field["masked"] else text
        elif field["masked"]:
            result[name] = _mask(field["mask"], str(value))
        elif field["kind"] == "instant":
            result[name] = _instant(value)
        elif field["kind"] in ("uuid", "date"):
            result[name] = str(value)
        elif field["kind"] == "ids":
            result[name] = [str(each) for each in value]
        elif field["kind"] == "texts":
            result[name] = list(value)
        else:
            result[name] = value
    if masked:
        result["masked"] = masked
    return result


async def _rows(job: dict, arguments: list) -> list[asyncpg.Record]:
    # set_config(…, true) lasts as long as the transaction, so there has to be one.
    async with app.state.pool.acquire() as connection, connection.transaction():
        await connection.fetch(job["preamble"]["sql"], *job["preamble"]["arguments"])
        return await connection.fetch(job["select"]["sql"], *arguments)


@app.get("/ready")
async def ready() -> Response:
    return Response()


@app.get("/v1/customers/{id}")
async def get_customer(id: UUID, request: Request) -> Response:
    _authenticate(request)
    job = DESCRIPTION["get"]
    arguments = list(job["select"]["arguments"])
    arguments[ID_PLACE] = id
    rows = await _rows(job, arguments)
    if not rows:
        raise HTTPException(404)
    return JSONResponse(_object(rows[0], job["fields"]))


@app.get("/v1/customers")
async def list_customers(request: Request) -> Response:
    _authenticate(request)
    job = DESCRIPTION["list"]
    rows = await _rows(job, job["select"]["arguments"])
    return JSONResponse({"data": [_object(row, job["fields"]) for row in rows[:50]], "page": {"next": None}})
