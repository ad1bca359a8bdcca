"""The cluster and the servers under test. `scripts/torture` made the cluster; everything here is ours to kill."""
from __future__ import annotations

import json
import os
import random
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

from .server import Server

ROOT = Path(__file__).resolve().parents[3]


def free_port() -> int:
    """Below the range from which the kernel takes ports for outgoing connections: none of those can sit on it later."""
    for _ in range(200):
        port = random.SystemRandom().randrange(20_000, 32_000)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise RuntimeError("no free port on 127.0.0.1")


class Deployment:
    """One data directory, one PostgreSQL, two servers."""

    def __init__(self, binary: str, directory: Path, tools: Path, logs: Path) -> None:
        self.binary = binary
        self.directory = directory
        self.tools = tools
        self.logs = logs
        self.data = (directory / "postgres").resolve() / "data"
        self._owner = urlsplit(json.loads((directory / "database.json").read_text(encoding="utf-8"))["ownerURL"])
        self.servers = [Server(number, binary, directory, logs, free_port(), free_port()) for number in range(2)]

    @property
    def ports(self) -> list[int]:
        return [server.port for server in self.servers]

    def start(self) -> None:
        """One after the other: the first makes what the deployment's folder lacks."""
        for server in self.servers:
            server.start()
            self.wait(server.is_ready, 60, f"server {server.number} did not become ready")

    @staticmethod
    def wait(condition, patience: float, failure: str) -> float:
        began = time.monotonic()
        while not condition():
            if time.monotonic() - began > patience:
                raise TimeoutError(failure)
            time.sleep(0.05)
        return time.monotonic() - began

    def all_ready(self) -> bool:
        return all(server.is_ready() for server in self.servers)

    # ---- PostgreSQL ----------------------------------------------------------------------------------------------

    def sql(self, statement: str) -> list[list[str]]:
        """What a superuser sees, past every wall."""
        owner = self._owner
        command = [
            str(self.tools / "psql"), "-XAtq", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(owner.port),
            "-U", owner.username or "", "-d", owner.path.lstrip("/"), "-c", statement,
        ]  # fmt: skip
        environment = os.environ | {"PGPASSWORD": owner.password or "", "PGCONNECT_TIMEOUT": "10"}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        if result.returncode != 0:
            raise RuntimeError(f"psql: {result.stderr.strip()}")
        return [line.split("\t") for line in result.stdout.splitlines() if line]

    def _in_data(self, pid: str) -> bool:
        try:
            return os.path.samefile(f"/proc/{pid}/cwd", self.data)
        except OSError:
            return False

    def postmaster(self) -> int | None:
        """Its id, if the process of that number really lives in our data directory."""
        try:
            pid = (self.data / "postmaster.pid").read_text().splitlines()[0].strip()
        except (OSError, IndexError):
            return None
        return int(pid) if self._in_data(pid) else None

    def backends(self) -> list[int]:
        """Processes that serve a client of the server's roles."""
        found = []
        for entry in os.listdir("/proc"):
            if not entry.isdigit() or not self._in_data(entry):
                continue
            try:
                title = Path(f"/proc/{entry}/cmdline").read_text(errors="replace")
            except OSError:
                continue
            if title.startswith("postgres: ") and "peony_" in title:
                found.append(int(entry))
        return sorted(found)

    def signal_backend(self, pid: int, number: int) -> bool:
        """SIGTERM is what pg_terminate_backend sends."""
        try:
            handle = os.pidfd_open(pid)
        except OSError:
            return False
        try:
            # The handle holds the process, so that what is looked at now is what is hit.
            if not self._in_data(str(pid)):
                return False
            signal.pidfd_send_signal(handle, number)
            return True
        except OSError:
            return False
        finally:
            os.close(handle)

    def kill_postmaster(self) -> bool:
        pid = self.postmaster()
        return pid is not None and self.signal_backend(pid, signal.SIGKILL)

    def start_postgres(self) -> None:
        """Starts the killed cluster at its old port. Its orphans go by themselves; until then it would refuse."""

        def is_empty() -> bool:
            return not any(entry.isdigit() and self._in_data(entry) for entry in os.listdir("/proc"))

        self.wait(is_empty, 60, "processes of the killed PostgreSQL do not end")
        result = subprocess.run(
            [str(ROOT / "scripts/lib/cluster-start"), str(self.directory)], stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=180,
        )  # fmt: skip
        if result.returncode != 0:
            raise RuntimeError(f"PostgreSQL did not start again: {result.stderr.strip()}")
        if f":{self._owner.port}/" not in (self.directory / "database.json").read_text(encoding="utf-8"):
            raise RuntimeError("somebody took PostgreSQL's port in the meantime; the run proves nothing")

    def answers(self) -> bool:
        """Whether PostgreSQL takes connections."""
        try:
            return self.sql("select 1") == [["1"]]
        except (RuntimeError, subprocess.TimeoutExpired):
            return False

    def used(self) -> tuple[float, float]:
        """CPU seconds so far: of the first server, and of PostgreSQL's processes that live."""

        def seconds(pid: str) -> float:
            try:
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            except OSError:
                return 0.0
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

        members = [entry for entry in os.listdir("/proc") if entry.isdigit() and self._in_data(entry)]
        return seconds(str(self.servers[0].pid)), sum(seconds(member) for member in members)

    # ---- The program ----------------------------------------------------------------------------------------------

    def peony(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [self.binary, *arguments, "--data", str(self.directory)], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            timeout=300,
        )  # fmt: skip

    def export_key(self, tenant: str) -> str:
        """A key for the tenant's export: the private half in a file, the public half returned."""
        return subprocess.run(
            [self.binary, "tenant", "export-key", str(self.directory / f"{tenant}.key")], stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=True, timeout=60,
        ).stdout.strip()  # fmt: skip

    def stop(self) -> None:
        for server in self.servers:
            server.stop()
