"""Sets of benchmark data: databases in the benchmark's cluster, made once for each size and kept."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from . import server
from .database import Database
from .jobs import person
from .server import Server

READERS = ("chain_director", "branch_admin", "front_desk")
CREATORS = ("front_desk", "branch_admin", "consultant")
# People whose phones are known, for searches: the demo's are sealed.
KNOWN = range(99_000_000, 99_000_200)


@dataclass
class DataSet:
    """A loaded database, and who signs in to its largest tenant."""

    binary: str
    directory: Path
    database: Database
    loading: dict
    tenant: str
    customers: int
    reader: dict
    creator: dict
    accounts: list[dict]

    @staticmethod
    def of(binary: str, root: Database, customers: int, tenants: int) -> "DataSet":
        """The set of this size, loaded now if it is not there."""
        name = f"bench_{customers}_{tenants}"
        directory = root.directory / name
        marker = directory / "loaded.json"
        if not (marker.exists() and root.has(name)):
            marker.unlink(missing_ok=True)
            root.query(f"drop database if exists {name} with (force)")
            root.query(f"create database {name}")
            root.sibling(directory, name)
            DataSet._load(binary, root.binaries, directory, customers, tenants, marker)
        else:
            DataSet._migrate(binary, directory)  # An older program may have loaded it.
        database = Database(root.binaries, directory)
        tenant, slug, count = database.rows(
            "select t.id, t.slug, count(*) from app.customer c join app.tenant t on t.id = c.tenant_id "
            "group by t.id order by count(*) desc, t.slug limit 1")[0]
        people = json.loads((directory / "demo.json").read_text())
        accounts = [account for account in people if account["tenant"] == slug]

        def first(roles: tuple[str, ...]) -> dict:
            for role in roles:
                for account in accounts:
                    if account["role"] == role:
                        return account
            raise RuntimeError(f"demo.json has nobody of {slug} who is {' or '.join(roles)}")

        made = DataSet(binary, directory, database, json.loads(marker.read_text()), tenant, int(count),
                       first(READERS), first(CREATORS), accounts)
        if not made.loading.get("known"):
            made._add_known()
            marker.write_text(json.dumps(made.loading))
        return made

    @staticmethod
    def _load(binary: str, binaries: Path, directory: Path, customers: int, tenants: int, marker: Path) -> None:
        say(f"loading {customers:,} customers in {tenants} tenants (once)")
        log = DataSet._migrate(binary, directory)
        seconds = server.demo(binary, directory, customers, tenants, log)
        loaded = Database(binaries, directory).query("select count(*) from app.customer")
        marker.write_text(json.dumps({"loaded": int(loaded), "seconds": seconds}))

    @staticmethod
    def _migrate(binary: str, directory: Path) -> Path:
        """Brings the schema to the program's; answers where it said what it did."""
        log = directory / "load.log"
        with open(log, "ab") as output:
            migration = subprocess.run([binary, "migrate", "--data", str(directory)], stdout=output, stderr=output)
        if migration.returncode != 0:
            raise RuntimeError(f"peony migrate failed; see {log}")
        return log

    def _add_known(self) -> None:
        with self.serving() as running:
            token = running.sign_in(self.creator)
            for number in KNOWN:
                status, body = server.call(
                    running.port, "POST", "/v1/customers", person(number) | self.home, token=token)
                if status not in (201, 409):
                    raise RuntimeError(f"a customer could not be made: {status} {body}")
        self.loading["known"] = True
        self.database.query("vacuum analyze")

    @property
    def home(self) -> dict:
        """The branch that new customers belong to; said for those who may choose."""
        branch = self.database.query(
            f"select home_branch_id from app.customer where tenant_id = '{self.tenant}' limit 1")
        return {} if self.creator["role"] == "front_desk" else {"homeBranchId": branch}

    def start(self, *more: str) -> Server:
        """A server on this set."""
        return Server.start(self.binary, self.directory, self.directory / "server.log", *more)

    @contextmanager
    def serving(self, *more: str) -> Iterator[Server]:
        running = self.start(*more)
        try:
            yield running
        finally:
            running.stop()

    @contextmanager
    def copy(self, root: Database) -> Iterator["DataSet"]:
        """A set of its own with the same content, gone afterwards: for jobs that write."""
        name, directory = "bench_copy", root.directory / "bench_copy"
        source = self.database.environment("ownerURL")["PGDATABASE"]
        root.query(f"drop database if exists {name} with (force)")
        root.query(f"create database {name} template {source} strategy file_copy")
        root.sibling(directory, name)
        # What a server keeps beside its database; without it this would look like a restored backup, which starts silent.
        for file in ("shares.key", "restore.mark"):
            shutil.copy(self.directory / file, directory / file)
        try:
            yield DataSet(self.binary, directory, Database(root.binaries, directory), self.loading, self.tenant,
                          self.customers, self.reader, self.creator, self.accounts)
        finally:
            root.query(f"drop database if exists {name} with (force)")
            shutil.rmtree(directory)

    def sample(self, running: Server, token: str, pages: int = 40) -> list[dict]:
        """Customers from all over the tenant, as its reader sees them."""
        newest = running.get("/v1/customers?sort=-number&limit=1", token)["data"][0]["number"]
        found: dict[str, dict] = {}
        chance = random.Random(7)
        for _ in range(pages):
            upper = chance.randrange(1, newest + 1)
            page = running.get(f"/v1/customers?filter%5Bnumber%5D%5Blte%5D={upper}&sort=-number&limit=50", token)
            found |= {row["id"]: row for row in page["data"]}
        return list(found.values())

    def treated(self, running: Server) -> tuple[dict, str] | None:
        """A doctor and a patient of his whose allergy he sees in clear; None when the set has no such pair."""
        for account in self.accounts:
            if account["role"] == "doctor":
                token = running.sign_in(account)
                for row in running.get("/v1/customers?fields=id,allergy&limit=50", token)["data"]:
                    if row.get("allergy") and "allergy" not in row.get("masked", []):
                        return account, row["id"]
        return None

    def publish_sample(self, ids: list[str]) -> None:
        """Where pgbench draws them from."""
        values = ",".join(f"({place},'{id}')" for place, id in enumerate(ids, 1))
        self.database.query(
            "create schema if not exists bench; drop table if exists bench.sample;"
            "create table bench.sample (n int primary key, id uuid not null);"
            f"insert into bench.sample values {values}; analyze bench.sample;"
            "grant usage on schema bench to peony_app; grant select on bench.sample to peony_app; checkpoint")


def say(text: str) -> None:
    """Progress, for people."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)
