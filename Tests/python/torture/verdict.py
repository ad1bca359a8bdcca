"""What must hold: the ledger of what was acknowledged against what is found when all is quiet. No input, no output,
so that it can be shown to find each kind of damage (test_torture_verdict.py)."""
from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from .ledger import ACKNOWLEDGED, UNKNOWN, Ledger, Thing


@dataclass
class FoundThing:
    """An object as the API shows it at the end."""

    id: str
    kind: str
    tenant: str
    version: int
    text: str
    value: str


@dataclass
class Told:
    """A message that a webhook brought: which event, of what, about which object, when it happened."""

    event: str
    type: str
    object: str
    at: str


@dataclass
class Found:
    """All that was found at the end."""

    things: dict[str, FoundThing] = field(default_factory=dict)
    # Events of the audit trail with the outcome `done`, by object and action.
    audit: Counter = field(default_factory=Counter)
    # Of these, reveals by tenant and user.
    reveals: Counter = field(default_factory=Counter)
    # Lines of the timeline of a customer, by customer and kind.
    timeline: Counter = field(default_factory=Counter)
    # What the webhook's receiver got, in the order of arrival; None where nobody listened.
    told: list[Told] | None = None


def judge(ledger: Ledger, found: Found) -> list[str]:
    """Everything that does not hold, one sentence each."""
    return [
        *creations(ledger, found),
        *(line for thing in ledger.things.values() for line in history(thing, found)),
        *walls(ledger, found),
        *trail(ledger, found),
        *quotas(ledger, found),
        *messages(found),
    ]


def creations(ledger: Ledger, found: Found) -> list[str]:
    """A key makes one object: never two, and one that was acknowledged is there."""
    wrong = []
    by_marker: dict[str, list[str]] = defaultdict(list)
    for thing in found.things.values():
        by_marker[thing.text.split(" ")[-1]].append(thing.id)
    for making in ledger.makings.values():
        there = by_marker.pop(making.marker, [])
        name = f"{making.kind} of key {making.key} in {making.tenant}"
        if len(making.ids) > 1:
            wrong.append(f"double: {name} was answered with {len(making.ids)} ids: {sorted(making.ids)}")
        if len(there) > 1:
            wrong.append(f"double: {name} is there {len(there)} times: {sorted(there)}")
        if making.outcome == ACKNOWLEDGED and not there:
            wrong.append(f"lost: {name} was acknowledged as {sorted(making.ids)} and is not there")
        elif making.outcome == ACKNOWLEDGED and not making.ids & set(there):
            wrong.append(f"lost: {name} was acknowledged as {sorted(making.ids)} and is there as {there}")
        elif making.outcome not in (ACKNOWLEDGED, UNKNOWN) and there:
            wrong.append(f"ghost: {name} was refused and is there")
    known = {id for ids in ledger.baseline.values() for id in ids}
    for marker, ids in by_marker.items():
        strangers = [id for id in ids if id not in known]
        if strangers:
            wrong.append(f"ghost: {strangers} with the text {marker!r} were asked for by nobody")
    return wrong


def history(thing: Thing, found: Found) -> list[str]:
    """Versions: every one was written once, from the one before; what was acknowledged stays; what is read was written."""
    name = f"{thing.kind} {thing.id} in {thing.tenant}"
    now = found.things.get(thing.id)
    if now is None:
        return []  # creations() has said so
    wrong = []
    # The texts that each version may have: of the acknowledged write, or else of one whose answer was lost.
    sure: dict[int, list[str]] = defaultdict(list, {1: [thing.value]})
    maybe: dict[int, list[str]] = defaultdict(list)
    for change in thing.changes:
        if change.outcome == ACKNOWLEDGED and change.version is not None:
            sure[change.version].append(change.value)
            if change.version != change.base + 1:
                wrong.append(f"version: {name}: a change of version {change.base} was answered with {change.version}")
        elif change.outcome == UNKNOWN:
            maybe[change.base + 1].append(change.value)
    for version, values in sure.items():
        if len(values) > 1:
            wrong.append(f"lost update: {name}: {len(values)} changes were acknowledged as version {version}")
    top = max(sure)
    if now.version < top:
        wrong.append(f"lost: {name} is at version {now.version}, though {top} was acknowledged")
    for version in range(2, now.version + 1):
        if version not in sure and version not in maybe:
            wrong.append(f"version: {name} is at {now.version}, and nobody wrote {version}")
    for version, value in sorted({*thing.seen, (now.version, now.value)}):
        allowed = sure.get(version) or maybe.get(version) or []
        if value not in allowed:
            when = "at the end" if (version, value) == (now.version, now.value) else "in the run"
            wrong.append(f"value: {name}, version {version}, reads {value!r} {when}; written was {allowed}")
    return wrong


