"""The benchmark's PostgreSQL cluster: psql as its superuser, and what a server says to it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from . import processes


@dataclass
class Database:
    """One database of the cluster, as a data directory's database.json describes it."""

    binaries: Path
    directory: Path

    def __post_init__(self) -> None:
        self.urls: dict[str, str] = json.loads((self.directory / "database.json").read_text())
        self.postmaster = int(self.query("select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)"))

    def environment(self, role: str) -> dict[str, str]:
        """libpq's variables for one of the logins (ownerURL, appURL, …): passwords do not belong on a command line."""
        url = urlsplit(self.urls[role])
        return {
            "PGHOST": url.hostname or "", "PGPORT": str(url.port or 5432), "PGDATABASE": url.path.lstrip("/"),
            "PGUSER": unquote(url.username or ""), "PGPASSWORD": unquote(url.password or ""),
        }

    def query(self, sql: str) -> str:
        """Runs SQL as the superuser; rows as lines, columns separated by tabs."""
        result = subprocess.run(
            [self.binaries / "psql", "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1"], input=sql, text=True,
            capture_output=True, env={**os.environ, **self.environment("ownerURL")}, timeout=600)
        if result.returncode != 0:
            raise RuntimeError(f"psql: {result.stderr.strip()[-2000:]}")
        return result.stdout.rstrip("\n")

    def rows(self, sql: str) -> list[list[str]]:
        """The same as lists."""
        return [line.split("\t") for line in self.query(sql).splitlines()]

    def cpu(self) -> float:
        """CPU seconds of the postmaster and all backends, past and present."""
        return processes.cpu(self.postmaster)

    def sibling(self, directory: Path, name: str) -> None:
        """Makes the data directory of another database in the same cluster: same logins, same root key."""
        directory.mkdir(mode=0o700, exist_ok=True)
        urls = {key: urlunsplit(urlsplit(url)._replace(path="/" + name)) for key, url in self.urls.items()}
        for file, text in [("database.json", json.dumps(urls, indent=2)),
                           ("root.key", (self.directory / "root.key").read_text())]:
            (directory / file).unlink(missing_ok=True)
            with open(os.open(directory / file, os.O_CREAT | os.O_WRONLY, 0o400), "w") as output:
                output.write(text)

    def has(self, name: str) -> bool:
        """Whether the cluster has a database of this name."""
        return self.query(f"select 1 from pg_database where datname = '{name}'") == "1"


class Spy:
    """While it is open, PostgreSQL writes every statement of the server and its parameters to its log.

    The role's settings keep values out of the log; here the values are invented and the cluster is the benchmark's
    own, and on leaving everything is as it was. Connections opened before do not see the role's setting: start the
    server inside.
    """

    def __init__(self, database: Database) -> None:
        self.database = database

    def __enter__(self) -> "Spy":
        self.database.query(
            "alter system set log_statement = 'all'; alter system set log_error_verbosity = 'default';"
            "alter system set log_destination = 'jsonlog'; alter role peony_app set log_parameter_max_length = -1;"
            "select pg_reload_conf()")
        processes.wait_until(
            lambda: self.database.query("select pg_current_logfile('jsonlog')") != "", 10, "the statement log")
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Puts everything back; also what a run that was killed left behind."""
        self.database.query(
            "alter system reset log_statement; alter system reset log_error_verbosity;"
            "alter system reset log_destination; alter role peony_app set log_parameter_max_length = 0;"
            "select pg_reload_conf()")

    def mark(self) -> tuple[str, int]:
        """Where the log stands now."""
        name, size = self.database.rows("select f, (pg_stat_file(f)).size from pg_current_logfile('jsonlog') f")[0]
        return name, int(size)

    def since(self, mark: tuple[str, int]) -> list[tuple[str, str]]:
        """Statements of the pool role since then, with their parameters as the log tells them. Where several connections
        were at work, those of one follow each other, and the one that was heard last is the last."""
        text = self.database.query(f"select pg_read_file('{mark[0]}', {mark[1]}, 100000000)")
        found: dict[int, list[tuple[str, str]]] = {}
        for line in text.splitlines():
            if not line.startswith("{"):
                continue
            entry = json.loads(line)
            message = entry.get("message", "")
            if entry.get("user") == "peony_app" and message.startswith("execute "):
                heard = found.pop(entry["pid"], [])
                found[entry["pid"]] = [*heard, (message.partition(": ")[2], entry.get("detail", ""))]
        return [each for connection in found.values() for each in connection]
