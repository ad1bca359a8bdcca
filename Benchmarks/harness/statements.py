"""Statements as the server sent them, made into pgbench scripts: same text, same parameters, same flights."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

# The driver tells PostgreSQL its parameters' types; pgbench does not. A cast says the same, and costs nothing.
CASTS = [
    (re.compile(UUID), "uuid"),
    (re.compile(r"\{(?:%s|NULL)(?:,(?:%s|NULL))*\}" % (UUID, UUID)), "uuid[]"),
    (re.compile(r"\\x[0-9a-f]*"), "bytea"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+\d\d"), "timestamptz"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "date"),
    (re.compile(r"\{-?\d+(,-?\d+)*\}"), "int[]"),
    (re.compile(r'\{"\\\\x[0-9a-f]*"(?:,"\\\\x[0-9a-f]*")*\}'), "bytea[]"),
    (re.compile(r'\{"[^"]*":.*\}', re.DOTALL), "jsonb"),
    # An empty one is of the type that its place asks for.
    (re.compile(r"\{.+\}", re.DOTALL), "text[]"),
]


@dataclass
class Statement:
    """One executed statement: text with $1, $2 …, and the values; None is NULL."""

    text: str
    values: list[str | None] = field(default_factory=list)

    @staticmethod
    def parse(text: str, detail: str) -> "Statement":
        """Reads what the log says."""
        values = re.findall(r"\$\d+ = (?:'((?:[^']|'')*)'|(NULL))", detail)
        return Statement(text, [None if null else value.replace("''", "'") for value, null in values])

    @property
    def returns_rows(self) -> bool:
        """Whether the server waits for its rows: such a statement ends a flight of a transaction."""
        return self.text.lstrip().lower().startswith("select") and "set_config" not in self.text

    @property
    def writes(self) -> bool:
        """Whether it is more than a question: what makes or changes rows, and what transactions and contexts are made of."""
        return not self.returns_rows and not self.text.lstrip().lower().startswith("with recursive")

    def cast(self) -> list[str]:
        """`$n`, or `$n::type` where the value shows a type that the context might not."""
        return [f"${index}" + (f"::{kind}" if kind else "") for index, kind in enumerate(self._casts(), 1)]

    def _casts(self) -> list[str | None]:
        # They take text, whatever it looks like.
        plain = "set_config" in self.text or self.text.lstrip().lower().startswith("select pg_notify")
        return [None if value is None or plain else next((kind for form, kind in CASTS if form.fullmatch(value)), None)
                for value in self.values]

    def with_casts(self) -> str:
        """The text for drivers that ask PostgreSQL for the parameters' types."""
        casts = self.cast()
        return re.sub(r"\$(\d+)", lambda match: casts[int(match[1]) - 1], self.text)


def recorded(entries: list[tuple[str, str]], needle: str) -> list[Statement]:
    """The statements of the unit (a fetch, or a transaction) that has the needle in a text or a value. Other units,
    such as the session's look-up, are none of the job."""
    units: list[list[Statement]] = []
    inside = False
    for text, detail in entries:
        statement = Statement.parse(text, detail)
        word = text.split(None, 1)[0].lower()
        if word == "begin" or (not inside and "set_config" in text) or not units:
            units.append([])
        units[-1].append(statement)
        inside = (inside or word == "begin") and word not in ("commit", "rollback")
    for unit in reversed(units):
        if any(needle in part.text or needle in (part.values or []) for part in unit):
            return unit
    found = [part.text[:60] for unit in units for part in unit]
    raise RuntimeError(f"the log has no statements with {needle}: {found}")


@dataclass
class Script:
    """A pgbench script body with the variables that it starts with."""

    body: str
    variables: dict[str, str]


def script(unit: list[Statement], other: list[Statement] | None = None, id: str | None = None,
           known: Callable[[str, str | None], str | None] | None = None) -> Script:
    """The pipelines of a unit.

    - Parameters:
      - other: the same unit for another request. What differs must differ in every request here as well: uuids, tokens,
        keys and numbers come from the number `:n`, by expressions that cost PostgreSQL next to nothing. Times and
        sealed bytes stay as they were: their length is what counts.
      - id: the value that becomes `:id`.
      - known: the expression that stands for a value of some type; None where it stands for nothing.
    """
    if other is not None and [part.text for part in unit] != [part.text for part in other]:
        raise RuntimeError("two requests of the same kind ran different statements")
    variables: dict[str, str] = {}
    classes: dict[str, int] = {}
    lines = ["\\startpipeline"]
    single = len([part for part in unit if part.returns_rows]) == len(unit) - 1
    for index, part in enumerate(unit):
        casts = part._casts()
        expressions = []
        for place, value in enumerate(part.values):
            differs = other is not None and other[index].values[place] != value
            kind = casts[place]
            if value is None:
                expressions.append("null")
            elif id is not None and value == id:
                expressions.append(f":id::{kind}" if kind else ":id")
            elif known is not None and (made := known(value, kind)):
                expressions.append(made)
            elif differs and (made := _varying(value, kind, classes)):
                # A job's key is a text, also where it looks like an id.
                expressions.append(f"{made}::text" if kind == "uuid" and re.search(rf"\bkey = \${place + 1}\b", part.text) else made)
            else:
                name = f"p{index}_{place + 1}"
                variables[name] = value
                expressions.append(f":{name}" + (f"::{kind}" if kind else ""))
        text = re.sub(r"\$(\d+)", lambda match: expressions[int(match[1]) - 1], part.text)
        lines.append(" ".join(text.split()) + ";")
        if part.returns_rows and not single and index < len(unit) - 1:
            lines += ["\\endpipeline", "\\startpipeline"]
    lines.append("\\endpipeline")
    return Script("\n".join(lines), variables)


def _varying(value: str, kind: str | None, classes: dict[str, int]) -> str | None:
    number = classes.setdefault(value, len(classes))
    if kind == "uuid":
        return f"md5('{number}/' || :n::int8)::uuid"
    if kind == "uuid[]":
        parts = value[1:-1].split(",")
        made = ["null" if part == "NULL" else _varying(part, "uuid", classes) or "" for part in parts]
        return f"array[{', '.join(made)}]"
    if kind == "bytea":
        return f"decode(md5('{number}/' || :n::int8), 'hex')" if len(value) == 34 else None
    if kind == "bytea[]":
        tokens = [token.strip('"').replace("\\\\", "\\") for token in value[1:-1].split(",")]
        made = [_varying(token, "bytea", classes) or f"'{token}'::bytea" for token in tokens]
        return f"array[{', '.join(made)}]"
    if kind == "int[]":
        count = value.count(",") + 1
        return "array[" + ", ".join(f"((:n::int8 * 31 + {1009 * step}) % 65536)::int" for step in range(count)) + "]"
    if kind is None and value.isdigit():
        return "(:n::int8)"
    if kind is None:
        return f"('{number}/' || :n::int8)"
    return None


def fill(template: Path, made: Script) -> str:
    """A script from peers/pgbench with its statements in place."""
    return template.read_text().replace("-- {statements}", made.body)
