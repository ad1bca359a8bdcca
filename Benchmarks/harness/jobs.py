"""The jobs that are raced: what is sent, and who else does the same."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Callable, Iterator

from . import statements
from .database import Database, Spy
from .load import Contender, PgBench, Round, Wrk
from .peers import Peer
from .report import Line, Race
from .server import Server

PGBENCH = Path(__file__).parent.parent / "peers" / "pgbench"
PEERS = ("go", "fastapi")

# A surname and one or two of these: what demo names look like, and as varied as search tokens need.
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
NAMES = "伟芳娜敏静丽强磊洋艳勇军杰娟涛明超秀霞平刚桂兰鹏飞燕玲辉红建文雪梅宇欣怡子涵浩然思雨晨曦"


@dataclass
class Bench:
    """What every job needs: tools, the server, who is signed in, and a sample of the data."""

    wrk: str
    pgbench: str
    database: Database
    work: Path
    rounds: int
    seconds: float
    server: Server
    token: str
    ids: list[str]
    peers: dict[str, Peer]

    def requests(self, name: str, lines: Iterator[tuple[str, str, str, str]]) -> Path:
        """A file of requests for wrk: method, path, body, Idempotency-Key."""
        path = self.work / f"{name}.requests"
        path.write_text("".join("\t".join(line) + "\n" for line in lines))
        return path

    def http(self, name: str, server: int, port: int, requests: Path, connections: int = 64) -> Contender:
        """Random requests of a file against a server."""
        wrk = Wrk(self.wrk, self.database, server, port, self.token, connections)
        return Contender(name, lambda seconds: wrk.round(requests, seconds))

    def ours(self, requests: Path, connections: int = 64) -> Contender:
        return self.http("peony", self.server.process.pid, self.server.port, requests, connections)

    def statements(self, name: str, template: str, made: statements.Script, **extra: str) -> Contender:
        """pgbench with recorded statements, as the server's own database role."""
        pgbench = PgBench(self.pgbench, self.database)
        script = statements.fill(PGBENCH / template, made)
        variables = {**made.variables, "turn": "-1", "samples": str(len(self.ids)), **extra}
        return Contender(name, lambda seconds: pgbench.round(script, variables, seconds))

    def race(self, job: str, contenders: list[Contender], goals: dict[str, str] | None = None,
             absent: list[str] | None = None, ratio_of: str = "rate") -> Race:
        return Race(job, contenders, absent or [], goals or {}, ratio_of).run(self.rounds, self.seconds)

    def with_peers(self, job: str, requests: Path, contenders: list[Contender], goals: dict[str, str]) -> Race:
        """The same with every peer that can be run here."""
        present = [self.http(name, peer.process.pid, peer.port, requests) for name, peer in self.peers.items()]
        absent = [name for name in PEERS if name not in self.peers]
        return self.race(job, contenders + present, goals, absent)


@dataclass
class Recording:
    """The statements of each kind of request, as one server that was watched sent them."""

    get: list[statements.Statement]
    list: list[statements.Statement]
    create: tuple[list[statements.Statement], list[statements.Statement]]
    """A get that shows a value in clear, twice; None when nobody of the set sees one."""
    audited: tuple[list[statements.Statement], list[statements.Statement]] | None

    @staticmethod
    def make(database: Database, start: Callable[[], Server], reader: dict, creator: dict, id: str, path: str,
             bodies: list[dict], treated: tuple[dict, str] | None) -> "Recording":
        """Starts a server, lets it serve one request of each kind twice (the second from warm caches), and looks on."""
        with Spy(database) as spy:
            server = start()
            try:
                token, other = server.sign_in(reader), server.sign_in(creator)

                def watched(needle: str, request: Callable[[], object]) -> list[statements.Statement]:
                    mark = spy.mark()
                    request()
                    return statements.recorded(spy.since(mark), needle)

                server.get(f"/v1/customers/{id}", token)
                get = watched(id, lambda: server.get(f"/v1/customers/{id}", token))
                server.get(path, token)
                listing = watched("sort_id", lambda: server.get(path, token))
                keys = [f"bench-record-{random.getrandbits(64):016x}" for _ in bodies]
                created = [watched(key, lambda: server.post("/v1/customers", body, other, key))
                           for key, body in zip(keys, bodies)]
                audited = None
                if treated:
                    treating, patient = server.sign_in(treated[0]), treated[1]
                    page = f"/v1/customers/{patient}"
                    shown = [watched(patient, lambda: server.get(page, treating)) for _ in range(4)]
                    audited = (shown[-2], shown[-1])
                return Recording(get, listing, (created[-2], created[-1]), audited)
            finally:
                server.stop()


