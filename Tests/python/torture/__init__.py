"""The torture rig: seeded load and seeded faults against two servers on one database, and what must hold afterwards.

`scripts/torture` sets it up. docs/operations.md says what it does; verdict.py says what it holds the servers to.
"""
