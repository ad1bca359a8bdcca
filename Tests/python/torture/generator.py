"""Load from one process of its own: as fast as it is answered (closed), or so many a second whatever comes back (open)."""
from __future__ import annotations

import random
import select
import socket
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

# Answers that took longer are nobody's use any more.
USEFUL = 5.0
CONNECTIONS = 1500


@dataclass
class Round:
    """What a round came to."""

    seconds: float
    offered: int = 0
    useful: int = 0
    late: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    # Requests for which no connection was free, and those whose connection was closed.
    unsent: int = 0
    broken: int = 0
    # The generator's own share of a processor: near 1 it measures itself.
    busy: float = 0.0
    times: list[float] = field(default_factory=list)
    refusals: list[float] = field(default_factory=list)

    @property
    def goodput(self) -> float:
        return self.useful / self.seconds


class _Line:
    """One connection with one request on its way."""

    __slots__ = ("socket", "began", "buffer", "wanted", "status")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)
        self.began = 0.0
        self.buffer = b""
        self.wanted = -1
        self.status = 0

    def take(self) -> bool | None:
        """Reads what is there: True when the answer is whole, None when the connection is gone."""
        try:
            piece = self.socket.recv(1 << 18)
        except BlockingIOError:
            return False
        except OSError:
            return None
        if not piece:
            return None
        self.buffer = self.buffer + piece if self.buffer else piece
        if self.wanted < 0:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return False
            head = self.buffer[:end].lower()
            self.status = int(head[9:12])
            at = head.find(b"content-length:")
            length = int(head[at + 15:].split(b"\r\n", 1)[0]) if at >= 0 else 0
            self.wanted = end + 4 + length
        if len(self.buffer) < self.wanted:
            return False
        self.buffer, self.wanted = b"", -1
        return True


class Generator:
    """Speaks to one server. `requests` are whole HTTP requests, drawn from at random."""

    def __init__(self, port: int, requests: list[bytes]) -> None:
        self.port = port
        self.requests = requests
        self.dice = random.Random(1)

    def run(self, seconds: float, rate: float = 0, closed: int = 0) -> Round:
        """`rate` a second, or `closed` connections that ask again as soon as they are answered."""
        round = Round(seconds)
        poll = select.epoll()
        lines: dict[int, _Line] = {}
        idle: list[_Line] = []

        def open_one() -> _Line:
            line = _Line(self.port)
            lines[line.socket.fileno()] = line
            poll.register(line.socket.fileno(), select.EPOLLIN)
            return line

        def send(line: _Line) -> None:
            line.began = time.monotonic()
            round.offered += 1
            try:
                line.socket.send(self.dice.choice(self.requests))
            except OSError:
                drop(line)

        def drop(line: _Line) -> None:
            if line in idle:
                idle.remove(line)
            else:
                round.broken += 1
            lines.pop(line.socket.fileno(), None)
            poll.unregister(line.socket.fileno())
            line.socket.close()

        # All are open before the round begins: connecting blocks, and would hold up the reading of answers.
        idle += [open_one() for _ in range(closed or CONNECTIONS)]
        began, worked = time.monotonic(), time.process_time()
        end = began + seconds
        while (now := time.monotonic()) < end:
            if rate:
                due = int((now - began) * rate) - round.offered
                # A generator that fell behind does not catch up in one gulp.
                for _ in range(min(due, 200)):
                    if idle:
                        send(idle.pop())
                    else:
                        round.offered += 1
                        round.unsent += 1
            else:
                while idle:
                    send(idle.pop())
            for descriptor, _ in poll.poll(0.002):
                line = lines.get(descriptor)
                if line is None:
                    continue
                whole = line.take()
                if whole is None:
                    drop(line)
                elif whole:
                    elapsed = time.monotonic() - line.began
                    round.statuses[line.status] = round.statuses.get(line.status, 0) + 1
                    if line.status < 300:
                        round.times.append(elapsed)
                        if elapsed <= USEFUL:
                            round.useful += 1
                        else:
                            round.late += 1
                    else:
                        round.refusals.append(elapsed)
                    idle.append(line)
        round.seconds = time.monotonic() - began
        round.busy = (time.process_time() - worked) / round.seconds
        for line in lines.values():
            line.socket.close()
        poll.close()
        return round


def serve(pipe: Connection, port: int, requests: list[bytes]) -> None:
    """The process: rounds as the pipe asks for them, until it is closed."""
    generator = Generator(port, requests)
    while (ask := pipe.recv()) is not None:
        pipe.send(generator.run(**ask))
