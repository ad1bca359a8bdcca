"""python3 -m torture: what `scripts/torture` runs once the cluster stands."""
from __future__ import annotations

import argparse
import os
import shlex
import signal
import sys
import traceback
from pathlib import Path

from .deployment import Deployment
from .overload import overload
from .rig import Rig, say


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/torture")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--overload", action="store_true")
    parser.add_argument("--rotate", action="store_true")
    parser.add_argument("--careless", action="store_true")
    arguments = parser.parse_args()
    # The servers are in sessions of their own: whoever ends the rig ends them by this.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    evidence = Path(os.environ["PEONY_TORTURE_EVIDENCE"])
    deployment = Deployment(
        os.environ["PEONY_BINARY"], Path(os.environ["PEONY_DATA"]), Path(os.environ["PEONY_TORTURE_TOOLS"]), evidence
    )
    try:
        if arguments.careless:
            for setting in ("synchronous_commit = off", "wal_writer_delay = '10s'"):
                deployment.sql(f"alter system set {setting}")
            deployment.sql("select pg_reload_conf()")
        if arguments.overload:
            wrong = overload(deployment, arguments.seconds, evidence)
        else:
            wrong = Rig(arguments.seed, arguments.seconds, deployment, evidence, rotates=arguments.rotate).run()
    except Exception as error:  # noqa: BLE001: the seed has to be told in any case
        traceback.print_exc()
        wrong = [f"rig: {type(error).__name__}: {error}"]
    finally:
        deployment.stop()
    again = ["scripts/torture", "--seed", str(arguments.seed), "--seconds", f"{arguments.seconds:g}"]
    again += [flag for flag in ("--overload", "--rotate", "--careless") if getattr(arguments, flag[2:])]
    report = evidence / "report.json"
    if report.exists():
        print(report.read_text(encoding="utf-8"))
    if wrong:
        for line in wrong[:40]:
            say(f"DOES NOT HOLD: {line}")
        say(f"{len(wrong)} things do not hold. Seed {arguments.seed}. Again: {shlex.join(again)}")
        return 1
    say(f"everything holds; seed {arguments.seed}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
