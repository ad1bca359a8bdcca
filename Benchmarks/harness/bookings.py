"""The front desk with a million appointments: the search for a time, the calendar's day, bookings a second, many who want one time."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from pathlib import Path
from urllib.parse import urlencode

from . import days, moves, server, statements
from .database import Database, Spy
from .days import Service
from .jobs import PGBENCH, Bench
from .load import Contender, PgBench, Round, Wrk
from .report import Line, Race
from .server import Server
from .sets import DataSet, say

GENERATOR = Path(__file__).parent.parent / "bookings" / "generate.sql"
# Days of the two years before today and of the four weeks after it.
DAYS = 758
SEARCHED = 28
RIVALS, CONTESTS = 50, 20
# Bookings that are made while the statements are recorded; the last two are compared.
RECORDED = 3


@dataclass
class Appointed:
    """A set with branches that are booked, and who books there."""

    data: DataSet
    branch: str
    offered: dict[str, Service]
    first: date

    @property
    def last(self) -> date:
        return self.first + timedelta(days=SEARCHED - 1)

    def resources(self, kind: str) -> list[str]:
        return [id for (id,) in self.data.database.rows(
            f"select id from app.resource where tenant_id = '{self.data.tenant}' and branch_id = '{self.branch}' and kind = '{kind}' "
            "and state = 'ready' order by position")]

    def slots(self, codes: list[str], **more: str) -> str:
        """The path of a search over the four weeks."""
        query = {"services": ",".join(self.offered[code].id for code in codes), "from": str(self.first), "to": str(self.last), **more}
        return f"/v1/branches/{self.branch}/slots?{urlencode(query)}"

    def searches(self) -> dict[str, list[str]]:
        """What is asked at a desk, and one that looks at every time of the four weeks before it gives up."""
        doctors = self.resources("doctor")
        evening = {"weekdays": "1,2,3,4,5", "after": "1080", "before": "1200"}
        return {
            "anybody": [self.slots([code]) for code in ("LAS-01", "LAS-02", "CON-02", "CAR-01")],
            "one doctor": [self.slots([code], resources=doctor) for code in ("CON-02", "LAS-01") for doctor in doctors],
            "weekday evenings": [self.slots([code], **evening) for code in ("CON-02", "LAS-02", "INJ-01")],
            "two segments": [self.slots(["INJ-01"]), self.slots(["LAS-02"])],
            "two services": [self.slots(["LAS-01", "CAR-01"]), self.slots(["CON-02", "INJ-01"])],
            "one doctor's evenings, every five minutes, 100 times": [
                self.slots(["LAS-01"], resources=doctor, step="5", limit="100", **evening) for doctor in doctors],
        }


def measure(data: DataSet, root: Database, bench: Bench, appointments: int, moved: int) -> tuple[list[Race], list[Line]]:
    """Everything in a copy of the set, which is gone afterwards. `bench` has the tools; its rounds are made shorter here."""
    with data.copy(root) as copy:
        branch = copy.database.query(
            f"select id from app.unit where tenant_id = '{copy.tenant}' and kind = 'branch' and name = '{copy.creator['branch']}'")
        offered = days.services(copy.database, copy.tenant)
        lines = generate(copy, branch, offered, appointments, bench.work)
        today = copy.database.query(
            f"select (now() at time zone time_zone)::date from app.tenant_setting where tenant_id = '{copy.tenant}'")
        booked = Appointed(copy, branch, offered, date.fromisoformat(today) + timedelta(days=1))
        bench = replace(bench, database=copy.database, rounds=min(bench.rounds, 3), seconds=min(bench.seconds, 5))
        recording = Recording.make(booked)
        races: list[Race] = []
        with copy.serving() as running:
            quiet(copy.database)
            director, desk = running.sign_in(copy.reader), running.sign_in(copy.creator)
            # First: pgbench goes on into the times that are left over for it, and would take them.
            lines += contests(running, booked, director)
            bench = replace(bench, server=running, token=desk)
            for kind, paths in booked.searches().items():
                races.append(search(bench, f"slot search: {kind}", paths, recording.searches[kind]))
            races.append(day_board(bench, booked))
            bench = replace(bench, token=director)
            plan = FreeTimes(copy.database)
            for callers in (8, 32):
                races.append(book(bench, booked, recording, plan, callers))
            lines += moves.drive(running, copy, branch, booked.offered, director, moved)
        lines += check(copy)
        return races, lines


def generate(data: DataSet, branch: str, offered: dict[str, Service], appointments: int, work: Path) -> list[Line]:
    """Past every wall, as the superuser."""
    script, visits, density = days.script(offered)
    (work / "days.sql").write_text(script)
    branches = max(4, ceil(appointments / (visits * DAYS)))
    say(f"writing {appointments:,} appointments in {branches} branches of {len(days.house())} people, rooms and devices")
    variables = {"tenant": data.tenant, "branch": branch, "branches": str(branches), "appointments": str(appointments)}
    arguments = [word for name, value in variables.items() for word in ("-v", f"{name}={value}")]
    began = time.monotonic()
    result = subprocess.run(
        [data.database.binaries / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", *arguments, "-f", work / "days.sql", "-f", GENERATOR],
        capture_output=True, text=True, env={**os.environ, **data.database.environment("ownerURL")}, timeout=7200)
    if result.returncode != 0:
        raise RuntimeError(f"psql: {result.stderr.strip()[-2000:]}")
    seconds = time.monotonic() - began
    count = int(data.database.query(f"select count(*) from app.appointment where tenant_id = '{data.tenant}'"))
    return [Line("appointments in the tenant", count, ""), Line("appointments written, indexed, analysed", appointments / seconds, "/s"),
            Line("people, rooms, devices of the measured branch", len(days.house()), ""),
            Line("their time that is taken in the four weeks", density * 100, "%")]


def quiet(database: Database) -> None:
    """Until the jobs that the load left behind are done: they are not what is measured."""
    deadline = time.monotonic() + 300
    while database.query("select 1 from app.job where state = 'running' or (state = 'waiting' and due_at <= now()) limit 1"):
        if time.monotonic() > deadline:
            say("jobs are still at work: the first lines may be slow")
            return
        time.sleep(0.5)


# MARK: What the server says to PostgreSQL


@dataclass
class Recording:
    """The server's own statements, as one that was watched sent them."""

    searches: dict[str, statements.Script]
    # All of a booking, and what of it writes.
    booking: statements.Script
    writing: statements.Script

    @staticmethod
    def make(booked: Appointed) -> "Recording":
        say("recording the server's statements")
        copy = booked.data
        with Spy(copy.database) as spy:
            running = copy.start()
            try:
                quiet(copy.database)
                director, desk = running.sign_in(copy.reader), running.sign_in(copy.creator)

                def watched(needle: str, request) -> list[statements.Statement]:
                    request()
                    mark = spy.mark()
                    request()
                    return statements.recorded(spy.since(mark), needle)

                searches = {}
                for kind, paths in booked.searches().items():
                    searches[kind] = statements.script(watched("k.busy_from", lambda path=paths[0]: running.get(path, desk)))
                # Where customers belong to other branches than they come to: which of the two is meant can be told apart then.
                times = copy.database.rows(f"select {FreeTimes.COLUMNS} from bench.visit v where v.n in ({FreeTimes.RECORDED}) order by v.n desc")
                units = []
                for place, row in enumerate(times):
                    known = FreeTime(*row)
                    key = f"bench-record-{place}-{time.time_ns():x}"
                    mark = spy.mark()
                    running.post("/v1/appointments", known.body(booked), director, key)
                    units.append((known, statements.recorded(spy.since(mark), key)))
                (known, unit), (_, other) = units[-1], units[-2]
                stands = known.stands
                # They write, and read nothing; what is set for row security is.
                pairs = [(one, another) for one, another in zip(unit, other) if one.writes]
                return Recording(
                    searches, statements.script(unit, other, known=stands),
                    statements.script([one for one, _ in pairs], [another for _, another in pairs], known=stands))
            finally:
                running.stop()


