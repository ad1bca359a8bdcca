"""The two load generators. Each runs one round and comes back with a Round."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Callable

from . import processes
from .database import Database


@dataclass
class Round:
    """What one round came to. Times of requests in milliseconds, CPU in microseconds for each request."""

    requests: int
    seconds: float
    errors: int
    p50: float
    p95: float
    p99: float
    server: float
    postgres: float
    client: float

    @property
    def rate(self) -> float:
        return self.requests / self.seconds

    @property
    def work(self) -> float:
        """CPU of everything that serves: the generator's own is left out where a server stands behind it."""
        return self.server + self.postgres

    def to_json(self) -> dict:
        return {**asdict(self), "rate": self.rate}


@dataclass
class Contender:
    """Somebody who does a job: a name and a way to do it for so many seconds."""

    name: str
    round: Callable[[float], Round]
    rounds: list[Round] = field(default_factory=list)


def _accounted(server: int | None, database: Database, generate: Callable[[], tuple[dict, float]]) -> Round:
    # The generator's own CPU includes that of its children, not of the server's.
    server_before = processes.cpu(server) if server else 0.0
    database_before = database.cpu()
    result, client = generate()
    database_cpu = database.cpu() - database_before
    server_cpu = processes.cpu(server) - server_before if server else 0.0
    count = max(1, result["requests"])
    return Round(
        result["requests"], result["seconds"], result["errors"], result["p50"], result["p95"], result["p99"],
        server_cpu / count * 1e6, database_cpu / count * 1e6, client / count * 1e6)


@dataclass
class Wrk:
    """HTTP load on a server of ours or of a peer."""

    binary: str
    database: Database
    server: int
    port: int
    token: str
    connections: int = 64

    def round(self, requests: Path, seconds: float, once: bool = False) -> Round:
        """Sends the file's requests over loopback for so long."""

        def generate() -> tuple[dict, float]:
            output, client = processes.run(
                [self.binary, "-t1", f"-c{self.connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s",
                 "-s", str(Path(__file__).with_name("requests.lua")), f"http://127.0.0.1:{self.port}"],
                seconds + 60,
                {"PEONY_BENCH_TOKEN": self.token, "PEONY_BENCH_REQUESTS": str(requests),
                 "PEONY_BENCH_ORDER": "once" if once else "random"})
            line = next((line for line in output.splitlines() if line.startswith("{")), None)
            if line is None:
                raise RuntimeError(f"wrk told nothing: {output.strip()[-1000:]}")
            result = json.loads(line)
            result["errors"] += result.pop("statuses")
            return result, client

        return _accounted(self.server, self.database, generate)


@dataclass
class PgBench:
    """The same statements without a server in front of PostgreSQL."""

    binary: str
    database: Database
    role: str = "appURL"
    # What it is fastest with on two cores: 8 for reads, 16 where a COMMIT waits for the disk.
    clients: int = 8
    # libpq's PGOPTIONS.
    settings: str = ""

    def round(self, script: str, variables: dict[str, str], seconds: float) -> Round:
        """Runs a script in a pipeline with prepared statements for so long."""
        folder = Path(tempfile.mkdtemp(prefix="peony-pgbench-"))
        try:
            (folder / "script.sql").write_text(script)
            arguments = [self.binary, "--no-vacuum", "--protocol=prepared", f"--client={self.clients}", "--jobs=2",
                         f"--time={max(1, round(seconds))}", f"--file={folder}/script.sql", "--log",
                         f"--log-prefix={folder}/log"]
            arguments += [f"--define={name}={value}" for name, value in variables.items()]

            def generate() -> tuple[dict, float]:
                environment = self.database.environment(self.role) | {"PGOPTIONS": self.settings}
                output, client = processes.run(arguments, seconds + 60, environment)
                return {**self._result(output), **self._latencies(folder)}, client

            return _accounted(None, self.database, generate)
        finally:
            shutil.rmtree(folder)

    @staticmethod
    def _result(output: str) -> dict:
        def number(pattern: str) -> float:
            found = re.search(pattern, output)
            if not found:
                raise RuntimeError(f"pgbench told nothing of {pattern}: {output[-1000:]}")
            return float(found[1])

        count = int(number(r"transactions actually processed: (\d+)"))
        rate = number(r"tps = ([\d.]+)")
        return {"requests": count, "seconds": count / rate if rate else 0.0,
                "errors": int(number(r"failed transactions: (\d+)"))}

    @staticmethod
    def _latencies(folder: Path) -> dict:
        times = sorted(int(line.split()[2]) for log in folder.glob("log.*") for line in log.read_text().splitlines())
        if not times:
            raise RuntimeError("pgbench finished no transaction")
        return {f"p{percent}": times[len(times) * percent // 100] / 1e3 for percent in (50, 95, 99)}
