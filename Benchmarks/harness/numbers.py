"""Single numbers: memory, starts, sign-ins."""

from __future__ import annotations

import resource
import socket
import statistics
import threading
import time
from typing import Callable

from . import processes
from .report import Line
from .server import Server


def startup(start: Callable[[], Server], times: int) -> Line:
    """From the start of the process until /ready says yes, with a database that is there."""
    taken = []
    for _ in range(times):
        server = start()
        taken.append(server.startup)
        server.stop()
    return Line("start to ready (median)", statistics.median(taken), "s", "≤ 2")


def idle_memory(server: Server) -> Line:
    """A moment after the start, nobody there."""
    time.sleep(2)
    return Line("memory, idle", processes.memory(server.process.pid), "MiB", "≤ 60")


def idle_connections(server: Server, wanted: int) -> list[Line]:
    """Connections that asked once and stay."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    request = b"GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    held: list[socket.socket] = []
    try:
        for _ in range(min(wanted, hard - 200)):
            try:
                connection = socket.create_connection(("127.0.0.1", server.port), timeout=5)
                connection.sendall(request)
                if not connection.recv(4096):
                    connection.close()
                    break
                held.append(connection)
            except OSError:
                break
        alive = 0
        for connection in held:
            connection.setblocking(False)
            try:
                alive += connection.recv(65536) != b""
            except BlockingIOError:
                alive += 1
            except OSError:
                pass
        return [Line("idle keep-alive connections held", alive, f"of {wanted:,}"),
                Line("memory with them", processes.memory(server.process.pid), "MiB", "≤ 250")]
    finally:
        for connection in held:
            connection.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def sign_ins(server: Server, accounts: list[dict], seconds: float) -> list[Line]:
    """Several people sign in again and again, each one by one: what scrypt lets through."""
    deadline = time.monotonic() + seconds
    times: list[float] = []
    failures: list[str] = []

    def again(account: dict) -> None:
        while time.monotonic() < deadline:
            began = time.monotonic()
            try:
                server.sign_in(account)
            except (RuntimeError, OSError) as failure:
                failures.append(str(failure))
                return
            times.append(time.monotonic() - began)

    before = processes.cpu(server.process.pid)
    began = time.monotonic()
    threads = [threading.Thread(target=again, args=(account,)) for account in accounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.monotonic() - began
    if not times:
        raise RuntimeError(f"nobody could sign in: {failures[:1]}")
    used = processes.cpu(server.process.pid) - before
    return [Line(f"sign-ins by {len(accounts)} people at once", len(times) / taken, "/s"),
            Line("  median time of one", statistics.median(times) * 1e3, "ms"),
            Line("  server's CPU for one", used / len(times) * 1e3, "ms"),
            Line("  people who were refused", len(failures), "")]