@dataclass
class FreeTime:
    """A row of bench.visit: a doctor, a room and a customer at a time when all three are free."""

    branch: str
    doctor: str
    person: str
    room: str
    customer: str
    home: str
    person_key: str
    room_key: str
    customer_key: str
    starts_at: str
    day: str

    def body(self, booked: Appointed) -> dict:
        return {"branchId": self.branch, "customerId": self.customer, "startsAt": self.starts_at,
                "services": [booked.offered["CON-02"].id], "resources": [self.doctor, self.room]}

    @property
    def start(self) -> datetime:
        return datetime.fromisoformat(self.starts_at.replace("Z", "+00:00"))

    def stands(self, value: str, kind: str | None) -> str | None:
        """The expression of book.sql that stands for a value of this booking's statements; None for values that are not its own."""
        names = {getattr(self, name): f":{name}::uuid" for name in ("branch", "doctor", "person", "room", "customer", "home")}
        keys = {getattr(self, name): f":{name}::int8" for name in ("person_key", "room_key", "customer_key")}
        if value in names:
            return names[value]
        if value.startswith("{") and value.endswith("}"):
            parts = value[1:-1].split(",")
            # Everybody of the branch is no part of one booking.
            if len(parts) <= 4:
                for stand_ins in (names, keys):
                    if all(part in stand_ins for part in parts):
                        return f"array[{', '.join(stand_ins[part] for part in parts)}]"
        if kind == "timestamptz":
            seconds = (datetime.fromisoformat(value.replace(" ", "T") + ":00") - self.start).total_seconds()
            # Now is weeks away.
            if abs(seconds) <= 3 * 86_400:
                return f"(:starts_at::timestamptz + interval '{seconds:.0f} seconds')"
        if kind == "date":
            return f"(:day::date + {(date.fromisoformat(value) - date.fromisoformat(self.day)).days})"
        return None