def phone(number: int) -> str:
    """A mobile number of the benchmark's own."""
    return f"199{number % 100_000_000:08d}"


def person(number: int) -> dict:
    """A new customer of the kind that a front desk writes down; `number` makes the phone that nobody else has."""
    chance = random.Random(number)
    name = chance.choice(SURNAMES) + "".join(chance.choices(NAMES, k=chance.choice((1, 2, 2))))
    return {"name": name, "phone": phone(number), "wechat": f"wx_{number:x}",
            "sex": chance.choice(("female", "female", "male")),
            "birthday": f"19{chance.randrange(60, 99)}-0{chance.randrange(1, 9)}-15",
            "level": "standard", "sourceChannel": "walk_in"}


def get_customer(bench: Bench, recording: Recording, id: str) -> Race:
    requests = bench.requests("get", (("GET", f"/v1/customers/{each}", "", "") for each in bench.ids))
    return bench.with_peers(
        "get customer by id", requests,
        [bench.ours(requests), bench.statements("pgbench", "read.sql", statements.script(recording.get, id=id))],
        {"pgbench": "≥ 0.5, then 0.8", "go": "≥ 1.25, then 2", "fastapi": "≥ 5, then 8"})


def list_customers(bench: Bench, recording: Recording, path: str) -> Race:
    requests = bench.requests("list", iter([("GET", path, "", "")]))
    return bench.with_peers(
        "list 50, filter + sort", requests,
        [bench.ours(requests), bench.statements("pgbench", "fixed.sql", statements.script(recording.list))],
        {"pgbench": "≥ 1.0", "go": "≥ 2.5", "fastapi": "≥ 6"})


def create_customer(bench: Bench, recording: Recording, branch: str | None) -> Race:
    """Runs where its rows may stay: in a copy of the database."""
    wrk = Wrk(bench.wrk, bench.database, bench.server.process.pid, bench.server.port, bench.token)
    # Phones from 19900000000 on, numbers of customers from 10¹² on: far from anything that is there.
    position = {"next": 0, "base": 10 ** 12}

    def ours(seconds: float) -> Round:
        count = int(12_000 * max(1, seconds))
        first = position["next"]
        position["next"] += count
        def lines() -> Iterator[tuple[str, str, str, str]]:
            for number in range(first, first + count):
                body = person(number) | ({"homeBranchId": branch} if branch else {})
                yield "POST", "/v1/customers", json.dumps(body, ensure_ascii=False), f"bench-{number:012d}"
        return wrk.round(bench.requests("create", lines()), seconds, once=True)

    made = statements.script(*recording.create)
    pgbench = PgBench(bench.pgbench, bench.database, clients=16)
    script = statements.fill(PGBENCH / "write.sql", made)

    def theirs(seconds: float) -> Round:
        position["base"] += 10 ** 9
        return pgbench.round(script, {**made.variables, "turn": "0", "base": str(position["base"])}, seconds)

    return bench.race(
        "create customer", [Contender("peony", ours), Contender("pgbench", theirs)],
        {"pgbench": "≥ 0.6", "go": "≥ 1.2"}, absent=["go"])