def walls(ledger: Ledger, found: Found) -> list[str]:
    """No tenant sees another's object."""
    owner = {id: tenant for tenant, ids in ledger.baseline.items() for id in ids}
    owner |= {thing.id: thing.tenant for thing in ledger.things.values()}
    return [
        f"wall: {thing.kind} {thing.id} of {owner[thing.id]} is shown to {thing.tenant}"
        for thing in found.things.values()
        if owner.get(thing.id, thing.tenant) != thing.tenant
    ]


def trail(ledger: Ledger, found: Found) -> list[str]:
    """Every effect has its event, in the audit trail and the timeline, and no event is without an effect."""
    wrong = []
    for id, thing in found.things.items():
        if id not in ledger.things and any(id in ids for ids in ledger.baseline.values()):
            continue
        for verb, wanted in (("create", 1), ("update", thing.version - 1)):
            count = found.audit[id, f"{verb}.{thing.kind}"]
            if count != wanted:
                wrong.append(f"audit: {thing.kind} {id}: {count} events {verb}.{thing.kind} for {wanted} such writes")
        if thing.kind == "customer":
            for kind, wanted in (("created", 1), ("changed", thing.version - 1)):
                if found.timeline[id, kind] != wanted:
                    wrong.append(f"timeline: customer {id}: {found.timeline[id, kind]} lines {kind} for {wanted}")
    notes = Counter(
        ledger.things[id].parent for id, thing in found.things.items() if thing.kind == "note" and id in ledger.things
    )
    for customer, count in notes.items():
        if customer is not None and found.timeline[customer, "noted"] < count:
            wrong.append(f"timeline: customer {customer}: {found.timeline[customer, 'noted']} lines noted for {count}")
    return wrong


def quotas(ledger: Ledger, found: Found) -> list[str]:
    """A reveal takes one of the quota and writes one event: two that were given the same remainder lost a count."""
    wrong = []
    remainders = Counter((reveal.tenant, reveal.user, reveal.remaining) for reveal in ledger.reveals)
    for (tenant, user, remaining), count in remainders.items():
        if count > 1:
            wrong.append(f"quota: {count} reveals of {user} in {tenant} were told that {remaining} remain")
    for (tenant, user), count in Counter((reveal.tenant, reveal.user) for reveal in ledger.reveals).items():
        if found.reveals[tenant, user] < count:
            wrong.append(f"audit: {found.reveals[tenant, user]} reveals of {user} in {tenant} are in the trail for {count}")
    return wrong


def messages(found: Found) -> list[str]:
    """Every effect is told, at least once, each event under its own id, an object's events in their order."""
    if found.told is None:
        return []
    wrong = []
    first: dict[str, Told] = {}
    for message in found.told:
        first.setdefault(message.event, message)
    counts = Counter((message.object, message.type) for message in first.values())
    for thing in found.things.values():
        if not any(counts[thing.id, f"{thing.kind}.{word}"] for word in ("created", "changed")) and thing.version == 1:
            if found.audit[thing.id, f"create.{thing.kind}"] == 0:
                continue  # of the demo
        for word, wanted in (("created", found.audit[thing.id, f"create.{thing.kind}"]), ("changed", thing.version - 1)):
            count = counts[thing.id, f"{thing.kind}.{word}"]
            if count != wanted:
                wrong.append(f"outbox: {thing.kind} {thing.id}: {count} events {word} were told for {wanted}")
    last: dict[str, Told] = {}
    for message in first.values():
        before = last.get(message.object)
        if before is not None and before.at > message.at:
            wrong.append(f"outbox: {message.object}: an event of {message.at} came after one of {before.at}")
        last[message.object] = message
    return wrong
