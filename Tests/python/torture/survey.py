"""Looks at everything when all is quiet: through the API as people see it, through the database past every wall."""
from __future__ import annotations

import random
import time

from . import people
from .client import Client
from .deployment import Deployment
from .ledger import Ledger
from .receiver import Receiver
from .verdict import Found, FoundThing

# Advisory locks of the leaders, as Sources/Platform says them: ASCII of eight letters.
LEADERS = {"sealer": "peony_au", "notary": "peony_no", "scheduler": "peony_sc"}


class Survey:
    """One look, and what was wrong with it by itself."""

    def __init__(self, deployment: Deployment, ledger: Ledger, passwords: dict[tuple[str, str], str]) -> None:
        self.deployment = deployment
        self.ledger = ledger
        self.passwords = passwords
        self.found = Found()
        self.wrong: list[str] = []
        self.measured: dict = {}

    # ---- Becoming quiet ------------------------------------------------------------------------------------------

    def settle(self, patience: float) -> None:
        """Waits until all is sealed and no job is due: leases of killed servers last a minute."""
        unsealed = "select count(*) from audit.event where batch is null"
        # Deliveries are told now and again later; of the others what is due is waited for.
        stuck = """select count(*) from app.job where state = 'running' or state = 'waiting' and (due_at < now()
          or kind like 'webhook%' and (due_at < now() + interval '40 seconds' or attempt > 0))"""
        for name, question, limit in (("sealed", unsealed, 30.0), ("jobs done", stuck, patience)):
            began = time.monotonic()
            while (left := int(self.deployment.sql(question)[0][0])) and time.monotonic() - began < limit:
                time.sleep(0.5)
            took = round(time.monotonic() - began, 1)
            self.measured[f"seconds until {name}"] = max(took, self.measured.get(f"seconds until {name}", 0.0))
            if left:
                self.wrong.append(f"stuck: after {limit:.0f} s of quiet {left} are not {name}")
        for kind, state, count in self.deployment.sql(
            "select kind, state, count(*) from app.job where state in ('dead', 'running') "
            "or (state = 'waiting' and due_at < now() - interval '20 seconds') group by 1, 2"
        ):
            self.wrong.append(f"stuck: {count} jobs {kind} are {state}")

    # ---- Through the API -------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Every branch through its desk, from both servers."""
        dice = random.Random(0)
        for tenant, desks in people.DESKS.items():
            by_server: list[dict[str, FoundThing]] = []
            for server in range(2):
                things: dict[str, FoundThing] = {}
                for desk in desks:
                    client = Client(self.deployment.ports, tenant, desk, self.ledger, patience=30)
                    if not client.sign_in(self.passwords[tenant, desk], dice, time.monotonic() + 30):
                        self.wrong.append(f"survey: {desk} of {tenant} cannot sign in")
                        continue
                    self._branch(client, server, things)
                    if server == 0:
                        self._reveal(client, things)
                    client.ask(server, "DELETE", "/sessions/current")
                    client.close()
                by_server.append(things)
            if by_server[0] != by_server[1]:
                self.wrong.append(f"survey: the two servers show {tenant} differently")
            for id, thing in by_server[0].items():
                if id in self.found.things:
                    self.wrong.append(f"wall: {thing.kind} {id} is shown to {self.found.things[id].tenant} and to {tenant}")
                self.found.things[id] = thing
        self._ended_sessions()

    def _page(self, client: Client, server: int, path: str) -> list[dict]:
        rows: list[dict] = []
        cursor = ""
        while True:
            separator = "&" if "?" in path else "?"
            answer = client.ask(server, "GET", path + (f"{separator}cursor={cursor}" if cursor else ""))
            if answer.status != 200 or not isinstance(answer.body, dict):
                self.wrong.append(f"survey: {path.split('?')[0]} of {client.tenant} answers {answer.status} {answer.code}")
                return rows
            rows += answer.body["data"]
            cursor = answer.body["page"]["next"]
            if not cursor:
                return rows

    def _branch(self, client: Client, server: int, things: dict[str, FoundThing]) -> None:
        with_notes = {thing.parent for thing in self.ledger.of(client.tenant, "note")}
        with_notes |= {making.parent for making in self.ledger.makings.values() if making.kind == "note"}
        for row in self._page(client, server, "/customers?limit=200&fields=id,name,remark,version"):
            customer = FoundThing(row["id"], "customer", client.tenant, row["version"], row["name"], row["remark"] or "")
            things[customer.id] = customer
            if customer.id in with_notes:
                for note in self._page(client, server, f"/customers/{customer.id}/notes?limit=200&fields=id,body,version"):
                    things[note["id"]] = FoundThing(
                        note["id"], "note", client.tenant, note["version"], note["body"], note["body"]
                    )

    def _reveal(self, client: Client, things: dict[str, FoundThing]) -> None:
        """A sample opens, and both fields of a change are of the same change."""
        ours = [thing for thing in self.ledger.of(client.tenant, "customer") if thing.id in things][-10:]
        for thing in ours:
            answer = client.ask(
                0, "POST", f"/customers/{thing.id}/reveal", {"fields": ["wechat", "phone"], "purpose": "核对资料"}
            )
            if answer.status == 404:
                continue  # of another branch
            fields = answer.body["fields"] if answer.status == 200 and isinstance(answer.body, dict) else {}
            if fields.get("wechat") != f"w{things[thing.id].value}z":
                self.wrong.append(f"value: customer {thing.id}: wechat and remark are of different changes ({answer.status})")
            if thing.phone and fields.get("phone") != thing.phone:
                self.wrong.append(f"value: customer {thing.id} has lost its phone")

    def _ended_sessions(self) -> None:
        client = Client(self.deployment.ports, "", "", self.ledger)
        for tenant, token in self.ledger.ended:
            for server in range(2):
                if (status := client.ask(server, "GET", "/me", token=token).status) != 401:
                    self.wrong.append(f"revocation: an ended session of {tenant} is answered with {status} at the end")
        client.close()

    # ---- Past every wall -------------------------------------------------------------------------------------------

    def count(self, receiver: Receiver) -> None:
        sql = self.deployment.sql
        for object, action, count in sql(
            "select object_id, action, count(*) from audit.event where outcome = 'done' and object_id is not null "
            "and object_type in ('customer', 'note') group by 1, 2"
        ):
            self.found.audit[object, action] = int(count)
        for slug, user, count in sql(
            "select t.slug, u.user_name, count(*) from audit.event e join app.tenant t on t.id = e.tenant_id "
            "join app.user_account u on u.tenant_id = e.tenant_id and u.id = e.actor_id "
            "where e.action = 'reveal.customer' and e.outcome = 'done' group by 1, 2"
        ):
            self.found.reveals[slug, user] = int(count)
        for customer, kind, count in sql("select customer_id, kind, count(*) from app.timeline_event group by 1, 2"):
            self.found.timeline[customer, kind] = int(count)
        for key, count in sql("select key, count(*) from app.idempotency where key like 'rig-%' group by 1 having count(*) > 1"):
            self.wrong.append(f"double: key {key} is kept {count} times")
        self.found.told = receiver.told
        self.wrong += sorted(set(receiver.wrong))

    def leaders(self) -> None:
        """Each office has one holder, and it works: what is done now is sealed soon."""
        for office, letters in LEADERS.items():
            key = letters.encode()
            high, low = int.from_bytes(key[:4]), int.from_bytes(key[4:])
            statement = (
                f"select count(*) from pg_locks where locktype = 'advisory' and granted and classid = {high} and objid = {low} "
                "and database = (select oid from pg_database where datname = current_database())")  # fmt: skip
            # Whoever lost the database comes back with his next round, a quarter of a minute later.
            deadline = time.monotonic() + 40
            while (count := int(self.deployment.sql(statement)[0][0])) != 1 and time.monotonic() < deadline:
                time.sleep(0.5)
            if count != 1:
                self.wrong.append(f"leader: the {office} has {count} leaders")

    def prove(self) -> None:
        """The trail of every tenant, and the servers' own logs against it."""
        result = self.deployment.peony("audit", "verify")
        self.measured["audit verify"] = result.stdout.strip().splitlines()
        if result.returncode != 0:
            self.wrong.append(f"audit verify: {result.stdout.strip()} {result.stderr.strip()}")
        logs = [str(log) for server in self.deployment.servers for log in server.logs]
        result = self.deployment.peony("audit", "reconcile", *(part for log in logs for part in ("--log", log)))
        self.measured["audit reconcile"] = result.stdout.strip().splitlines()[-1:]
        if result.returncode != 0:
            self.wrong.append(f"audit reconcile: {result.stdout.strip()[-2000:]} {result.stderr.strip()[-500:]}")


def baseline(deployment: Deployment, ledger: Ledger) -> None:
    """What the demo made: nobody's to answer for, and not to be shown to the other chain."""
    for slug, id in deployment.sql("select t.slug, c.id from app.customer c join app.tenant t on t.id = c.tenant_id"):
        ledger.baseline.setdefault(slug, set()).add(id)
    for slug, id in deployment.sql("select t.slug, n.id from app.customer_note n join app.tenant t on t.id = n.tenant_id"):
        ledger.baseline.setdefault(slug, set()).add(id)