def get_audited(bench: Bench, recording: Recording, patient: str) -> Race:
    """A doctor opens a patient's page: the allergy stands there in clear, so each time is an event of the audit."""
    requests = bench.requests("audited", iter([("GET", f"/v1/customers/{patient}", "", "")]))
    made = statements.script(*(recording.audited or ([], [])))
    base = {"next": 0}
    pgbench = PgBench(bench.pgbench, bench.database, clients=16)
    script = statements.fill(PGBENCH / "write.sql", made)

    def theirs(seconds: float) -> Round:
        base["next"] += 10 ** 9
        return pgbench.round(script, {**made.variables, "turn": "0", "base": str(base["next"])}, seconds)

    return bench.race(
        "get customer by id, a value in clear, audited", [bench.ours(requests), Contender("pgbench", theirs)])


def search_customers(bench: Bench, criteria: dict[str, list[dict]]) -> list[Race]:
    """Latency: one caller, for whom the goal stands; beside him eight who never pause, which is as much as two cores can do."""
    goals = {"phone": "p95 ≤ 10 ms", "last four": "p95 ≤ 20 ms", "two characters": "p95 ≤ 40 ms",
             "pinyin": "p95 ≤ 40 ms", "initials": "p95 ≤ 40 ms", "one box, mistyped": "p95 ≤ 40 ms"}
    races = []
    for kind, bodies in criteria.items():
        lines = (("POST", "/v1/customers/search", json.dumps(body, ensure_ascii=False), "") for body in bodies)
        requests = bench.requests("search", lines)
        eight = bench.ours(requests, connections=8)
        eight.name = "eight callers"
        races.append(bench.race(f"search by {kind}", [bench.ours(requests, connections=1), eight], {"peony": goals[kind]}))
    return races


def cost_of_protection(bench: Bench, recording: Recording, id: str, tenant: str) -> tuple[Race, Line]:
    """What RLS, rights and sealing cost: the whole request, against the parts that a service without them would consist
    of, which are an empty request and a bare select."""
    requests = bench.requests("get", (("GET", f"/v1/customers/{each}", "", "") for each in bench.ids))
    empty = bench.requests("empty", iter([("GET", "/health", "", "")]))
    owner = PgBench(bench.pgbench, bench.database, role="ownerURL")
    script = (PGBENCH / "bare.sql").read_text()
    variables = {"turn": "-1", "samples": str(len(bench.ids)), "tenant": tenant}
    race = bench.race(
        "parts of a get (ratio of CPU: server + postgres)",
        [bench.ours(requests), Contender("bare select", lambda seconds: owner.round(script, variables, seconds)),
         bench.statements("select with RLS", "read.sql", statements.script(recording.get, id=id)),
         bench.http("empty request", bench.server.process.pid, bench.server.port, empty)],
        ratio_of="work")
    whole, bare, _, floor = race.contenders
    # The bare select's client stands for the driver in a server.
    ratio = median_of(lambda one, select, request: one.work / (select.postgres + select.client + request.work),
                          whole.rounds, bare.rounds, floor.rounds)
    return race, Line("CPU of a get against empty request + bare select", ratio, "×", "≤ 2")


def median_of(measure: Callable[..., float], *rounds: list[Round]) -> float:
    """The median over rounds that were neighbours."""
    return median(measure(*neighbours) for neighbours in zip(*rounds))


def growth(bench: Bench, small: Bench, path: str) -> list[Race]:
    """The same requests on a small and on the large set; the ratio is of CPU, and 1 means that size costs nothing."""
    races = []
    for job, lines in [("get", lambda ids: [("GET", f"/v1/customers/{each}", "", "") for each in ids]),
                       ("list 50", lambda _: [("GET", path, "", "")])]:
        contenders = []
        for name, one in (("large set", bench), ("small set", small)):
            wrk = Wrk(one.wrk, one.database, one.server.process.pid, one.server.port, one.token)
            requests = one.requests(f"growth-{name.split()[0]}-{job.split()[0]}", iter(lines(one.ids)))
            contenders.append(Contender(name, lambda seconds, wrk=wrk, requests=requests: wrk.round(requests, seconds)))
        races.append(
            bench.race(f"cost growth: {job} (ratio of CPU)", contenders, {"small set": "≤ 1.3"}, ratio_of="work"))
    return races
