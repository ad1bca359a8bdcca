"""Every key is replaced under load, and killed on the way twice: tenants' data, index and customers' keys, the root key, the audit's.

Each chain has another kind of rotation, all at once, so that both kills hit all of them. Afterwards nothing may lie under a key from
before, and every cell must open."""
from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

from . import people
from .client import Client
from .deployment import Deployment
from .faults import Fault, Injector
from .ledger import Ledger

# Which kind of rotation each chain has.
KINDS = {"yueyan": "index", "meili": "customer", "chain003": "data"}
# Things a second: slow enough that a kill finds each on its way, faster than the load makes new ones. Under the data key lie kept answers, a
# few a second of each chain.
PACE = {"index": 80, "customer": 80, "data": 12}
# A minute for servers to let go of what was, twice; a minute's lease of a killed server, twice; and the walking.
PATIENCE = 900
# Searches and reveals of each chain afterwards.
SAMPLE = 150


class Rotations(Injector):
    """Begins them all, kills twice, and returns when nothing is left but what ends with kept answers."""

    def __init__(self, seed: int, deployment: Deployment, ledger: Ledger, say) -> None:
        super().__init__(seed, deployment, ledger, say)
        self.begun = dict.fromkeys([*KINDS.values(), "root", "audit"], 0.0)
        # How many kills found each of them on its way.
        self.hits = dict.fromkeys(self.begun, 0)
        self.audit_key = self._audit_key()
        self.roots = {row[0] for row in deployment.sql("select key_id from app.root_key where retired_at is null")}

    def _audit_key(self) -> str:
        return self.deployment.peony("audit", "key").stdout.strip()

    def run(self, _end: float) -> None:
        for chain, kind in KINDS.items():
            result = self.deployment.peony("keys", "rotate", chain, "--kind", kind, "--per-second", str(PACE[kind]))
            if result.returncode != 0:
                raise RuntimeError(f"a rotation cannot be begun: {result.stderr.strip()}")
        self.say("rotations of data, index and customers' keys are begun; the root's and the audit's follow")
        self._root()
        self._audit()
        self._until(lambda states: all(phase != "settle" and done > 0 for phase, done in states.values()), "walk")
        self._kill("kill both servers")
        walked = self._states()
        self._until(
            lambda states: all(phase != "walk" or done > walked[kind][1] for kind, (phase, done) in states.items()), "go on")
        self._kill("kill everything")
        self._until(
            lambda states: all(phase == "done" or (kind == "data" and phase == "sweep") for kind, (phase, _) in states.items()),
            "end")
        for kind, hits in self.hits.items():
            if hits < 2:
                self.ledger.violate(f"rig: the rotation {kind} was killed {hits} times on its way; it takes two")

    # ---- In the servers -------------------------------------------------------------------------------------------

    def _states(self) -> dict[str, tuple[str, int]]:
        """Kind → phase and how many are done."""
        rows = self.deployment.sql("select kind, phase, done_count from app.key_rotation")
        return {kind: (phase, int(done)) for kind, phase, done in rows}

    def _until(self, condition, what: str) -> None:
        began, shown = time.monotonic(), {}
        while not condition(states := self._states()):
            if time.monotonic() - began > PATIENCE:
                raise TimeoutError(f"the rotations do not {what}: {states}")
            if (phases := {kind: phase for kind, (phase, _) in states.items()}) != shown:
                shown = phases
                self.say(f"rotations: {', '.join(f'{kind} {phase}' for kind, phase in sorted(phases.items()))}")
            time.sleep(0.5)

    def _kill(self, kind: str) -> None:
        fault = Fault(kind, time.time())
        self.faults.append(fault)
        self.ledger.note("fault", kind=kind, server=0)
        before = self._states()
        self._do(kind, 0, 0.5, 0.0)
        for name, (phase, _) in before.items():
            if phase not in ("settle", "done"):
                self.hits[name] += 1
        fault.recovery = self.deployment.wait(self.deployment.all_ready, 60, f"after {kind!r} the servers did not become ready")
        fault.ended = time.time()
        self.say(f"{kind} with {before}: ready again after {fault.recovery:.1f} s")

    # ---- By commands ----------------------------------------------------------------------------------------------

    def _root(self) -> None:
        """Killed when some tenants are under the new key and others under the old one."""
        question = "select count(distinct tenant_id) from app.tenant_key where state <> 'destroyed' and substring(wrapped from 3 for 4) {} ({})"
        # Behind the envelope's two first bytes stands which key wrapped it.
        ids = self.deployment.sql("select distinct encode(substring(wrapped from 3 for 4), 'hex') from app.tenant_key where wrapped <> ''")
        old = f"'\\x{ids[0][0]}'::bytea"

        def renewed() -> tuple[int, int]:
            return tuple(int(self.deployment.sql(question.format(word, old))[0][0]) for word in ("not in", "in"))

        done = 0
        for _ in range(2):
            process = self._command("rotate-root", "--per-second", "1")
            while (counts := renewed())[0] <= done and process.poll() is None:
                time.sleep(0.05)
            if process.poll() is not None:
                raise RuntimeError(f"keys rotate-root ended before it was killed: {process.communicate()}")
            process.send_signal(signal.SIGKILL)
            process.communicate()
            done, left = counts
            self.hits["root"] += left > 0
            self.say(f"keys rotate-root is killed with {done} tenants under the new key and {left} under the old one")
        self._let_end("rotate-root", "--per-second", "0")

    def _audit(self) -> None:
        """Killed when the new key was made and is not in place."""
        made = self.deployment.directory / "audit.key.next"
        while self.hits["audit"] < 2:
            process = self._command("rotate-audit")
            while not made.exists() and process.poll() is None:
                time.sleep(0.001)
            time.sleep(0.02 * self.dice.random())
            process.send_signal(signal.SIGKILL)
            process.communicate()
            # Otherwise it was faster, and the next one begins anew.
            self.hits["audit"] += made.exists()
        self._let_end("rotate-audit")

    def _let_end(self, *arguments: str) -> None:
        process = self._command(*arguments)
        output, error = process.communicate(timeout=120)
        if process.returncode != 0:
            self.ledger.violate(f"rotation: keys {arguments[0]}: {error.strip()}")
        self.say(f"keys {arguments[0]}: {output.strip().splitlines()[-1:]}")

    def _command(self, *arguments: str) -> subprocess.Popen:
        command = [self.deployment.binary, "keys", *arguments, "--data", str(self.deployment.directory)]
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    # ---- Afterwards ------------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Three days pass for kept answers, which alone hold the old data key; nobody asks any more."""
        sql = self.deployment.sql
        sql("delete from app.idempotency where tenant_id = (select id from app.tenant where slug = 'chain003')")
        sql("update app.job set due_at = now() where kind = 'keys.rotation' and state = 'waiting'")
        self._until(lambda states: all(phase == "done" for phase, _ in states.values()), "end after the answers are gone")

    def prove(self, passwords: dict[tuple[str, str], str], anchors: list[Path]) -> list[str]:
        """Nothing lies under a key from before; every customer is found and opens; the trail proves from the first audit key on."""
        wrong = [f"rotation: {line}" for line in self._old_keys()]
        for chain, desks in people.DESKS.items():
            for desk in desks:
                wrong += self._cells(chain, desk, passwords[chain, desk])
        kept = [part for anchor in anchors if anchor.exists() for part in ("--anchor", str(anchor))]
        if not kept:
            wrong.append("rotation: no anchor has a note")
        for key in (self.audit_key, self._audit_key()):
            result = self.deployment.peony("audit", "verify", *kept, "--key", key)
            if result.returncode != 0:
                wrong.append(f"rotation: audit verify with the key {key}: {result.stdout.strip()[-600:]} {result.stderr.strip()}")
        return wrong

    def _old_keys(self) -> list[str]:
        sql, wrong = self.deployment.sql, []
        for chain, kind in KINDS.items():
            if kind == "customer":
                continue
            rows = sql(
                f"select version, state from app.tenant_key where purpose = '{kind}' and tenant_id = "
                f"(select id from app.tenant where slug = '{chain}') order by version")
            if rows != [["1", "destroyed"], ["2", "active"]]:
                wrong.append(f"{chain} has the {kind} keys {rows}")
        roots = {row[0] for row in sql("select key_id from app.root_key where retired_at is null")}
        if len(roots) != 1 or roots & self.roots:
            wrong.append(f"the root keys in use are {roots}; before they were {self.roots}")
        if self._audit_key() == self.audit_key:
            wrong.append("the audit's key is the one from before")
        return wrong

    def _cells(self, chain: str, desk: str, password: str) -> list[str]:
        """By phone they are found with the index key, by reveal they open with their own."""
        client, wrong = Client(self.deployment.ports, chain, desk, self.ledger, patience=30), []
        if not client.sign_in(password, self.dice, time.monotonic() + 30):
            return [f"rotation: {desk} of {chain} cannot sign in"]
        page = client.ask(0, "GET", f"/customers?limit={SAMPLE}&fields=id,name")
        rows = page.body["data"] if page.status == 200 and isinstance(page.body, dict) else []
        if not rows:
            wrong.append(f"rotation: the list of {desk} in {chain} answers {page.status} {page.code}")
        for number, row in enumerate(rows):
            path = f"/customers/{row['id']}/reveal"
            answer = client.ask(number % 2, "POST", path, {"fields": ["phone", "wechat"], "purpose": "轮换之后的核对"})
            if answer.status != 200 or not isinstance(answer.body, dict):
                wrong.append(f"rotation: customer {row['id']} of {chain} does not open: {answer.status} {answer.code}")
                continue
            if phone := answer.body["fields"].get("phone"):
                found = client.ask(number % 2, "POST", "/customers/search", {"phone": phone})
                ids = {each["id"] for each in found.body["data"]} if isinstance(found.body, dict) and "data" in found.body else set()
                if row["id"] not in ids:
                    wrong.append(f"rotation: customer {row['id']} of {chain} is not found by its phone: {found.status} {found.code}")
        client.close()
        return wrong[:20]

    def exports(self, folder: Path) -> list[str]:
        """Everything that each chain has, opened and written out: a cell that does not open ends it. The servers have ended."""
        wrong = []
        for chain in people.CHAINS:
            for arguments in (("tenant", "suspend", chain), ("tenant", "export", chain, "--to", str(folder / f"{chain}.export"))):
                result = self.deployment.peony(*arguments)
                if result.returncode != 0:
                    wrong.append(f"rotation: {' '.join(arguments[:3])}: {result.stderr.strip()[-300:]}")
            (folder / f"{chain}.export").unlink(missing_ok=True)
        return wrong
