"""Five times what a server can do, from one chain, while another works gently: what of it is still done, and who notices."""
from __future__ import annotations

import json
import multiprocessing
import os
import random
import threading
import time
from pathlib import Path

from . import people
from .client import Client
from .deployment import Deployment
from .generator import Round, serve
from .ledger import Ledger
from .rig import say

TIMES = 5
LEAST_GOODPUT = 0.8
# The other chain: how often it asks a second, and how many of its requests may be refused.
GENTLE_RATE = 10
REFUSED_AT_MOST = 0.01


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))] if times else float("nan")


def milliseconds(times: list[float]) -> dict[str, float]:
    return {f"p{share}": round(percentile(times, share / 100) * 1000, 1) for share in (50, 95, 99)}


def round_to(spent: float, seconds: float) -> float:
    return round(spent / seconds, 2)


def place(deployment: Deployment) -> str:
    """Server and PostgreSQL on one processor, the generators on another: or what is measured is the generator."""
    processors = sorted(os.sched_getaffinity(0))
    if len(processors) < 2:
        return "one processor for all"
    half = len(processors) // 2
    served, generating = set(processors[:half]), set(processors[half:])
    server = deployment.servers[0].pid
    members = [int(thread) for thread in os.listdir(f"/proc/{server}/task")]
    postmaster = deployment.postmaster()
    members += [postmaster] if postmaster else []
    members += deployment.backends()
    for member in members:
        try:
            os.sched_setaffinity(member, served)
        except ProcessLookupError:
            continue
    os.sched_setaffinity(0, generating)
    return f"{len(served)} processors for server and PostgreSQL, {len(generating)} for the load"


