"""The rig's own test: each kind of damage, done to what a good run leaves, is found, and the good run is not blamed."""
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from torture import logs
from torture.ledger import ACKNOWLEDGED, REFUSED, UNKNOWN, Change, Ledger, Making, Reveal
from torture.verdict import Found, FoundThing, Told, judge


def good() -> tuple[Ledger, Found]:
    """Two chains with a customer each; one has three versions, the last of them by a change whose answer was lost, and a note."""
    ledger, found = Ledger(), Found(told=[])
    ledger.baseline = {"a": {"demo-a"}, "b": {"demo-b"}}
    for tenant in ("a", "b"):
        making = Making(f"key-{tenant}", "customer", tenant, f"marker{tenant}", "first")
        ledger.begin(making)
        thing = ledger.made(making, f"customer-{tenant}")
        version, value = 1, "first"
        if tenant == "a":
            ledger.changed(thing, Change(1, "second", ACKNOWLEDGED, 2))
            ledger.changed(thing, Change(1, "late", REFUSED))
            ledger.changed(thing, Change(2, "third", UNKNOWN))
            ledger.saw(thing, 2, "second")
            version, value = 3, "third"
        found.things[thing.id] = FoundThing(thing.id, "customer", tenant, version, f"林小雨 marker{tenant}", value)
        found.things[f"demo-{tenant}"] = FoundThing(f"demo-{tenant}", "customer", tenant, 1, "王芳", "")
        effects(found, thing.id, "customer", version)
    making = Making("key-note", "note", "a", "markernote", "text markernote", "customer-a")
    ledger.begin(making)
    ledger.made(making, "note-a")
    found.things["note-a"] = FoundThing("note-a", "note", "a", 1, "text markernote", "text markernote")
    effects(found, "note-a", "note", 1)
    found.timeline["customer-a", "noted"] = 1
    # Sent, never answered, never done.
    ledger.begin(Making("key-lost", "customer", "a", "markerlost", "first"))
    ledger.reveals += [Reveal("a", "desk", "customer-a", 49), Reveal("a", "desk", "customer-a", 48)]
    found.reveals["a", "desk"] = 2
    return ledger, found


def effects(found: Found, id: str, kind: str, version: int) -> None:
    """Events, lines of the timeline and messages of an object of that version."""
    found.audit += Counter({(id, f"create.{kind}"): 1, (id, f"update.{kind}"): version - 1})
    if kind == "customer":
        found.timeline += Counter({(id, "created"): 1, (id, "changed"): version - 1})
    assert found.told is not None
    found.told.append(Told(f"{id}-1", f"{kind}.created", id, "2026-01-01T00:00:01Z"))
    for number in range(2, version + 1):
        found.told.append(Told(f"{id}-{number}", f"{kind}.changed", id, f"2026-01-01T00:00:{number:02d}Z"))


def test_a_good_run_is_not_blamed() -> None:
    ledger, found = good()
    assert judge(ledger, found) == []
    # Told twice is allowed, and a change whose answer was lost need not have been done.
    assert found.told is not None
    found.told.append(found.told[0])
    assert judge(ledger, found) == []


def lose_a_customer(ledger: Ledger, found: Found) -> None:
    del found.things["customer-b"]


def lose_a_note(ledger: Ledger, found: Found) -> None:
    del found.things["note-a"]


def lose_a_change(ledger: Ledger, found: Found) -> None:
    found.things["customer-a"].version, found.things["customer-a"].value = 1, "first"


def overwrite_a_change(ledger: Ledger, found: Found) -> None:
    found.things["customer-a"].version, found.things["customer-a"].value = 2, "third"


def keep_the_version_and_lose_the_value(ledger: Ledger, found: Found) -> None:
    found.things["customer-a"].value = "second"


def acknowledge_two_of_one_version(ledger: Ledger, found: Found) -> None:
    ledger.things["customer-a"].changes.append(Change(1, "other", ACKNOWLEDGED, 2))


def skip_a_version(ledger: Ledger, found: Found) -> None:
    found.things["customer-b"].version = 2


def double_by_key(ledger: Ledger, found: Found) -> None:
    found.things["copy"] = FoundThing("copy", "customer", "a", 1, "林小雨 markera", "first")


def answer_a_repeat_with_another_id(ledger: Ledger, found: Found) -> None:
    ledger.makings["key-a"].ids.add("other")