class FreeTimes:
    """Hands out rows of bench.visit, each once, to the server's rounds and to those of the bare SQL."""

    COLUMNS = ("v.branch, v.doctor, v.person, v.room, v.customer, v.home, v.person_key, v.room_key, v.customer_key, "
               "to_char(v.starts_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"'), v.day")

    # Those that are booked while the statements are recorded, and those that many want at once.
    RECORDED = f"select n from bench.visit where is_new order by n desc limit {RECORDED}"
    CONTESTED = f"select n from bench.visit where n not in ({RECORDED}) order by n desc limit {CONTESTS}"

    def __init__(self, database: Database) -> None:
        self.database = database
        self.count = int(database.query(
            f"select min(n) - 1 from bench.visit where n in ({FreeTimes.RECORDED}) or n in ({FreeTimes.CONTESTED})"))
        self.base = 10 ** 12

    def take(self, count: int) -> list[FreeTime]:
        last = int(self.database.query("select last_value - (not is_called)::int from bench.next"))
        if last + count > self.count:
            raise RuntimeError(f"of {self.count:,} free times {last:,} are used, and {count:,} more are wanted: fewer rounds or seconds")
        self.database.query(f"select setval('bench.next', {last + count})")
        return [FreeTime(*row) for row in self.database.rows(
            f"select {self.COLUMNS} from bench.visit v where v.n > {last} and v.n <= {last + count} order by v.n")]


# MARK: Races


def board(booked: Appointed, day: date) -> str:
    return f"/v1/branches/{booked.branch}/appointments?from={day}&to={day}"


def search(bench: Bench, job: str, paths: list[str], recorded: statements.Script) -> Race:
    """One caller, for whom the goal stands; eight at once; and the same reads by one client without a server."""
    requests = bench.requests("slots", (("GET", path, "", "") for path in paths))
    alone = PgBench(bench.pgbench, bench.database, clients=1)
    script = statements.fill(PGBENCH / "fixed.sql", recorded)
    eight = bench.ours(requests, connections=8)
    eight.name = "eight callers"
    return bench.race(job, [bench.ours(requests, connections=1), eight,
                            Contender("pgbench, one client", lambda seconds: alone.round(script, recorded.variables, seconds))],
                      {"peony": "p95 ≤ 50 ms"})


def day_board(bench: Bench, booked: Appointed) -> Race:
    """The calendar's day with its customers: another day each time, eight callers."""
    requests = bench.requests("board", (("GET", board(booked, booked.first + timedelta(days=place)), "", "") for place in range(SEARCHED)))
    return bench.race("day board of the branch", [bench.ours(requests, connections=8)])


def book(bench: Bench, booked: Appointed, recording: Recording, plan: FreeTimes, callers: int) -> Race:
    """Distinct free times of all branches: through the server, by its own statements, and by those of them that write."""
    wrk = Wrk(bench.wrk, bench.database, bench.server.process.pid, bench.server.port, bench.token, callers)
    # Whoever waits for a doctor waits: pgbench gives up at the first refusal.
    pgbench = PgBench(bench.pgbench, bench.database, clients=callers, settings="-c lock_timeout=0 -c statement_timeout=0")
    fastest = {"rate": 500.0}

    def ours(seconds: float) -> Round:
        times = plan.take(int(fastest["rate"] * (max(1, round(seconds)) + 1)))
        lines = (("POST", "/v1/appointments", json.dumps(each.body(booked)), f"bench-{plan.base}-{place:08d}")
                 for place, each in enumerate(times))
        plan.base += 10 ** 9
        made = wrk.round(bench.requests("book", lines), seconds, once=True)
        fastest["rate"] = max(fastest["rate"], made.rate * 1.5)
        return made

    def theirs(script: statements.Script, sequence: str, later: int):
        text = statements.fill(PGBENCH / "book.sql", script)

        def round(seconds: float) -> Round:
            plan.base += 10 ** 9
            # A warm-up prepares ninety statements for each client first.
            seconds = max(3, seconds)
            return pgbench.round(text, {**script.variables, "turn": "0", "base": str(plan.base), "sequence": sequence, "later": str(later)},
                                 seconds)

        return round

    return bench.race(
        f"book an appointment, {callers} at once",
        [Contender("peony", ours), Contender("pgbench", theirs(recording.booking, "bench.next", 0)),
         Contender("inserts alone", theirs(recording.writing, "bench.bare", 800))], {"pgbench": "≥ 0.6"})


# MARK: One time


def contests(running: Server, booked: Appointed, token: str) -> list[Line]:
    """Many who want one doctor in one room at one time, each for a customer of his own, all at once; again for other times."""
    database = booked.data.database
    times = [FreeTime(*row) for row in database.rows(
        f"select {FreeTimes.COLUMNS} from bench.visit v where v.n in ({FreeTimes.CONTESTED})")]
    customers = [id for (id,) in database.rows(f"select distinct customer from bench.visit where n <= 2000 limit {RIVALS}")]
    statuses: Counter[int] = Counter()
    slowest = 0.0
    for turn, wanted in enumerate(times):
        barrier = threading.Barrier(RIVALS)
        answers: list[tuple[int, float]] = []

        def ask(place: int, customer: str, wanted: FreeTime = wanted) -> None:
            body = wanted.body(booked) | {"customerId": customer}
            barrier.wait()
            began = time.monotonic()
            status, _ = server.call(running.port, "POST", "/v1/appointments", body, token, f"bench-contest-{turn}-{place}-{time.time_ns():x}")
            answers.append((status, time.monotonic() - began))

        rivals = [threading.Thread(target=ask, args=each) for each in enumerate(customers)]
        for rival in rivals:
            rival.start()
        for rival in rivals:
            rival.join()
        statuses.update(status for status, _ in answers)
        slowest = max([slowest, *(seconds for _, seconds in answers)])
    lines = [Line(f"{RIVALS} clients for one time, {CONTESTS} times: booked", statuses[201], "", f"{CONTESTS}"),
             Line("  told of the conflict", statuses[409], "", f"{CONTESTS * (RIVALS - 1)}"),
             Line("  told anything else, such as to come back", CONTESTS * RIVALS - statuses[201] - statuses[409], "", "0"),
             Line("  the slowest answer", slowest * 1e3, "ms")]
    if statuses[201] != CONTESTS:
        raise RuntimeError(f"of {RIVALS} clients for one time one gets it: {dict(statuses)}")
    return lines


def check(data: DataSet) -> list[Line]:
    """That nobody and nothing is in two places, asked without the constraint's index, and that what stands has what it takes."""
    overlaps = int(data.database.query(
        "select count(*) from (select busy_from < max(busy_until) over (partition by tenant_id, subject_id, place order by busy_from, busy_until "
        "rows between unbounded preceding and 1 preceding) as meets from app.resource_claim where exclusive) k where meets"))
    astray = int(data.database.query(
        f"select count(*) from app.appointment a where a.tenant_id = '{data.tenant}' and a.customer_id is not null "
        "and (a.state in ('held', 'booked', 'confirmed', 'arrived', 'in_service')) <> exists (select 1 from app.resource_claim k "
        "where k.tenant_id = a.tenant_id and k.appointment_id = a.id and k.subject_id = a.customer_id and k.starts_at = a.starts_at "
        "and k.ends_at = a.ends_at)"))
    claims = int(data.database.query("select count(*) from app.resource_claim"))
    if overlaps or astray:
        raise RuntimeError(f"{overlaps} claims overlap, {astray} appointments are not what their claims take")
    return [Line("claims at the end", claims, ""), Line("claims that overlap", overlaps, "", "0"),
            Line("appointments whose claims are not theirs", astray, "", "0")]
