"""A person at a front desk: creates, changes, reads, lists, searches, reveals, and writes notes."""
from __future__ import annotations

import random
import threading
import time

from . import people
from .client import Answer, Client
from .ledger import ACKNOWLEDGED, UNKNOWN, Change, Ledger, Making, Reveal, Thing


class Desk(threading.Thread):
    """One client. What it does next is drawn from its own dice, seeded by the run's seed and its number."""

    def __init__(self, number: int, seed: int, client: Client, password: str, ledger: Ledger, end: float) -> None:
        super().__init__(name=f"desk {number}", daemon=True)
        self.dice = random.Random(f"{seed}/{number}")
        self.client = client
        self.password = password
        self.ledger = ledger
        # When it stops to begin new things, and when it gives up on those that it repeats.
        self.end = end
        self.grace = end + 40
        self.phones = people.PhoneBook(number)
        self.mine: list[Thing] = []
        self.notes: list[Thing] = []
        # Who works in the same branch, and so on the same customers.
        self.colleagues: list[Desk] = []
        self._count = 0
        self.number = number

    def run(self) -> None:
        try:
            self._work()
        except Exception as error:  # noqa: BLE001: a client that dies silently would prove nothing
            self.ledger.violate(f"rig: client {self.number} died: {type(error).__name__}: {error}")
        finally:
            self.client.close()

    def _work(self) -> None:
        if not self.client.sign_in(self.password, self.dice, self.grace):
            self.ledger.violate(f"rig: {self.client.user} of {self.client.tenant} could not sign in")
            return
        weighted = [
            (self.create, 16), (self.change, 26), (self.read, 18), (self.list, 5), (self.search, 6), (self.note, 12),
            (self.change_note, 8), (self.reveal, 5), (self.trespass, 3), (self.race, 4), (self.misuse_key, 2),
        ]  # fmt: skip
        deeds, weights = [deed for deed, _ in weighted], [weight for _, weight in weighted]
        while time.monotonic() < self.end:
            deed = self.dice.choices(deeds, weights)[0]
            deed()
            self.ledger.count(f"deed {deed.__name__}")
            time.sleep(self.dice.uniform(0, 0.05))

    # ---- Making ------------------------------------------------------------------------------------------------

    def _key(self) -> str:
        self._count += 1
        return f"rig-{self.number:02d}-{self._count:06d}-{people.word(self.dice, 8)}"

    def _making(self, kind: str, value: str, marker: str, parent: str | None = None) -> Making:
        making = Making(self._key(), kind, self.client.tenant, marker, value, parent)
        self.ledger.begin(making)
        return making

    def _make(self, making: Making, path: str, body: dict, phone: str | None = None) -> Thing | None:
        """Sends a creation until it is answered, or once only: then nobody knows, and both is right."""
        persists = self.dice.random() < 0.85
        until = self.grace if persists else 0.0
        making.sent += 1
        answer = self.client.insist(self.dice, until, "POST", path, body, key=making.key)
        # The same key is being written by a request of ours that a server still holds.
        while answer.code == "idempotency.in_flight" and time.monotonic() < self.grace:
            time.sleep(0.3)
            answer = self.client.insist(self.dice, until, "POST", path, body, key=making.key)
        return self._settle(making, answer, phone)

    def _settle(self, making: Making, answer: Answer, phone: str | None) -> Thing | None:
        if answer.outcome == ACKNOWLEDGED and isinstance(answer.body, dict):
            thing = self.ledger.made(making, answer.body["id"], phone)
            mine = self.mine if making.kind == "customer" else self.notes
            if thing not in mine:
                mine.append(thing)
                if making.kind == "customer":
                    for colleague in self.colleagues:
                        colleague.mine.append(thing)
            return thing
        if answer.outcome == UNKNOWN or answer.status in (0, 429) or answer.code == "idempotency.in_flight":
            return None
        self.ledger.violate(f"refused: {making.kind} of key {making.key}: {answer.status} {answer.code}")
        return None

    def _customer(self) -> tuple[Making, dict, str | None]:
        marker = people.word(self.dice)
        remark = people.word(self.dice)
        phone = self.phones.next(self.dice) if self.dice.random() < 0.7 else None
        body = {"name": f"{people.name(self.dice)} {marker}", "remark": remark, "wechat": f"w{remark}z"}
        if phone:
            body["phone"] = phone
        return self._making("customer", remark, marker), body, phone

    def create(self) -> None:
        making, body, phone = self._customer()
        thing = self._make(making, "/customers", body, phone)
        if thing and self.dice.random() < 0.15:
            # Long answered, and asked for again: the same object, from the other server too.
            self._make(making, "/customers", body, phone)

    def race(self) -> None:
        """The same key to both servers at once. Without a phone: nothing but the key keeps the second from being made."""
        making, body, _ = self._customer()
        body.pop("phone", None)
        other = Client(self.client.ports, self.client.tenant, self.client.user, self.ledger)
        other.token = self.client.token
        answers: list[Answer] = []
        second = threading.Thread(target=lambda: answers.append(other.ask(1, "POST", "/customers", body, key=making.key)))
        second.start()
        answers.append(self.client.ask(0, "POST", "/customers", body, key=making.key))
        second.join()
        other.close()
        for answer in answers:
            if answer.outcome == ACKNOWLEDGED:
                self._settle(making, answer, None)
        self._make(making, "/customers", body)

    def misuse_key(self) -> None:
        """The same key with another body is refused, also when the first answer was lost on its way."""
        making, body, phone = self._customer()
        if self._make(making, "/customers", body, phone) is None:
            return
        body["remark"] = people.word(self.dice)
        answer = self.client.insist(self.dice, self.grace, "POST", "/customers", body, key=making.key)
        if answer.status != 422 and 0 < answer.status < 500:
            self.ledger.violate(f"key {making.key} with another body was answered with {answer.status} {answer.code}")

    def note(self) -> None:
        if not (customer := self._pick("customer")):
            return
        marker = people.word(self.dice)
        body = f"{people.word(self.dice)} {marker}"
        making = self._making("note", body, marker, customer.id)
        self._make(making, f"/customers/{customer.id}/notes", {"body": body})

    # ---- Changing ----------------------------------------------------------------------------------------------

    def _pick(self, kind: str) -> Thing | None:
        """A note of one's own; or a customer of the branch, late ones more often, so that changes meet."""
        if kind == "note":
            return self.dice.choice(self.notes) if self.notes else None
        if not self.mine:
            return None
        recent = self.mine[-6:]
        return self.dice.choice(recent if self.dice.random() < 0.6 else self.mine)

    def change(self) -> None:
        if thing := self._pick("customer"):
            value = people.word(self.dice)
            self._change(thing, f"/customers/{thing.id}", {"remark": value, "wechat": f"w{value}z"}, value)

    def change_note(self) -> None:
        if thing := self._pick("note"):
            value = f"{people.word(self.dice)} {thing.marker}"
            self._change(thing, f"/notes/{thing.id}", {"body": value}, value)

    def _change(self, thing: Thing, path: str, body: dict, value: str) -> None:
        base = thing.floor
        server = self.dice.randrange(2)
        answer = self.client.ask(server, "PATCH", path, body, match=base)
        version = answer.body.get("version") if answer.outcome == ACKNOWLEDGED and isinstance(answer.body, dict) else None
        self.ledger.changed(thing, Change(base, value, answer.outcome, version))
        if answer.status == 412:
            self._show(thing)
        elif answer.outcome == UNKNOWN:
            # The next one must know where it stands, or it would be stale for ever.
            self._show(thing)
        elif answer.outcome != ACKNOWLEDGED and answer.status not in (0, 429):
            self.ledger.violate(f"refused: a change of {thing.kind} {thing.id}: {answer.status} {answer.code}")

    # ---- Reading -----------------------------------------------------------------------------------------------

    def read(self) -> None:
        kind = "note" if self.dice.random() < 0.25 else "customer"
        if thing := self._pick(kind):
            self._show(thing)

    def _show(self, thing: Thing) -> None:
        """Reads an object. A version that was acknowledged before the question must be in the answer."""
        floor = thing.floor
        path = f"/customers/{thing.id}" if thing.kind == "customer" else f"/notes/{thing.id}"
        answer = self.client.insist(self.dice, time.monotonic() + 6, "GET", path)
        if answer.status == 200 and isinstance(answer.body, dict):
            version = answer.body["version"]
            if version < floor:
                self.ledger.violate(f"stale: {thing.kind} {thing.id} reads version {version} after {floor} was acknowledged")
            self.ledger.saw(thing, version, answer.body["remark" if thing.kind == "customer" else "body"])
            with self.ledger.lock:
                thing.floor = max(thing.floor, version)
        elif 0 < answer.status < 500 and answer.status != 429:
            self.ledger.violate(f"refused: reading {thing.kind} {thing.id}: {answer.status} {answer.code}")

    def _others(self) -> set[str]:
        """Ids of the other chain, those of the demo and those just made."""
        other = next(chain for chain in people.CHAINS if chain != self.client.tenant)
        return self.ledger.baseline.get(other, set()) | {thing.id for thing in self.ledger.of(other, "customer")}

    def _check_wall(self, answer: Answer) -> None:
        if answer.status == 200 and isinstance(answer.body, dict):
            if strangers := {row["id"] for row in answer.body["data"]} & self._others():
                self.ledger.violate(f"wall: {self.client.tenant} was shown {sorted(strangers)}")

    def list(self) -> None:
        query = self.dice.choice(("limit=50", "limit=20&sort=-createdAt", "filter[level]=standard&limit=30"))
        self._check_wall(self.client.insist(self.dice, time.monotonic() + 4, "GET", f"/customers?{query}"))

    def search(self) -> None:
        """What was acknowledged is found, by its phone or by its name."""
        if not (thing := self._pick("customer")):
            return
        by_phone = thing.phone is not None and self.dice.random() < 0.6
        body = {"phone": thing.phone} if by_phone else {"name": thing.marker}
        answer = self.client.insist(self.dice, time.monotonic() + 4, "POST", "/customers/search", body)
        self._check_wall(answer)
        if answer.status == 200 and isinstance(answer.body, dict):
            if thing.id not in {row["id"] for row in answer.body["data"]}:
                self.ledger.violate(f"search: customer {thing.id} is not found by its {'phone' if by_phone else 'name'}")

    def trespass(self) -> None:
        """Another chain's customer, by its id: it does not exist."""
        strangers = sorted(self._others())
        if not strangers:
            return
        id = self.dice.choice(strangers)
        method, body, match = self.dice.choice((("GET", None, 0), ("PATCH", {"remark": "x"}, 1)))
        answer = self.client.ask(self.dice.randrange(2), method, f"/customers/{id}", body, match=match)
        if answer.status and answer.status != 404 and answer.status < 500:
            self.ledger.violate(f"wall: {self.client.tenant} got {answer.status} for {method} of another's customer {id}")

    def reveal(self) -> None:
        if not (thing := self._pick("customer")) or thing.phone is None:
            return
        answer = self.client.ask(
            self.dice.randrange(2), "POST", f"/customers/{thing.id}/reveal", {"fields": ["phone"], "purpose": "电话回访"}
        )
        if answer.status == 200 and isinstance(answer.body, dict):
            with self.ledger.lock:
                self.ledger.reveals.append(
                    Reveal(self.client.tenant, self.client.user, thing.id, answer.body["remainingToday"])
                )
            if answer.body["fields"].get("phone") != thing.phone:
                self.ledger.violate(f"value: the phone of customer {thing.id} is revealed as another")
        elif answer.outcome != UNKNOWN and answer.status not in (0, 429):
            self.ledger.violate(f"refused: revealing customer {thing.id}: {answer.status} {answer.code}")
