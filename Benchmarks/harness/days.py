"""Days of a busy branch: visits that take people, rooms and devices without two meeting; so that a million bookings are one join."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from .database import Database

OPENS, CLOSES = 540, 1200
# Kind, tag, how many, minutes of clean-up, and the word in its name: 40 in all.
HOUSE = [("doctor", "", 7, 0, "医生"), ("nurse", "", 6, 0, "护士"), ("consultant", "", 4, 0, "咨询师"), ("room", "面诊", 6, 0, "面诊室"),
         ("room", "治疗", 11, 15, "治疗室"), ("room", "注射", 1, 10, "注射室"), ("room", "观察", 1, 0, "观察区"), ("device", "皮秒", 1, 10, "皮秒激光仪"),
         ("device", "光子", 2, 10, "光子嫩肤仪"), ("device", "热玛吉", 1, 15, "热玛吉")]
# How often each of the demo's services is tried next: with these a day is full when everybody is busy, not when one kind of room is.
SHARES = {"CON-01": 20, "CON-02": 12, "LAS-01": 12, "LAS-02": 20, "LAS-03": 12, "INJ-01": 6, "INJ-02": 30, "CAR-01": 12}
# Days of each weekday that are drawn; the same one comes again after four weeks.
VARIANTS = 4
DENSITY = 0.7


@dataclass
class Resource:
    number: int
    kind: str
    tag: str
    # Among those of its kind and tag.
    place: int
    clean: int
    name: str

    @property
    def is_person(self) -> bool:
        return self.kind not in ("room", "device")

    def usable(self, weekday: int) -> list[tuple[int, int]]:
        """Minutes of a day, 1 is Monday; generate.sql makes the same shifts."""
        if not self.is_person:
            return [(OPENS, CLOSES)]
        if (weekday + self.place) % 7 in (0, 3):
            return []
        return [(570, 720), (780, 1110)] if self.place % 2 == 0 else [(630, 780), (840, 1170)]


@dataclass
class Service:
    id: str
    # Name, minutes, needs: kind, tag, bond.
    segments: list[tuple[str, int, list[tuple[str, str, int | None]]]] = field(default_factory=list)


@dataclass
class Span:
    """What one resource does of a visit: from, to, and until when it is cleaned."""

    resource: Resource
    starts: int
    ends: int

    @property
    def until(self) -> int:
        return self.ends + self.resource.clean


@dataclass
class Visit:
    service: Service
    starts: int
    spans: list[Span]
    # For each segment who and what does it.
    resources: list[list[int]]

    @property
    def ends(self) -> int:
        return self.starts + sum(minutes for _, minutes, _ in self.service.segments)


def house() -> list[Resource]:
    found: list[Resource] = []
    for kind, tag, count, clean, word in HOUSE:
        found += [Resource(len(found) + place, kind, tag, place, clean, f"{word}{place + 1}") for place in range(count)]
    return found


def services(database: Database, tenant: str) -> dict[str, Service]:
    """The demo's, by their codes."""
    found: dict[str, Service] = {}
    for code, id, position, name, minutes in database.rows(
            "select s.code, s.id, g.position, g.name, g.minutes from app.service s join app.service_segment g on g.tenant_id = s.tenant_id "
            f"and g.service_id = s.id where s.tenant_id = '{tenant}' and s.state = 'active' order by s.code, g.position"):
        if code in SHARES:
            found.setdefault(code, Service(id)).segments.append((name, int(minutes), []))
    for code, position, kind, tag, bond in database.rows(
            "select s.code, n.position, n.kind, coalesce(n.tags[1], ''), coalesce(n.bond, 0) from app.service s join app.service_need n "
            f"on n.tenant_id = s.tenant_id and n.service_id = s.id where s.tenant_id = '{tenant}' and n.alternative = 1 "
            "order by s.code, n.position, n.need"):
        if code in found:
            found[code].segments[int(position) - 1][2].append((kind, tag, int(bond) or None))
    if missing := set(SHARES) - set(found):
        raise RuntimeError(f"the demo's catalogue is another: no {', '.join(sorted(missing))}")
    return found