def requests(token: str, customers: list[str]) -> list[bytes]:
    """Three of four list a hundred customers, every fourth writes a note."""
    head = f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
    listing = f"GET /v1/customers?limit=100 HTTP/1.1\r\n{head}\r\n".encode()
    made = []
    for number, customer in enumerate(customers):
        body = json.dumps({"body": f"overload {number}"})
        made.append(
            f"POST /v1/customers/{customer}/notes HTTP/1.1\r\n{head}Content-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
    return [listing] * (3 * len(made)) + made


class Gentle(threading.Thread):
    """The other chain: asks ten times a second for a customer, and for a list now and then."""

    def __init__(self, client: Client, customers: list[str]) -> None:
        super().__init__(daemon=True)
        self.client = client
        self.customers = customers
        self.dice = random.Random(2)
        self.phases: dict[str, tuple[list[float], list[int]]] = {}
        self.phase = ""
        self.goes_on = True

    def run(self) -> None:
        while self.goes_on:
            phase = self.phase
            path = f"/customers/{self.dice.choice(self.customers)}" if self.dice.random() < 0.8 else "/customers?limit=20"
            began = time.monotonic()
            status = self.client.ask(0, "GET", path).status
            times, statuses = self.phases.setdefault(phase, ([], []))
            times.append(time.monotonic() - began)
            statuses.append(status)
            time.sleep(max(0.0, 1 / GENTLE_RATE - (time.monotonic() - began)))


def overload(deployment: Deployment, seconds: float, evidence: Path) -> list[str]:
    """What does not hold. The report goes to the folder of evidence."""
    server = deployment.servers[0]
    server.start()
    deployment.wait(server.is_ready, 60, "the server did not become ready")
    ledger = Ledger()
    passwords = people.passwords(deployment.directory)
    dice = random.Random(0)

    def signed_in(tenant: str) -> tuple[Client, list[str]]:
        user = people.DESKS[tenant][0]
        client = Client([server.port], tenant, user, ledger, patience=30)
        if not client.sign_in(passwords[tenant, user], dice, time.monotonic() + 20):
            raise RuntimeError(f"{user} cannot sign in")
        answer = client.ask(0, "GET", "/customers?limit=100")
        assert isinstance(answer.body, dict)
        return client, [row["id"] for row in answer.body["data"]]

    greedy, theirs = signed_in(people.CHAINS[0])
    gentle_client, ours = signed_in(people.CHAINS[1])
    ours_pipe, theirs_pipe = multiprocessing.Pipe()
    placed = place(deployment)
    process = multiprocessing.Process(target=serve, args=(theirs_pipe, server.port, requests(greedy.token, theirs)), daemon=True)
    process.start()

    def round(**ask: float) -> Round:
        ours_pipe.send(ask)
        while not ours_pipe.poll(1):
            if not process.is_alive() or server.status is not None:
                raise RuntimeError("the generator or the server ended")
        return ours_pipe.recv()

    gentle = Gentle(gentle_client, ours)
    gentle.phase = "warming"
    gentle.start()
    try:
        round(seconds=3, closed=32)
        measuring = max(5.0, seconds / 6)
        gentle.phase = "alone"
        time.sleep(measuring)
        gentle.phase = "at capacity"
        used = [deployment.used()]
        before = round(seconds=measuring, closed=32)
        used.append(deployment.used())
        say(f"capacity {before.goodput:.0f} a second; now {TIMES} times that for {seconds:.0f} s")
        # What closed connections left in the server's hands ends first.
        time.sleep(1)
        gentle.phase = "overload"
        used.append(deployment.used())
        flood = round(seconds=seconds, rate=before.goodput * TIMES)
        used.append(deployment.used())
        gentle.phase = "pause"
        time.sleep(3)
        gentle.phase = "afterwards"
        after = round(seconds=measuring, closed=32)
    finally:
        gentle.goes_on = False
        gentle.join(30)
        if process.is_alive():
            ours_pipe.send(None)
            process.join(5)
    capacity = (before.goodput + after.goodput) / 2
    share = flood.goodput / capacity
    others = {phase: milliseconds(times) | {"requests": len(times)} for phase, (times, _) in gentle.phases.items()}
    statuses = gentle.phases["overload"][1]
    refused = sum(status != 200 for status in statuses) / len(statuses)
    report = {
        "placed": placed,
        "capacity a second, before and after": [before.goodput, after.goodput],
        "latency at capacity, ms": milliseconds(before.times),
        "offered a second": flood.offered / flood.seconds,
        "offered, times of capacity": flood.offered / flood.seconds / capacity,
        "processors used by server and PostgreSQL, at capacity and under overload": [
            [round_to(now - then, spent.seconds) for then, now in zip(*pair, strict=True)]
            for pair, spent in ((used[0:2], before), (used[2:4], flood))
        ],
        "goodput a second": flood.goodput,
        "goodput, share of capacity": share,
        "latency of what was done, ms": milliseconds(flood.times),
        "latency of refusals, ms": milliseconds(flood.refusals),
        "answers": flood.statuses,
        "too late": flood.late,
        "answers a second": sum(flood.statuses.values()) / flood.seconds,
        "connections closed by the server": flood.broken,
        "no connection was free": flood.unsent,
        "the generator's share of a processor": flood.busy,
        "the other chain, ms": others,
        "the other chain, share refused": refused,
    }
    rounded = json.dumps(report, default=str, indent=2)
    (evidence / "report.json").write_text(rounded, encoding="utf-8")
    wrong = []
    if share < LEAST_GOODPUT:
        wrong.append(f"goodput under {TIMES} times the capacity is {share:.0%} of it; at least {LEAST_GOODPUT:.0%} is promised")
    if report["offered, times of capacity"] < TIMES * 0.8:
        wrong.append(f"rig: the generator offered only {flood.offered / flood.seconds / capacity:.1f} times the capacity")
    if refused > REFUSED_AT_MOST:
        wrong.append(f"{refused:.1%} of the other chain's requests were refused")
    if server.status is not None:
        wrong.append(f"crash: the server ended with status {server.status}")
    return wrong
