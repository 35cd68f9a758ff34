"""The choice that a spreadsheet would make: by cost per result. A start for the solver, and what it is measured against.

1. Repair first: while a limit asks for more than is chosen, take the offer that brings most towards what is
   missing for its cost.
2. Then fill: again and again take the offer that adds most value for its cost (what it adds to pools that are not yet
   full), as long as budget, caps and limits hold. Offers that a limit forbids now are looked at again after each pass.

An account's first offer stays; nothing that was taken is given back.
"""

from __future__ import annotations

import heapq
from math import inf

import numpy as np

from pipeline.plan.optimiser.problem import Floats, Indices, Problem, broken


def greedy(problem: Problem) -> Indices | None:
    """Return the chosen offers, ascending; none where what was taken does not meet the limits."""
    basket = _Basket(problem)
    basket.repair()
    basket.fill()
    chosen = np.array(sorted(basket.chosen), dtype=np.int64)
    return None if broken(problem, chosen) else chosen


class _Basket:
    """What was taken so far, and what is left of everything scarce."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.chosen: list[int] = []
        self.money = problem.budget * (1 + 1e-12)
        self.of_creator: dict[int, float] = {}
        self.accounts: set[int] = set()
        limits = problem.limits
        self.uses = np.array([limit.coefficients for limit in limits]).reshape(len(limits), problem.offers)
        self.low, self.high = np.array([x.low for x in limits]), np.array([x.high for x in limits])
        self.only_adds = (self.uses >= 0).all(axis=1) & np.isfinite(self.high)
        self.sums = np.zeros(len(limits))
        saturates = np.isfinite(problem.addressable)
        people = np.where(saturates, problem.addressable, 1.0)
        self.people = people
        # what an offer adds is slope x reached: P exp(-G / P) x (1 - exp(-r / P)), or 1 x r
        self.reached = np.where(saturates, -np.expm1(-problem.result / people), problem.result)
        self.slope = np.where(saturates, people, 1.0)
        self.saturates = saturates
        self.price = np.maximum(problem.cost, 1e-12 * max(float(problem.cost.max(initial=0.0)), 1e-300))

    def has_room(self, offer: int) -> bool:
        """Return whether account, budget and cap allow the offer."""
        problem = self.problem
        cost, creator = problem.cost[offer], int(problem.creator[offer])
        return (
            int(problem.account[offer]) not in self.accounts
            and cost <= self.money
            and self.of_creator.get(creator, 0.0) + cost <= problem.creator_cap * (1 + 1e-12)
        )

    def keeps_limits(self, offer: int) -> bool:
        """Return whether no limit that holds now is broken by the offer, and none that is broken gets worse."""
        if not self.sums.size:
            return True
        after = self.sums + self.uses[:, offer]
        slack = 1e-12 * (np.abs(self.sums) + np.abs(self.uses[:, offer]))
        too_low = (after < self.low - slack) & (after < self.sums)
        too_high = (after > self.high + slack) & (after > self.sums)
        return not (too_low | too_high).any()

    def is_barred(self, offer: int) -> bool:
        """Return whether the offer breaks a limit to which every offer only adds, so that there is no room for it later."""
        after = (self.sums + self.uses[:, offer])[self.only_adds]
        return bool((after > self.high[self.only_adds] * (1 + 1e-12)).any())

    def take(self, offer: int) -> None:
        """Buy the offer."""
        problem = self.problem
        cost, creator = float(problem.cost[offer]), int(problem.creator[offer])
        self.chosen.append(offer)
        self.accounts.add(int(problem.account[offer]))
        self.money -= cost
        self.of_creator[creator] = self.of_creator.get(creator, 0.0) + cost
        self.sums = self.sums + self.uses[:, offer]
        grown = np.where(self.saturates, problem.result[offer] / self.people, 0.0)
        self.slope = self.slope * np.exp(-grown)

    def repair(self) -> None:
        """Take what brings limits that ask for more towards it, most for its cost first."""
        for _ in range(self.problem.offers):
            missing = np.where(np.isfinite(self.low), self.low - self.sums, 0.0)
            short = missing > 1e-12 * np.maximum(np.abs(self.low), np.abs(self.sums))
            if not short.any():
                return
            towards = np.clip(self.uses[short] / missing[short][:, None], None, 1.0).sum(axis=0)
            order = np.argsort(-towards / self.price, kind="stable")
            offer = next(
                (int(x) for x in order if towards[x] > 0 and self.has_room(int(x)) and self.keeps_limits(int(x))), None
            )
            if offer is None:
                return
            self.take(offer)

    def fill(self) -> None:
        """Take what adds most for its cost; what it adds only falls, so a stale rank is worked out anew when it is first."""
        ranks: Floats = (self.reached @ self.slope) / self.price
        waiting = [(-float(rank), offer) for offer, rank in enumerate(ranks) if rank > 0]
        has_grown = True
        while has_grown and waiting:
            has_grown = False
            heapq.heapify(waiting)
            later = []
            while waiting:
                rank, offer = heapq.heappop(waiting)
                if not self.has_room(offer):
                    continue
                now = -float(self.reached[offer] @ self.slope) / float(self.price[offer])
                if now > (waiting[0][0] if waiting else inf) and now > rank:
                    heapq.heappush(waiting, (now, offer))
                elif self.keeps_limits(offer):
                    self.take(offer)
                    has_grown = True
                elif not self.is_barred(offer):
                    later.append((now, offer))
            waiting = later
