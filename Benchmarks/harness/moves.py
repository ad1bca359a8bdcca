"""Bookings, moves and cancellations at random, by several desks at once: whatever happens, nobody is in two places."""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter

from .days import Service
from .report import Line
from .server import Server
from .sets import DataSet, say

DESKS = 8
# All in the weeks that are full already, in one branch: about one wish in two is refused.
WEEKS = 28
SERVICES = ("CON-02", "LAS-02", "CAR-01", "INJ-01")


class Desk:
    """One who books, and moves what he booked."""

    def __init__(self, number: int, running: Server, token: str, branch: str, services: list[str], customers: list[str],
                 midnight: float) -> None:
        self.chance = random.Random(number)
        self.connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=60)
        self.number, self.token, self.branch, self.services, self.customers = number, token, branch, services, customers
        self.midnight = midnight
        self.mine: list[tuple[str, int]] = []
        self.statuses: Counter[str] = Counter()
        self.failure: BaseException | None = None

    def work(self, steps: int) -> None:
        try:
            for step in range(steps):
                self._step(step)
        except BaseException as failure:  # told by the thread that started this one
            self.failure = failure
        finally:
            self.connection.close()

    def _step(self, step: int) -> None:
        luck = self.chance.random()
        place = self.chance.randrange(len(self.mine)) if self.mine else None
        if place is None or luck < 0.4:
            body = {"branchId": self.branch, "customerId": self.chance.choice(self.customers), "startsAt": self._time(),
                    "services": [self.chance.choice(self.services)]}
            status, answer = self._ask("POST", "/v1/appointments", body, {"Idempotency-Key": f"moves-{self.number}-{step}-{time.time_ns():x}"})
            self._count("book", status, answer, 201)
            if status == 201:
                self.mine.append((answer["id"], answer["version"]))
            return
        id, version = self.mine[place]
        match = {"If-Match": f'"{version}"'}
        if luck < 0.9:
            body = {"startsAt": self._time()} | ({"resources": []} if self.chance.random() < 0.5 else {})
            status, answer = self._ask("PATCH", f"/v1/appointments/{id}", body, match)
            self._count("move", status, answer, 200)
            if status == 200:
                self.mine[place] = (id, answer["version"])
        else:
            status, answer = self._ask("POST", f"/v1/appointments/{id}/cancellation", {"reason": "随机"}, match)
            self._count("cancel", status, answer, 200)
            if status == 200:
                del self.mine[place]

    def _time(self) -> str:
        """Some time of some day at which the branch is open, in quarters of an hour."""
        moment = self.midnight + self.chance.randrange(WEEKS) * 86_400 + (540 + self.chance.randrange(42) * 15) * 60
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))

    def _ask(self, method: str, path: str, body: dict, more: dict[str, str]) -> tuple[int, dict]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **more}
        self.connection.request(method, path, json.dumps(body), headers)
        response = self.connection.getresponse()
        text = response.read()
        return response.status, json.loads(text) if text else {}

    def _count(self, what: str, status: int, answer: dict, wanted: int) -> None:
        if status not in (wanted, 409):
            raise RuntimeError(f"to {what} an appointment: {status} {answer}")
        self.statuses[what if status == wanted else "refused"] += 1


def drive(running: Server, data: DataSet, branch: str, offered: dict[str, Service], token: str, steps: int) -> list[Line]:
    """So many wishes; what came of them is checked by whoever calls."""
    say(f"{steps:,} random bookings and moves")
    customers = [id for (id,) in data.database.rows(
        "select id from (select distinct customer id from bench.visit where n <= 20000) c order by md5(id::text) limit 2000")]
    midnight = float(data.database.query(
        "select extract(epoch from ((now() at time zone time_zone)::date + 1)::timestamp at time zone time_zone) from app.tenant_setting "
        f"where tenant_id = '{data.tenant}'"))
    services = [offered[code].id for code in SERVICES]
    desks = [Desk(number, running, token, branch, services, customers, midnight) for number in range(DESKS)]
    threads = [threading.Thread(target=desk.work, args=(steps // DESKS,)) for desk in desks]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - began
    if failure := next((desk.failure for desk in desks if desk.failure), None):
        raise RuntimeError("random bookings and moves") from failure
    statuses = sum((desk.statuses for desk in desks), Counter())
    return [Line(f"{steps:,} random wishes of {DESKS} desks at once", sum(statuses.values()) / seconds, "/s")] + [
        Line(f"  {name}", statuses[word], "") for word, name in
        (("book", "booked"), ("move", "moved"), ("cancel", "cancelled"), ("refused", "refused with a conflict or a concern"))]
