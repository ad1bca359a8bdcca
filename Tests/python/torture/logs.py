"""What the servers wrote: no personal value, and no error but those that the injected faults explain."""
from __future__ import annotations

import json
from collections import Counter
from datetime import datetime
from pathlib import Path

# While the database is away, and so long after, these are what a server should say.
OF_THE_DATABASE = {
    "sealing the audit trail failed",
    "looking for jobs failed",
    "claiming a job failed",
    "schedules failed",
    "signing the audit's note failed",
    "a refusal could not be recorded",
    "an alarm could not be recorded",
    "applying the erasure ledger failed",
    "the restore mark could not be raised",
    "the end of a job could not be written",
    "request refused",
}
AFTER = 15.0


def errors(log: Path, cut: bool, windows: list[tuple[float, float]], counts: Counter) -> list[str]:
    """Lines that no fault explains. `cut`: the process was killed, its last line may be half a line."""
    wrong = []
    lines = log.read_bytes().split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            entry = json.loads(line)
            level = entry.get("level", "")
        except (ValueError, AttributeError):
            if not (cut and number == len(lines)):
                wrong.append(f"log: {log.name}:{number} is no JSON: {line[:300].decode(errors='replace')}")
            continue
        if level not in ("warning", "error", "critical"):
            continue
        details = {name: entry[name] for name in ("error", "code", "sqlState", "kind", "route") if name in entry}
        counts[f"{level} {entry.get('message')} {json.dumps(details, ensure_ascii=False)}"] += 1
        if level == "warning":
            continue
        at = datetime.fromisoformat(entry["time"].replace("Z", "+00:00")).timestamp()
        explained = entry.get("message") in OF_THE_DATABASE and any(began - 0.5 <= at <= ended + AFTER for began, ended in windows)
        if level == "critical" or not explained:
            wrong.append(f"log: {log.name}:{number}: {line[:400].decode(errors='replace')}")
    return wrong


def leaks(logs: list[Path], secrets: dict[str, str]) -> list[str]:
    """Secrets {text: what it is} that stand in a log."""
    wrong = []
    for log in logs:
        text = log.read_text(encoding="utf-8", errors="replace")
        wrong += [f"leak: {log.name} holds {what}" for secret, what in secrets.items() if secret in text]
    return wrong
