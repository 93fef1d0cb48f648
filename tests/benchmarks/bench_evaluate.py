"""One answer to assessment, plan and next questions, and how its cost grows with the number of rules."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace

from tests.benchmarks.measure import Row, Spread, exactly, in_turn, percentile, spread
from tests.benchmarks.shipped import World, world
from waylight.domain.ids import RuleId
from waylight.domain.rules import RuleSet

LIMIT_MS = 2.0
FRAME_MS = 16.0


def run(turns: int = 40) -> list[Row]:
    """Measure answer by answer, then with more rules."""
    here = world()
    return [*_answers(here, turns), *_growth(here, max(5, turns // 3))]


def _answers(here: World, turns: int) -> list[Row]:
    records = here.records()
    wall: list[list[float]] = [[] for _ in records]
    processor: list[list[float]] = [[] for _ in records]
    for record in records:
        here.evaluated(record)
    gc.collect()
    for _ in range(turns):
        for at, record in enumerate(records):
            clock, spent = _both(lambda record=record: here.evaluated(record))  # type: ignore[misc]
            wall[at].append(clock)
            processor[at].append(spent)
    name = f"one answer of {len(records)}, {len(here.rules.rules())} rules"
    every_wall, every_processor = [x for times in wall for x in times], [x for times in processor for x in times]
    quietest = max(min(times) for times in processor)
    return [
        _limit(f"{name}: half of them", spread(every_wall), "a frame of 16 ms", FRAME_MS),
        _limit(f"{name}: 99 of 100, by the clock", exactly(percentile(every_wall, 0.99))),
        _limit(f"{name}: 99 of 100, processor time", exactly(percentile(every_processor, 0.99))),
        _limit(f"{name}: the slowest, undisturbed", exactly(quietest)),
    ]


def _limit(what: str, ours: Spread, rival: str = "the limit", limit: float = LIMIT_MS) -> Row:
    return Row(what=what, rival=rival, ours=ours, theirs=exactly(limit), goal=1.0)


def _both(work: Callable[[], object]) -> tuple[float, float]:
    clock, spent = time.perf_counter_ns(), time.process_time_ns()
    work()
    return (time.perf_counter_ns() - clock) / 1e6, (time.process_time_ns() - spent) / 1e6


def _growth(here: World, turns: int) -> list[Row]:
    record = here.records()[-1]
    several = {times: replace(here, rules=_times(here.rules, times)) for times in (1, 2, 4)}
    once, twice, four = in_turn(
        *(lambda each=each: each.evaluated(record) for each in several.values()),
        turns=turns,
    )
    return [
        Row(what="the whole record, twice the rules", rival="the rules once", ours=twice, theirs=once, goal=2.0),
        Row(what="the whole record, four times the rules", rival="the rules once", ours=four, theirs=once, goal=4.0),
    ]


def _times(rules: RuleSet, times: int) -> RuleSet:
    """Return the rules several times over, under ids of their own and with conditions of their own."""
    assert rules.national is not None
    more = tuple(
        replace(rule, id=RuleId(f"{rule.id}.{copy}"), when=replace(rule.when))
        for copy in range(1, times)
        for rule in rules.rules()
    )
    return replace(rules, national=replace(rules.national, rules=rules.national.rules + more))
