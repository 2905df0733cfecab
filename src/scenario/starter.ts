/**
 * The text `fleetwright init` writes: a small scenario that is valid and can be planned as it stands, with a comment
 * on everything a reader will want to change first.
 */
export function starterScenario(): string {
  return starter;
}

const starter = `# A scenario for Fleetwright: what you have, what you need, what you may spend, and where. It can be planned as it is:
#   fleetwright validate my-scenario.yaml
#   fleetwright plan my-scenario.yaml
# Replace the numbers with yours. Every number may be short (40 MW, graded "assumed") or carry its evidence:
#   power: { value: 40 MW, source: KEY-IN-THE-CATALOG, grade: B, date: 2026-03 }
#   power: { value: 40 MW, low: 30 MW, high: 45 MW, reason: "letter of the grid company" }
# All keys: docs/scenario.md. Mistyped keys are errors, with the place and a suggestion.
fleetwright: 1
title: My first scenario

# The day whose rules, prices and knowledge count. Quarters below count from it: 1 is the quarter it lies in.
asOf: 2026-06-01
horizon: { quarters: 6, whole: 4 } # whole machines in the first 4 quarters, a forecast after them
currency: EUR
discountRate: 8 %
objective: least-cost # or most-service (the most for the budget), or lexicographic (service first, then cost)

buyer: my-company
parties:
  my-company: { name: My company, country: DE, kind: company }

sites:
  hall:
    from: de-frankfurt # start from a place of the catalog (fleetwright catalog list sites), then say what is yours
    owner: my-company
    power: [3 MW, 3 MW, 5 MW] # at the meter, by quarter; the last goes on
    tariff: 0.16 EUR/kWh
    space: 100 EUR/kW/month
    stateFunded: false

services:
  assistant:
    model: Qwen3-32B # fleetwright catalog list models
    residency: [DE] # countries that may serve it
    ttft: 1.5 s # time to the first token
    tpot: 40 ms # time per further token
    classes: # shares add to 100 %
      chat: { share: 80 %, input: 1200 tokens, output: 250 tokens, cached: 30 % }
      documents: { share: 20 %, input: 8000 tokens, output: 500 tokens }
    demand:
      monthlyUsers: 4M users/month # or tokens: 20bn tokens/day, or requests: 300 requests/s
      dailyActiveShare: 25 %
      requestsPerActiveUserDay: 12
      growthPerQuarter: 15 %
      peakOverMean: 2.5

runs:
  tuning:
    name: Tuning of our own model
    flop: 2e23 FLOP # or parameters and tokens
    deadline: 4 # the last quarter it may work in
    gang: { min: 64, max: 512 } # accelerators at work on it at once

offers:
  use: all # everything the catalog sells or rents out there
  allocationWhereUnknown: { value: 20, reason: "what we can expect as a small customer" } # systems per quarter

fleet: # what already stands and is free for this
  first-rack: { system: hgx-h100, site: hall, count: 24 } # serves the first quarter, before anything can arrive

budgets:
  machines:
    amount: 60M EUR
    window: { from: 1, to: 6 }
    kinds: [systems, network, lease]

variants: # fleetwright plan my-scenario.yaml --variant twice-the-users
  twice-the-users:
    title: Twice the users
    set: { services: { assistant: { demand: { monthlyUsers: 8M users/month } } } }
`;
