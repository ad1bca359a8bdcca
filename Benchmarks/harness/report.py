"""The table for people and the file for machines."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from .load import Contender


@dataclass
class Line:
    """One number that is not a race: what, how much, in what unit, what is wanted."""

    what: str
    value: float | None
    unit: str
    goal: str = ""

    def to_json(self) -> dict:
        return {"what": self.what, "value": self.value, "unit": self.unit, "goal": self.goal}


@dataclass
class Race:
    """A job and those who did it in turns. Peony comes first; goals are ratios to the others, by name."""

    job: str
    contenders: list[Contender]
    absent: list[str] = field(default_factory=list)
    goals: dict[str, str] = field(default_factory=dict)
    """Which number the ratio compares: `rate`, or `work` (CPU for each request, where less is better)."""
    ratio_of: str = "rate"

    def run(self, rounds: int, seconds: float) -> "Race":
        """A round each, in turns, after a short warm-up each."""
        for contender in self.contenders:
            contender.round(1)
        for number in range(rounds):
            # Who goes first changes, so that nobody always follows the same neighbour.
            order = self.contenders if number % 2 == 0 else self.contenders[::-1]
            for contender in order:
                contender.rounds.append(contender.round(seconds))
        return self

    def ratio(self, other: Contender) -> float:
        """The median over rounds of ours divided by theirs: what disturbs the machine disturbs neighbours alike."""
        return statistics.median(
            getattr(mine, self.ratio_of) / max(getattr(theirs, self.ratio_of), 1e-9)
            for mine, theirs in zip(self.contenders[0].rounds, other.rounds))

    def to_json(self) -> dict:
        return {
            "job": self.job, "goals": self.goals, "ratioOf": self.ratio_of,
            "contenders": [
                {"name": one.name, "ratio": self.ratio(one) if one is not self.contenders[0] else None,
                 "rounds": [each.to_json() for each in one.rounds]} for one in self.contenders
            ] + [{"name": name, "ratio": None, "rounds": None} for name in self.absent],
        }


HEADER = (f"{'':28}{'req/s':>9}{'min':>9}{'max':>9}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}"
          f"{'server':>9}{'postgres':>9}{'client':>9}{'errors':>8}{'ratio':>8}  goal")


def table(race: Race) -> str:
    """A race as lines of text."""
    lines = [race.job]
    for contender in race.contenders:
        rates = [each.rate for each in contender.rounds]

        def median(name: str) -> float:
            return statistics.median(getattr(each, name) for each in contender.rounds)

        ratio = "" if contender is race.contenders[0] else f"{race.ratio(contender):.2f}"
        goal = race.goals.get(contender.name, "")
        lines.append(
            f"  {contender.name:26}{statistics.median(rates):9,.0f}{min(rates):9,.0f}{max(rates):9,.0f}"
            f"{median('p50'):9.2f}{median('p95'):9.2f}{median('p99'):9.2f}"
            f"{median('server'):9.1f}{median('postgres'):9.1f}{median('client'):9.1f}{sum(each.errors for each in contender.rounds):8,d}{ratio:>8}  {goal}".rstrip())
    for name in race.absent:
        lines.append((f"  {name:26}{'not run':>9}".ljust(len(HEADER) - 4) + race.goals.get(name, "")).rstrip())
    return "\n".join(lines)


def numbers(lines: list[Line]) -> str:
    """The single numbers as lines of text."""
    return "\n".join(
        f"  {line.what:62}{'not run' if line.value is None else format(line.value, ',.2f'):>12} "
        f"{line.unit if line.value is not None else '':16}{line.goal}".rstrip() for line in lines)
