#!/usr/bin/env python3
"""Measures Peony against its peers, side by side. Entered by scripts/bench, which sets the environment up.

usage: scripts/bench [--peers] [--quick] [--customers N] [--tenants N] [--rounds N] [--seconds N] [--only WORD]…

Writes a table to standard output and everything measured to .artifacts/bench.json. README.md says how to read it.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harness import bookings, imports, jobs, numbers, peers, processes, questions, report, web
from harness.database import Database, Spy
from harness.jobs import Bench, Recording
from harness.report import Line, Race
from harness.sets import KNOWN, DataSet, say

# What front desks type: complete, begun, initials, and with the slips that are forgiven.
PINYIN = ("wangfang", "liwei", "zhangmin", "chenjie", "liuyang", "yangxin", "wangxiao", "huangjing", "zhaoyan", "wumin", "zhoul", "xuwe")
INITIALS = ("zw", "lj", "wxm", "cy", "zhy", "lxy", "hm", "yxt")
MISTYPED = ("zangwei", "lingxin", "wanfang", "陈婕尼", "张伟娜尔", "liumn")
# Measured only when they are named; alone, they need none of the others' preparations.
NAMED = {"questions", "import", "web", "bookings"}
LIST = "/v1/customers?filter%5Blevel%5D=gold&sort=-createdAt&limit=50"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="a tenth of the data, three rounds of 3 s")
    parser.add_argument("--peers", action="store_true", help="FastAPI and Go too (scripts/bench installs them)")
    parser.add_argument("--customers", type=int, help="size of the set (200,000)")
    parser.add_argument("--tenants", type=int, help="among so many tenants (50)")
    parser.add_argument("--rounds", type=int, help="rounds for each contender (5)")
    parser.add_argument("--seconds", type=float, help="length of a round (8)")
    parser.add_argument("--only", action="append", metavar="WORD",
                        help="only create, audited, get, list, search, parts, growth or numbers; may be given again; "
                        "questions (ten million audit events), import (--rows), bookings (a million appointments) and web (a browser on "
                        "50,000 customers) only when they are named")
    parser.add_argument("--rows", type=int, help="rows of the import (100,000)")
    parser.add_argument("--events", type=int, help="audit events for the questions (10,000,000)")
    parser.add_argument("--appointments", type=int, help="appointments for the bookings (1,000,000)")
    parser.add_argument("--moves", type=int, help="random bookings and moves after them (5,000)")
    options = parser.parse_args()
    quick = options.quick
    is_web = options.only == ["web"]
    options.customers = options.customers or (2_000 if is_web and quick else 50_000 if is_web else 20_000 if quick else 200_000)
    options.tenants = options.tenants or (2 if is_web else 5 if quick else 50)
    options.events = options.events or (500_000 if quick else 10_000_000)
    options.rows = options.rows or (10_000 if quick else 100_000)
    options.appointments = options.appointments or (50_000 if quick else 1_000_000)
    options.moves = options.moves or (500 if quick else 5_000)
    options.rounds = options.rounds or (3 if quick else 5)
    options.seconds = options.seconds or (3 if quick else 8)
    return options


class Session:
    """One run of the benchmark: collects what the jobs find."""

    def __init__(self, options: argparse.Namespace, work: Path) -> None:
        self.options = options
        self.work = work
        self.binary = os.environ["PEONY_BINARY"]
        self.pgbench = os.environ["PEONY_BENCH_PGBENCH"]
        self.wrk = os.environ["PEONY_BENCH_WRK"]
        self.root = Database(Path(self.pgbench).parent, Path(os.environ["PEONY_DATA"]))
        Spy(self.root).end()
        self.races: list[Race] = []
        self.lines: list[Line] = []
        self.skipped: list[str] = []
        self.is_complete = False

    def wants(self, word: str) -> bool:
        return not self.options.only or word in self.options.only

    def add(self, *races: Race) -> None:
        for race in races:
            self.races.append(race)
            say(report.table(race))

    def bench(self, data: DataSet, running, token: str, ids: list[str], present: dict) -> Bench:
        return Bench(self.wrk, self.pgbench, data.database, self.work, self.options.rounds, self.options.seconds,
                     running, token, ids, present)

    def run(self) -> None:
        data = DataSet.of(self.binary, self.root, self.options.customers, self.options.tenants)
        rate = data.loading["loaded"] / data.loading["seconds"]
        say(f"the tenant under test has {data.customers:,} customers; "
            f"{data.reader['role']} reads, {data.creator['role']} creates")
        self.lines.append(Line("demo load, sealed and indexed", rate, "customers/s", "≥ 20,000"))
        if not self.options.only or set(self.options.only) - NAMED:
            recording, recorded = self.write_jobs(data)
            if self.wants("numbers"):
                self.lines.append(numbers.startup(data.start, 3 if self.options.quick else 5))
            self.read_jobs(data, recording, recorded)
        if self.options.only and "web" in self.options.only:
            self.lines += web.measure(data, 1 if self.options.quick else 5, 40 if self.options.quick else 200)
        if self.options.only and "questions" in self.options.only:
            self.lines += questions.ask_all(data, self.root, self.options.events)
        if self.options.only and "bookings" in self.options.only:
            bench = self.bench(data, None, "", [], {})
            races, lines = bookings.measure(data, self.root, bench, self.options.appointments, self.options.moves)
            self.add(*races)
            self.lines += lines
        if self.options.only and "import" in self.options.only:
            with data.copy(self.root) as copy:
                self.lines += imports.measure(copy, self.options.rows)
        self.is_complete = True

    def write_jobs(self, data: DataSet) -> tuple[Recording, str]:
        """In a copy, so that the set stays as it was loaded: listening to the server, and the races that write.
        Returns the recording and the id of the customer that was got."""
        with data.serving() as running:
            token = running.sign_in(data.reader)
            first = data.sample(running, token, pages=1)[0]["id"]
            treated = data.treated(running)
        with data.copy(self.root) as copy:
            say("recording the server's statements")
            # Alike in all but what has to differ in every request.
            bodies = [{**jobs.person(0), "phone": jobs.phone(98_000_000 + place), **copy.home} for place in range(4)]
            recording = Recording.make(copy.database, copy.start, copy.reader, copy.creator, first, LIST, bodies,
                                       treated)
            if self.wants("create"):
                copy.publish_sample([first])
                with copy.serving() as running:
                    bench = self.bench(copy, running, running.sign_in(copy.creator), [first], {})
                    self.add(jobs.create_customer(bench, recording, copy.home.get("homeBranchId")))
                    self.lines.append(Line(
                        "memory after creating under load", processes.memory(running.process.pid), "MiB"))
            if self.wants("audited") and treated:
                with copy.serving() as running:
                    bench = self.bench(copy, running, running.sign_in(treated[0]), [first], {})
                    self.add(jobs.get_audited(bench, recording, treated[1]))
            return recording, first

    def read_jobs(self, data: DataSet, recording: Recording, recorded: str) -> None:
        with data.serving() as running:
            if self.wants("numbers"):
                self.lines.append(numbers.idle_memory(running))
            token = running.sign_in(data.reader)
            sample = data.sample(running, token)
            ids = [row["id"] for row in sample]
            data.publish_sample(ids)
            present = self.start_peers(data, running, token, recording, recorded)
            bench = self.bench(data, running, token, ids, present)
            if self.wants("get"):
                self.add(jobs.get_customer(bench, recording, recorded))
            if self.wants("list"):
                self.add(jobs.list_customers(bench, recording, LIST))
            for peer in present.values():
                processes.stop(peer.process)
            if self.wants("parts"):
                race, line = jobs.cost_of_protection(bench, recording, recorded, data.tenant)
                self.add(race)
                self.lines.append(line)
            if self.wants("search"):
                self.add(*jobs.search_customers(bench, {
                    "phone": [{"phone": jobs.phone(number)} for number in KNOWN],
                    "last four": [{"phoneLast4": row["phone"][-4:]} for row in sample if row.get("phone")],
                    "two characters": [{"name": row["name"][:2]} for row in sample if len(row.get("name") or "") >= 2],
                    "pinyin": [{"text": typed} for typed in PINYIN],
                    "initials": [{"text": typed} for typed in INITIALS],
                    "one box, mistyped": [{"text": typed} for typed in MISTYPED],
                }))
            if self.wants("numbers"):
                self.lines.append(Line("memory after all of this", processes.memory(running.process.pid), "MiB"))
                self.lines += numbers.sign_ins(running, data.accounts[:4], self.options.seconds)
                self.lines += numbers.idle_connections(running, 1_000 if self.options.quick else 10_000)
            if self.wants("growth"):
                self.growth(bench)

    def growth(self, large: Bench) -> None:
        small = DataSet.of(self.binary, self.root, self.options.customers // 20, 2)  # the fewest that demo makes
        with small.serving() as running:
            token = running.sign_in(small.reader)
            ids = [row["id"] for row in small.sample(running, token)]
            self.add(*jobs.growth(large, self.bench(small, running, token, ids, {}), LIST))

    def start_peers(self, data: DataSet, running, token: str, recording: Recording, id: str) -> dict:
        """The peers that can be run here and that answer exactly what the server answers."""
        ways = {}
        if compiler := os.environ.get("PEONY_BENCH_GO"):
            ways["go"] = lambda path: peers.go(compiler, path, self.work, self.work / "go.log")
        if python := os.environ.get("PEONY_BENCH_PYTHON"):
            ways["fastapi"] = lambda path: peers.fastapi(python, path, self.work / "fastapi.log")
        if not ways or not (self.wants("get") or self.wants("list")):
            return {}
        one, page = running.get(f"/v1/customers/{id}", token), running.get(LIST, token)
        description = self.work / "description.json"
        description.write_text(json.dumps(peers.describe(data.database, recording, token, data.tenant, one, page)))
        present = {}
        for name, start in ways.items():
            try:
                peer = start(description)
                present[name] = peer
                peers.check(peer, name, token, f"/v1/customers/{id}", one)
                peers.check(peer, name, token, LIST, page)
            except (RuntimeError, OSError, subprocess.SubprocessError) as failure:
                log = self.work / f"{name}.log"
                detail = log.read_text(errors="replace")[-1500:] if log.exists() else ""
                detail += (getattr(failure, "stderr", None) or b"").decode(errors="replace")
                say(f"{name} is left out: {failure}\n{detail}")
                self.skipped.append(f"{name}: {failure}")
                if peer := present.pop(name, None):
                    processes.stop(peer.process)
        return present

    def tell(self) -> None:
        print(report.HEADER)
        for race in self.races:
            print(report.table(race))
        print("\nnumbers")
        print(report.numbers(self.lines))

    def save(self) -> Path:
        repository = Path(__file__).resolve().parent.parent
        commit = subprocess.run(["git", "-C", repository, "rev-parse", "HEAD"], capture_output=True, text=True)
        path = repository / ".artifacts" / "bench.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), "commit": commit.stdout.strip() or None,
            "complete": self.is_complete,
            "machine": {"cores": os.cpu_count(), "system": platform.platform(), "load": os.getloadavg()},
            "postgres": self.root.query("show server_version"),
            "settings": {name: value for name, value in vars(self.options).items()},
            "races": [race.to_json() for race in self.races], "numbers": [line.to_json() for line in self.lines],
            "leftOut": self.skipped,
        }, indent=1, ensure_ascii=False) + "\n")
        return path


def main() -> int:
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="peony-bench-") as work:
        session = Session(options, Path(work))
        try:
            session.run()
        except KeyboardInterrupt:
            say("stopped; what was measured until now:")
            return 130
        finally:
            processes.stop_all()
            if session.races or session.lines:
                session.tell()
                say(f"written to {session.save()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
