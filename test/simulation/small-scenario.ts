/** One service on two servers that stand; at the usual rate of less than a replica's worth. */
export const smallScenario = (ttft: string, rate = '4 requests/s'): string => `
fleetwright: 1
title: A small service
asOf: 2026-06-01
horizon: { quarters: 2, whole: 2 }
currency: EUR
discountRate: 8 %
objective: least-cost
buyer: small
parties: { small: { name: Small, country: DE, kind: company } }
sites:
  hall:
    from: de-frankfurt
    owner: small
    power: [1 MW]
    tariff: 0.16 EUR/kWh
    space: 100 EUR/kW/month
    stateFunded: false
services:
  chat:
    model: Qwen3-32B
    residency: [DE]
    ttft: ${ttft}
    tpot: 60 ms
    classes:
      chat: { share: 50 %, input: 1200 tokens, output: 100 tokens }
      batch: { share: 50 %, input: 1200 tokens, output: 100 tokens }
    demand: { requests: ${rate}, peakOverMean: 2 }
offers: { use: [] }
fleet: { racks: { system: hgx-h100, site: hall, count: 2 } }
budgets:
  machines: { amount: 1M EUR, window: { from: 1, to: 2 }, kinds: [systems, network, lease] }
`;
