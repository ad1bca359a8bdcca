"""The faults, drawn from the seed: which, when, for how long. It runs in the main thread and knows what it did."""
from __future__ import annotations

import random
import signal
import time
from dataclasses import dataclass

from .deployment import Deployment
from .ledger import Ledger

# kind: weight
KINDS = {
    "kill a server": 32,
    "kill both servers": 7,
    "kill PostgreSQL": 18,
    "kill a backend": 12,
    "terminate backends": 10,
    "stop a server": 8,
    "restart a server": 6,
    "kill everything": 7,
}
# Of the database: while these last, and for a while after, a server may say that it cannot work.
OF_THE_DATABASE = {"kill PostgreSQL", "kill a backend", "terminate backends", "kill everything"}
KILLS = {"kill a server": 1, "kill both servers": 2, "kill PostgreSQL": 1, "kill a backend": 1, "kill everything": 3}


@dataclass
class Fault:
    """One fault: when it began, when all was ready again (time.time())."""

    kind: str
    began: float
    ended: float = 0.0
    recovery: float = 0.0


class Injector:
    """Breaks things one after the other."""

    def __init__(self, seed: int, deployment: Deployment, ledger: Ledger, say) -> None:
        self.dice = random.Random(f"{seed}/faults")
        self.deployment = deployment
        self.ledger = ledger
        self.say = say
        self.faults: list[Fault] = []

    @property
    def kills(self) -> int:
        return sum(KILLS.get(fault.kind, 0) for fault in self.faults)

    def run(self, end: float) -> None:
        """Until the time (monotonic) is over. All is running when it returns."""
        kinds, weights = list(KINDS), list(KINDS.values())
        while True:
            pause = self.dice.uniform(0.3, 1.2)
            kind = self.dice.choices(kinds, weights)[0]
            # Drawn whether they are used or not: the next fault must not depend on this one's kind.
            target, duration, share = self.dice.randrange(2), self.dice.random(), self.dice.random()
            if time.monotonic() + pause > end:
                return
            time.sleep(pause)
            self._look_for_the_dead()
            fault = Fault(kind, time.time())
            self.faults.append(fault)
            self.ledger.note("fault", kind=kind, server=target)
            self._do(kind, target, duration, share)
            fault.recovery = self.deployment.wait(self.deployment.all_ready, 45, f"after {kind!r} the servers did not become ready")
            fault.ended = time.time()
            self.ledger.note("recovered", kind=kind, seconds=round(fault.recovery, 2))
            self.say(f"{kind}: ready again after {fault.recovery:.1f} s")

    def _look_for_the_dead(self) -> None:
        for server in self.deployment.servers:
            if (status := server.status) is not None:
                self.ledger.violate(f"crash: server {server.number} ended by itself with status {status}: {server.logs[-1].name}")
                server.start()
                self.deployment.wait(server.is_ready, 45, f"server {server.number} did not become ready")

    def _do(self, kind: str, target: int, duration: float, share: float) -> None:
        deployment, servers = self.deployment, self.deployment.servers
        server = servers[target]
        match kind:
            case "kill a server":
                server.kill()
                time.sleep(duration)
                server.start()
            case "kill both servers":
                for each in servers:
                    each.kill()
                time.sleep(duration)
                for each in servers:
                    each.start()
            case "kill PostgreSQL":
                self._kill_postgres(duration)
            case "kill a backend":
                self._hit_backends(signal.SIGKILL, 0)
                time.sleep(0.2)
                deployment.wait(deployment.answers, 60, "PostgreSQL did not recover from a killed backend")
            case "terminate backends":
                self._hit_backends(signal.SIGTERM, share)
            case "stop a server":
                server.signal(signal.SIGSTOP)
                time.sleep(1 + 4 * duration)
                server.signal(signal.SIGCONT)
            case "restart a server":
                took = server.stop()
                if took > 26:
                    self.ledger.violate(f"stop: server {server.number} took {took:.0f} s to end after SIGTERM")
                elif server.status != 0:
                    self.ledger.violate(f"stop: server {server.number} ended with status {server.status} after SIGTERM")
                server.start()
            case "kill everything":
                for each in servers:
                    each.kill()
                self._kill_postgres(duration)
                for each in servers:
                    each.start()

    def _kill_postgres(self, duration: float) -> None:
        if not self.deployment.kill_postmaster():
            self.ledger.violate("rig: there was no PostgreSQL to kill")
        time.sleep(duration)
        self.deployment.start_postgres()

    def _hit_backends(self, number: int, share: float) -> None:
        """One, or a share of all."""
        backends = self.deployment.backends()
        chosen = self.dice.sample(backends, max(1, int(len(backends) * share))) if backends else []
        hit = sum(self.deployment.signal_backend(pid, number) for pid in chosen)
        self.ledger.note("backends", hit=hit, of=len(backends))
