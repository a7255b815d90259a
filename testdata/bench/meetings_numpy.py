"""The simulation of meetings.cost with numpy, as someone writes it who wants it fast.

    python3 meetings_numpy.py DRAWS SEED

prints the mean of the cost of five years, its standard deviation, percentiles 5, 10, 25, 50, 75, 90 and 95, the lowest and
the highest, a line each. Draws are made and read in blocks that stay in the caches; products of constants are worked out
beforehand, and what is needed twice is kept. Only the distribution of one figure is asked for, so only that is computed.
"""

import sys

import numpy as np

BLOCK = 4096
PRICES = 1.018


def pert(rng, low, mode, high, n):
    rise = 4 * (mode - low) / (high - low)
    return low + (high - low) * rng.beta(1 + rise, 5 - rise, n)


def whole(rng, n):
    intake = rng.triangular(1, 2, 3, n)
    meetings = rng.triangular(6, 8, 10, n)
    length = rng.uniform(1.5, 2.5, n)
    before = rng.uniform(0.5, 2, n)
    leader = rng.normal(340, 40 / 1.6448536269514722, n)
    caseworker = pert(rng, 270, 310, 350, n)
    attendants = rng.uniform(6, 12, n)
    wages = rng.uniform(1, 1.02, n)
    fee = rng.uniform(20_000, 36_000, n)
    rent = rng.uniform(70_000, 110_000, n)

    team_hour = (leader + caseworker) * 1.12
    per_family = meetings * (length * (team_hour + attendants * 324.8 + 100) + before * team_hour)
    travel = meetings * attendants * 131.4
    planning = team_hour * 120
    family_work = intake * per_family
    by_prices = intake * (travel + 85) + rent

    total = planning + family_work + fee * 3.45 + by_prices + 27_000
    grown = wages
    for year in range(2, 6):
        laptops = 54_000 if year > 3 else 27_000
        total += (planning + family_work * year) * grown
        total += by_prices * (year * PRICES ** (year - 1))
        total += fee * (3 + 0.45 * year) + laptops
        grown = grown * wages
    return total


def main():
    draws, seed = int(sys.argv[1]), int(sys.argv[2])
    rng = np.random.default_rng(seed)
    costs = np.empty(draws)
    for first in range(0, draws, BLOCK):
        n = min(BLOCK, draws - first)
        costs[first : first + n] = whole(rng, n)
    figures = [costs.mean(), costs.std(), *np.percentile(costs, [5, 10, 25, 50, 75, 90, 95]), costs.min(), costs.max()]
    for figure in figures:
        print(repr(float(figure)))


main()
