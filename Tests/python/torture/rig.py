"""One run: load and faults together, then quiet, then the verdict."""
from __future__ import annotations

import json
import shutil
import signal
import sys
import time
from collections import Counter
from pathlib import Path

from . import logs as server_logs
from . import people
from .client import Client
from .deployment import Deployment
from .desk import Desk
from .doors import Grants, Sessions
from .faults import OF_THE_DATABASE, Injector
from .ledger import Ledger
from .receiver import Receiver
from .rotations import Rotations
from .survey import Survey, baseline
from .verdict import judge

EVENTS = ["customer.created", "customer.changed", "note.created", "note.changed"]


_BEGAN = time.monotonic()


def say(text: str) -> None:
    """A line for whoever watches, with the seconds since the start."""
    print(f"{time.monotonic() - _BEGAN:6.1f} {text}", file=sys.stderr, flush=True)


class Rig:
    """A deployment, its clients and what they were told."""

    def __init__(self, seed: int, seconds: float, deployment: Deployment, evidence: Path, *, rotates: bool = False) -> None:
        self.rotates = rotates
        self.seed = seed
        self.seconds = seconds
        self.deployment = deployment
        self.evidence = evidence
        self.ledger = Ledger(evidence / "journal.jsonl")
        self.receiver = Receiver()
        self.passwords = people.passwords(deployment.directory)
        self.report: dict[str, object] = {"seed": seed, "seconds": seconds}

    def run(self) -> list[str]:
        """What does not hold."""
        deployment, ledger = self.deployment, self.ledger
        settings = {name: deployment.sql(f"show {name}")[0][0] for name in ("fsync", "synchronous_commit", "full_page_writes")}
        self.report["PostgreSQL"] = settings
        baseline(deployment, ledger)
        deployment.start()
        self._prepare()
        say(f"two servers are up ({', '.join(f'{name} {value}' for name, value in settings.items())}); load and faults begin")
        # Rotations take as long as they take; the clients are told.
        end = time.monotonic() + (3600 if self.rotates else self.seconds)
        clients = self._clients(end)
        for client in clients:
            client.start()
        injector = (Rotations if self.rotates else Injector)(self.seed, deployment, ledger, say)
        wrong: list[str] = []
        try:
            # The last seconds are for the load alone: what was broken has to work again under it.
            injector.run(end - min(5.0, self.seconds / 6))
        except (TimeoutError, RuntimeError) as error:
            wrong.append(f"recovery: {error}")
        say("no more faults; the clients finish")
        if self.rotates:
            end = time.monotonic() + 1
            for client in clients:
                client.end, client.grace = end, end + 40
        for client in clients:
            client.join(max(1.0, end + 70 - time.monotonic()))
            if client.is_alive():
                wrong.append(f"rig: {client.name} does not end")
        if not wrong:
            wrong += self._judge(injector)
        self._end(injector, wrong)
        return wrong

    # ---- Parts -----------------------------------------------------------------------------------------------------

    def _admin(self, tenant: str) -> Client:
        client = Client(self.deployment.ports, tenant, people.ADMIN, self.ledger, patience=20)
        body = {"tenant": tenant, "user": people.ADMIN, "password": self.passwords[tenant, people.ADMIN]}
        answer = client.ask(0, "POST", "/sessions", body)
        if answer.status != 201 or not isinstance(answer.body, dict):
            raise RuntimeError(f"{people.ADMIN} of {tenant} cannot sign in: {answer.status}")
        client.token = answer.body["token"]
        return client

    def _prepare(self) -> None:
        """A quota of reveals that lasts, and a listener for each chain."""
        for tenant in people.CHAINS:
            admin = self._admin(tenant)
            settings = admin.ask(0, "GET", "/settings").body
            assert isinstance(settings, dict)
            changes: dict[str, object] = {"revealQuota": 10_000}
            if self.rotates:
                changes["exportKey"] = self.deployment.export_key(tenant)
            answer = admin.ask(0, "PATCH", "/settings", changes, match=settings["version"])
            hook = {"name": "rig", "url": f"http://127.0.0.1:{self.receiver.port}/{tenant}", "eventTypes": EVENTS}
            made = admin.ask(0, "POST", "/webhooks", hook)
            if answer.status != 200 or made.status != 201 or not isinstance(made.body, dict):
                raise RuntimeError(f"preparing {tenant}: {answer.status}, {made.status} {made.body}")
            self.receiver.secrets[tenant] = made.body["secret"]
            admin.close()

    def _clients(self, end: float) -> list:
        ports, ledger = self.deployment.ports, self.ledger
        desks = [
            Desk(number, self.seed, Client(ports, tenant, user, ledger), self.passwords[tenant, user], ledger, end)
            for number, (tenant, user) in enumerate((tenant, user) for tenant, users in people.DESKS.items() for user in users)
        ]
        for desk in desks:
            branch = (desk.client.tenant, desk.client.user.split(".")[0])
            desk.colleagues = [
                each for each in desks if each is not desk and (each.client.tenant, each.client.user.split(".")[0]) == branch
            ]
        visitors = [
            Sessions(number, self.seed, ports, ledger, end, tenant, self.passwords[tenant, people.VISITOR[tenant]])
            for number, tenant in enumerate(people.CHAINS)
        ]
        return [*desks, *visitors, Grants(9, self.seed, ports, ledger, end, self.passwords)]

    def _judge(self, injector: Injector) -> list[str]:
        survey = Survey(self.deployment, self.ledger, self.passwords)
        say("the load has ended; waiting until all is quiet")
        if isinstance(injector, Rotations):
            injector.finish()
        survey.settle(150)
        survey.read()
        survey.count(self.receiver)
        survey.leaders()
        # Reading wrote events too.
        survey.settle(30)
        survey.prove()
        if isinstance(injector, Rotations):
            survey.wrong += injector.prove(self.passwords, [server.notes for server in self.deployment.servers])
            self.report["kills that met each rotation on its way"] = injector.hits
        wrong = self.ledger.violations + survey.wrong + judge(self.ledger, survey.found)
        for server in self.deployment.servers:
            if server.status is not None:
                wrong.append(f"crash: server {server.number} ended by itself with status {server.status}")
        self.report |= survey.measured
        self.report["found"] = Counter(f"{thing.tenant} {thing.kind}" for thing in survey.found.things.values())
        return wrong

    def _logs(self, injector: Injector) -> list[str]:
        windows = [(fault.began, fault.ended or time.time()) for fault in injector.faults if fault.kind in OF_THE_DATABASE]
        counts: Counter = Counter()
        wrong: list[str] = []
        for server in self.deployment.servers:
            for log in server.logs:
                wrong += server_logs.errors(log, log in server.cut, windows, counts)
        secrets = {thing.phone: f"the phone of customer {thing.id}" for thing in self.ledger.things.values() if thing.phone}
        secrets |= {making.marker: f"the name or text of {making.kind} {making.key}" for making in self.ledger.makings.values()}
        secrets |= {password: f"the password of {user} in {tenant}" for (tenant, user), password in self.passwords.items()}
        secrets |= {token: f"a session's token in {tenant}" for tenant, token in self.ledger.ended}
        files = [log for server in self.deployment.servers for log in server.logs]
        files += sorted((self.deployment.directory / "postgres/log").resolve().glob("*"))
        wrong += server_logs.leaks(files, secrets)
        self.report["warnings and errors in the logs"] = dict(counts.most_common())
        for at, path in self.ledger.internal_errors:
            if not any(began - 0.5 <= at <= ended + server_logs.AFTER for began, ended in windows):
                wrong.append(f"internal error: {path} was answered with 500 at {at:.3f}, away from any fault of the database")
        return wrong

    def _end(self, injector: Injector, wrong: list[str]) -> None:
        for server in self.deployment.servers:
            server.signal(signal.SIGCONT)
            took = server.stop()
            if server.status != 0:
                wrong.append(f"stop: server {server.number} ended with status {server.status} after {took:.0f} s")
        self.receiver.stop()
        if isinstance(injector, Rotations):
            wrong += injector.exports(self.deployment.directory)
        wrong += self._logs(injector)
        ledger = self.ledger
        changes = Counter(f"changes {change.outcome}" for thing in ledger.things.values() for change in thing.changes)
        self.report |= {
            "faults": Counter(fault.kind for fault in injector.faults),
            "kills": injector.kills,
            "slowest recovery": max((round(fault.recovery, 2) for fault in injector.faults), default=0),
            "creations": Counter(making.outcome for making in ledger.makings.values()),
            "changes": changes,
            "reveals": len(ledger.reveals),
            "messages told": f"{len({told.event for told in self.receiver.told})} in {self.receiver.deliveries} deliveries",
            "slowest refusal after an end": {what: round(max(times), 2) for what, times in ledger.revocations.items()},
            "counts": dict(sorted(ledger.counts.items())),
            "violations": wrong,
        }
        ledger.close()
        (self.evidence / "report.json").write_text(json.dumps(self.report, ensure_ascii=False, indent=2), encoding="utf-8")
        for log in sorted((self.deployment.directory / "postgres/log").resolve().glob("*")):
            shutil.copyfile(log, self.evidence / f"postgresql.{log.name}")