def double_an_unanswered_note(ledger: Ledger, found: Found) -> None:
    for id in ("one", "two"):
        found.things[id] = FoundThing(id, "customer", "a", 1, "林小雨 markerlost", "first")


def make_what_nobody_asked_for(ledger: Ledger, found: Found) -> None:
    found.things["ghost"] = FoundThing("ghost", "customer", "a", 1, "李四", "")


def do_what_was_refused(ledger: Ledger, found: Found) -> None:
    ledger.makings["key-a"].outcome = REFUSED


def show_another_tenants(ledger: Ledger, found: Found) -> None:
    found.things["demo-b"].tenant = "a"


def read_what_was_never_written(ledger: Ledger, found: Found) -> None:
    ledger.saw(ledger.things["customer-a"], 2, "third")


def lose_an_event(ledger: Ledger, found: Found) -> None:
    found.audit["customer-a", "update.customer"] = 1


def write_an_event_twice(ledger: Ledger, found: Found) -> None:
    found.audit["note-a", "create.note"] = 2


def lose_a_line_of_the_timeline(ledger: Ledger, found: Found) -> None:
    found.timeline["customer-a", "changed"] = 1


def lose_a_reveals_event(ledger: Ledger, found: Found) -> None:
    found.reveals["a", "desk"] = 1


def count_a_quota_once_for_two(ledger: Ledger, found: Found) -> None:
    ledger.reveals.append(Reveal("a", "desk", "customer-a", 48))
    found.reveals["a", "desk"] = 3


def lose_a_message(ledger: Ledger, found: Found) -> None:
    assert found.told is not None
    found.told = [message for message in found.told if message.event != "customer-a-2"]


def tell_out_of_order(ledger: Ledger, found: Found) -> None:
    assert found.told is not None
    found.told.reverse()


DAMAGES = [
    (lose_a_customer, "lost: "),
    (lose_a_note, "lost: "),
    (lose_a_change, "lost: "),
    (overwrite_a_change, "value: "),
    (keep_the_version_and_lose_the_value, "value: "),
    (acknowledge_two_of_one_version, "lost update: "),
    (skip_a_version, "version: "),
    (double_by_key, "double: "),
    (answer_a_repeat_with_another_id, "double: "),
    (double_an_unanswered_note, "double: "),
    (make_what_nobody_asked_for, "ghost: "),
    (do_what_was_refused, "ghost: "),
    (show_another_tenants, "wall: "),
    (read_what_was_never_written, "value: "),
    (lose_an_event, "audit: "),
    (write_an_event_twice, "audit: "),
    (lose_a_line_of_the_timeline, "timeline: "),
    (lose_a_reveals_event, "audit: "),
    (count_a_quota_once_for_two, "quota: "),
    (lose_a_message, "outbox: "),
    (tell_out_of_order, "outbox: "),
]


@pytest.mark.parametrize(("damage", "kind"), DAMAGES, ids=[damage.__name__ for damage, _ in DAMAGES])
def test_damage_is_found(damage: Callable[[Ledger, Found], None], kind: str) -> None:
    ledger, found = good()
    damage(ledger, found)
    wrong = judge(ledger, found)
    assert any(line.startswith(kind) for line in wrong), wrong


def test_a_log_is_held_to_what_the_faults_explain(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    sealing = {"time": "2026-01-01T00:00:10.000000Z", "level": "error", "message": "sealing the audit trail failed"}
    # 2026-01-01T00:00:00Z
    midnight = 1767225600.0
    log.write_text(json.dumps(sealing) + "\n" + '{"time": "2026', encoding="utf-8")
    near, far = [(midnight + 9, midnight + 9.5)], [(midnight - 60, midnight - 40)]
    assert logs.errors(log, True, near, Counter()) == []
    assert len(logs.errors(log, False, near, Counter())) == 1
    assert len(logs.errors(log, True, far, Counter())) == 1
    log.write_text(json.dumps(sealing | {"level": "critical"}) + "\n" + "Fatal error: index out of range\n", encoding="utf-8")
    assert len(logs.errors(log, True, near, Counter())) == 2
    log.write_text('{"level":"debug","phone":"19012345678"}\n', encoding="utf-8")
    assert logs.leaks([log], {"19012345678": "a phone", "19099999999": "another"}) == [f"leak: {log.name} holds a phone"]