class Day:
    """One day of a weekday with so much of everybody's time taken."""

    def __init__(self, weekday: int, resources: list[Resource], offered: dict[str, Service], chance: random.Random) -> None:
        self.usable = [one.usable(weekday) for one in resources]
        self.resources = resources
        self.busy: list[list[tuple[int, int]]] = [[] for _ in resources]
        self.visits: list[Visit] = []
        self.whole = sum(until - since for pieces in self.usable for since, until in pieces)
        self.taken = 0
        # A service that does not fit at a time is tried five minutes later, and never before.
        next_start = dict.fromkeys(offered, OPENS)
        while next_start:
            code = chance.choices(list(next_start), [SHARES[each] for each in next_start])[0]
            if visit := self._book(offered[code], next_start[code]):
                self.visits.append(visit)
            else:
                next_start[code] += 5
                if next_start[code] >= CLOSES:
                    del next_start[code]
        # Full now; what is free lies all over the day.
        while self.taken > DENSITY * self.whole:
            visit = self.visits.pop(chance.randrange(len(self.visits)))
            self.taken -= sum(span.until - span.starts for span in visit.spans)

    def _book(self, service: Service, start: int) -> Visit | None:
        spans: list[Span] = []
        bonds: dict[int, Span] = {}
        resources: list[list[int]] = []
        moment = start
        for number, (_, minutes, needs) in enumerate(service.segments):
            resources.append([])
            for kind, tag, bond in needs:
                span = bonds.get(bond) if bond else None
                if span is None:
                    later = service.segments[number + 1:]
                    more = sum(length for _, length, others in later if bond and any(other[2] == bond for other in others))
                    span = self._free(kind, tag, moment, moment + minutes + more, spans)
                    if span is None:
                        return None
                    spans.append(span)
                    if bond:
                        bonds[bond] = span
                resources[-1].append(span.resource.number)
            moment += minutes
        for span in spans:
            self.busy[span.resource.number].append((span.starts, span.until))
            self.taken += span.until - span.starts
        return Visit(service, start, spans, resources)

    def _free(self, kind: str, tag: str, starts: int, ends: int, spans: list[Span]) -> Span | None:
        for one in self.resources:
            if one.kind != kind or (tag and one.tag != tag) or any(span.resource is one for span in spans):
                continue
            if not any(since <= starts and ends <= until for since, until in self.usable[one.number]):
                continue
            if all(until <= starts or ends + one.clean <= since for since, until in self.busy[one.number]):
                return Span(one, starts, ends)
        return None


def script(offered: dict[str, Service]) -> tuple[str, float, float]:
    """Temporary tables with the house and its days for generate.sql; visits a day, and the share of time that is taken."""
    resources = house()
    days = {(weekday, variant): Day(weekday, resources, offered, random.Random(weekday * VARIANTS + variant))
            for weekday in range(1, 8) for variant in range(VARIANTS)}
    lines = ["create temp table plan_resource (number int, kind text, tag text, place int, clean int, name text);",
             "copy plan_resource from stdin;"]
    lines += [f"{one.number}\t{one.kind}\t{one.tag}\t{one.place}\t{one.clean}\t{one.name}" for one in resources]
    lines += ["\\.", "create temp table plan_visit (weekday int, variant int, visit int, starts int, ends int);",
              "copy plan_visit from stdin;"]
    numbered = [(*key, number, visit) for key, day in days.items() for number, visit in enumerate(day.visits)]
    lines += [f"{weekday}\t{variant}\t{number}\t{visit.starts}\t{visit.ends}" for weekday, variant, number, visit in numbered]
    lines += ["\\.", "create temp table plan_item (weekday int, variant int, visit int, position int, service uuid, name text, starts int, "
              "ends int, resources int[]);", "copy plan_item from stdin;"]
    for weekday, variant, number, visit in numbered:
        moment = visit.starts
        for position, ((name, minutes, _), used) in enumerate(zip(visit.service.segments, visit.resources), 1):
            lines.append("\t".join(map(str, (weekday, variant, number, position, visit.service.id, name, moment, moment + minutes,
                                             "{" + ",".join(map(str, used)) + "}"))))
            moment += minutes
    lines += ["\\.", "create temp table plan_claim (weekday int, variant int, visit int, resource int, starts int, ends int, until int);",
              "copy plan_claim from stdin;"]
    lines += ["\t".join(map(str, (weekday, variant, number, span.resource.number, span.starts, span.ends, span.until)))
              for weekday, variant, number, visit in numbered for span in visit.spans]
    lines.append("\\.\n")
    return ("\n".join(lines), len(numbered) / len(days),
            sum(day.taken for day in days.values()) / sum(day.whole for day in days.values()))
