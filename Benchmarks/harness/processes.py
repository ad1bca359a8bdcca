"""Child processes: started, accounted for by the kernel's own numbers, and always stopped by their own id."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
_children: list[subprocess.Popen] = []


def _die_with_parent() -> None:
    """Linux only, like the rest here: a harness that is killed hard leaves no load behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def start(arguments: list[str], environment: dict[str, str] | None = None, log: Path | None = None) -> subprocess.Popen:
    """Starts a program in a session of its own, so that Ctrl-C reaches this process alone, which stops it in order."""
    output = open(log, "ab") if log else subprocess.DEVNULL
    try:
        child = subprocess.Popen(
            arguments, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, stdout=output,
            stderr=output, start_new_session=True, preexec_fn=_die_with_parent)
    finally:
        if log:
            output.close()
    _children.append(child)
    return child


def stop(child: subprocess.Popen, patience: float = 30) -> None:
    """Asks a child to end, and insists when it does not."""
    if child in _children:
        _children.remove(child)
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(patience)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def stop_all() -> None:
    """Stops whatever was started and still runs, the latest first."""
    while _children:
        stop(_children[-1], patience=10)


def run(arguments: list[str], timeout: float, environment: dict[str, str] | None = None) -> tuple[str, float]:
    """Runs a load generator to its end: its standard output, and the CPU seconds that it took."""
    before = os.times()
    child = subprocess.Popen(
        arguments, env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, start_new_session=True, preexec_fn=_die_with_parent)
    _children.append(child)
    try:
        output, errors = child.communicate(timeout=timeout)
    finally:
        stop(child, patience=2)
    if child.returncode != 0:
        raise RuntimeError(f"{Path(arguments[0]).name} failed ({child.returncode}): {errors.strip()[-2000:]}")
    after = os.times()
    return output, after.children_user + after.children_system - before.children_user - before.children_system


def _stat(pid: int) -> tuple[int, float] | None:
    """Parent and CPU seconds of a process, those of children that it has reaped included; None when it is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    fields = text.rpartition(")")[2].split()
    return int(fields[1]), sum(int(field) for field in fields[11:15]) / TICKS


def tree(pid: int) -> dict[int, float]:
    """A process and its descendants, with their CPU seconds. What an ended child used is its parent's by then, so the
    sum over the tree never forgets anything."""
    stats = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit() and (stat := _stat(int(entry))):
            stats[int(entry)] = stat
    members = {pid} if pid in stats else set()
    while more := {child for child, (parent, _) in stats.items() if parent in members} - members:
        members |= more
    return {member: stats[member][1] for member in members}


def cpu(pid: int) -> float:
    """CPU seconds of a process and all its descendants."""
    return sum(tree(pid).values())


def memory(pid: int) -> float:
    """Resident memory of a process tree in MiB, shared pages counted by their part (PSS)."""
    total = 0
    for member in tree(pid):
        try:
            text = Path(f"/proc/{member}/smaps_rollup").read_text()
        except OSError:
            continue
        total += next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)
    return total / 1024


def wait_until(condition, patience: float, what: str, child: subprocess.Popen | None = None) -> float:
    """Polls a condition; the seconds that it took. Fails when the patience or the child has ended."""
    began = time.monotonic()
    while not condition():
        if child is not None and child.poll() is not None:
            raise RuntimeError(f"{what}: the process ended with status {child.returncode}")
        if time.monotonic() - began > patience:
            raise RuntimeError(f"{what}: not within {patience:.0f} s")
        time.sleep(0.002)
    return time.monotonic() - began
