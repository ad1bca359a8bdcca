"""Rights that end: sessions that are closed and grants that are revoked must be refused by both servers within a second."""
from __future__ import annotations

import random
import threading
import time

from . import people
from .client import Client
from .ledger import ACKNOWLEDGED, Ledger

# What the design promises, and how much of it a request may itself take on a busy machine. The promise is about
# requests that begin a second after the end was acknowledged; nothing is added to that.
WITHIN = 1.0


class Door(threading.Thread):
    """Opens and ends rights, again and again."""

    def __init__(self, number: int, seed: int, ports: list[int], ledger: Ledger, end: float) -> None:
        super().__init__(name=f"door {number}", daemon=True)
        self.dice = random.Random(f"{seed}/door/{number}")
        self.ports = ports
        self.ledger = ledger
        self.end = end
        self.probes: list[Client] = []

    def run(self) -> None:
        try:
            self.work()
        except Exception as error:  # noqa: BLE001
            self.ledger.violate(f"rig: {self.name} died: {type(error).__name__}: {error}")

    def work(self) -> None:
        raise NotImplementedError

    def watch(self, what: str, probe: Client, path: str, refusal: int, acknowledged: float) -> None:
        """Asks both servers until each refuses; whoever lets a request in that began after the time is wrong."""
        waiting = set(range(len(self.ports)))
        deadline = acknowledged + 20
        while waiting and time.monotonic() < deadline:
            for server in sorted(waiting):
                began = time.monotonic()
                answer = probe.ask(server, "GET", path)
                if answer.status == refusal:
                    waiting.discard(server)
                    self.ledger.revoked(what, began - acknowledged)
                elif answer.status == 200 and began - acknowledged > WITHIN:
                    waiting.discard(server)
                    self.ledger.violate(
                        f"revocation: server {server} let {what} in {began - acknowledged:.2f} s after its end was acknowledged"
                    )
            time.sleep(0.05)
        self.ledger.count(f"ended {what}")


class Sessions(Door):
    """Somebody who signs in and out."""

    def __init__(self, number: int, seed: int, ports: list[int], ledger: Ledger, end: float, tenant: str, password: str) -> None:
        super().__init__(number, seed, ports, ledger, end)
        self.tenant = tenant
        self.password = password

    def work(self) -> None:
        client = Client(self.ports, self.tenant, people.VISITOR[self.tenant], self.ledger)
        while time.monotonic() < self.end:
            if not client.sign_in(self.password, self.dice, self.end):
                continue
            token = client.token
            # Both servers know the session by now, and remember it.
            for server in range(2):
                client.ask(server, "GET", "/me")
            answer = client.ask(self.dice.randrange(2), "DELETE", "/sessions/current")
            acknowledged = time.monotonic()
            if answer.outcome == ACKNOWLEDGED:
                with self.ledger.lock:
                    self.ledger.ended.append((self.tenant, token))
                self.watch("a session", client, "/me", 401, acknowledged)
            time.sleep(self.dice.uniform(0.5, 2.5))
        client.close()


class Grants(Door):
    """An administrator who gives somebody a role in a branch and takes it away."""

    def __init__(self, number: int, seed: int, ports: list[int], ledger: Ledger, end: float, passwords: dict) -> None:
        super().__init__(number, seed, ports, ledger, end)
        self.passwords = passwords

    def work(self) -> None:
        tenant = people.CHAINS[0]
        until = self.end

        def signed_in(user: str) -> Client:
            client = Client(self.ports, tenant, user, self.ledger)
            client.sign_in(self.passwords[tenant, user], self.dice, until)
            return client

        admin, guest, host = signed_in(people.ADMIN), signed_in(people.GUEST), signed_in(people.GUEST_HOST)
        rows = host.insist(self.dice, until, "GET", "/customers?limit=1").body
        roles = admin.insist(self.dice, until, "GET", "/roles").body
        me = guest.insist(self.dice, until, "GET", "/me").body
        if not (isinstance(rows, dict) and isinstance(roles, dict) and isinstance(me, dict)):
            return
        customer = rows["data"][0]
        role = next(role["id"] for role in roles["data"] if role["code"] == "front_desk")
        grant = {"userId": me["user"]["id"], "roleId": role, "unitId": customer["homeBranchId"]}
        path = f"/customers/{customer['id']}"
        while time.monotonic() < self.end:
            time.sleep(self.dice.uniform(0.3, 1.5))
            made = admin.ask(self.dice.randrange(2), "POST", "/grants", grant)
            id = made.body["id"] if made.status == 201 and isinstance(made.body, dict) else self._held(admin, me["user"]["id"], role)
            if not id:
                continue
            for server in range(2):
                guest.ask(server, "GET", path)
            answer = admin.ask(self.dice.randrange(2), "DELETE", f"/grants/{id}")
            if answer.outcome == ACKNOWLEDGED:
                self.watch("a grant", guest, path, 404, time.monotonic())
        for client in (admin, guest, host):
            client.close()

    def _held(self, admin: Client, user: str, role: str) -> str | None:
        """A grant whose answer was lost."""
        query = f"/grants?filter[userId]={user}&filter[roleId]={role}&filter[state]=active"
        answer = admin.insist(self.dice, time.monotonic() + 5, "GET", query)
        rows = answer.body["data"] if answer.status == 200 and isinstance(answer.body, dict) else []
        return rows[0]["id"] if rows else None
