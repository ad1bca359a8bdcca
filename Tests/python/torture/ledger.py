"""What the clients asked for and what they were told: the memory that the servers are held against."""
from __future__ import annotations

import json
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

ACKNOWLEDGED, REFUSED, UNKNOWN = "acknowledged", "refused", "unknown"


@dataclass
class Change:
    """One PATCH: which version it was based on, the unique text that it wrote, and what came of it."""

    base: int
    value: str
    outcome: str
    version: int | None = None


@dataclass
class Making:
    """One creation under one Idempotency-Key, however often it was sent. `marker` is in no other object's text."""

    key: str
    kind: str
    tenant: str
    marker: str
    value: str
    parent: str | None = None
    outcome: str = UNKNOWN
    ids: set[str] = field(default_factory=set)
    sent: int = 0


@dataclass
class Thing:
    """A customer or a note that a server said was made."""

    id: str
    kind: str
    tenant: str
    marker: str
    value: str
    parent: str | None = None
    phone: str | None = None
    changes: list[Change] = field(default_factory=list)
    # What a GET showed: (version, value).
    seen: set[tuple[int, str]] = field(default_factory=set)
    # The highest version that was acknowledged.
    floor: int = 1


@dataclass
class Reveal:
    """An acknowledged reveal: each takes one of the person's quota of the day."""

    tenant: str
    user: str
    object: str
    remaining: int


class Ledger:
    """Shared by all clients. Violations that a client sees at once are noted here; the rest is found at the end."""

    def __init__(self, journal: Path | None = None) -> None:
        self.lock = threading.Lock()
        self.makings: dict[str, Making] = {}
        self.things: dict[str, Thing] = {}
        self.reveals: list[Reveal] = []
        # Tokens whose end was acknowledged.
        self.ended: list[tuple[str, str]] = []
        self.violations: list[str] = []
        self.counts: dict[str, int] = {}
        # Seconds from the acknowledgement of an end until a server refused, by what ended.
        self.revocations: dict[str, list[float]] = {}
        # Ids that exist before the run, by tenant.
        self.baseline: dict[str, set[str]] = {}
        # Answers of 500: (time, what was asked for).
        self.internal_errors: list[tuple[float, str]] = []
        self._journal = journal.open("w", encoding="utf-8") if journal else None

    def note(self, what: str, **details: object) -> None:
        """A line in the journal."""
        if self._journal:
            with self.lock:
                line = json.dumps({"at": round(time.time(), 3), "what": what, **details}, ensure_ascii=False)
                self._journal.write(line + "\n")

    def violate(self, text: str) -> None:
        with self.lock:
            self.violations.append(text)
        self.note("violation", text=text)

    def count(self, name: str) -> None:
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + 1

    def begin(self, making: Making) -> None:
        with self.lock:
            self.makings[making.key] = making

    def made(self, making: Making, id: str, phone: str | None = None) -> Thing:
        """An acknowledged creation, or an acknowledged repeat of one."""
        with self.lock:
            making.ids.add(id)
            making.outcome = ACKNOWLEDGED
            thing = self.things.get(id)
            if thing is None:
                thing = Thing(id, making.kind, making.tenant, making.marker, making.value, making.parent, phone)
                self.things[id] = thing
        self.note("made", key=making.key, kind=making.kind, tenant=making.tenant, id=id, marker=making.marker)
        return thing

    def changed(self, thing: Thing, change: Change) -> None:
        with self.lock:
            thing.changes.append(change)
            if change.version is not None:
                thing.floor = max(thing.floor, change.version)
        self.note("changed", id=thing.id, **asdict(change))

    def saw(self, thing: Thing, version: int, value: str) -> None:
        with self.lock:
            thing.seen.add((version, value))

    def of(self, tenant: str, kind: str) -> list[Thing]:
        with self.lock:
            return [thing for thing in self.things.values() if thing.tenant == tenant and thing.kind == kind]

    def revoked(self, what: str, seconds: float) -> None:
        with self.lock:
            self.revocations.setdefault(what, []).append(seconds)

    def close(self) -> None:
        if self._journal:
            self._journal.close()
            self._journal = None
