import type { MessageBook } from '../diagnostics/index.ts';

/** What each violation means and what to do about it; `docs/diagnostics.md` is made from it. */
export const checkingMessages = {
  'FW-CHK-0001': {
    title: 'The plan is of another scenario',
    explain:
      'Scenario, variant, as-of date, horizon, currency or objective of the plan differ from those it is checked against. Check it with the scenario and date it was made for.',
  },
  'FW-CHK-0002': {
    title: 'The scenario has changed since',
    explain:
      'The scenario file no longer gives the hash that the plan was made from. The plan may still be right; plan again to know.',
  },
  'FW-CHK-0003': {
    title: 'The catalog has changed since',
    explain:
      'Facts were added or corrected after the plan was made. Plan again to see what follows from them.',
  },
  'FW-CHK-0004': {
    title: 'The rule set is another',
    explain: 'The plan was judged by other rules than those known on its as-of date.',
  },
  'FW-CHK-0005': {
    title: 'Unknown id',
    explain:
      'The plan names an offer, site, system, work, budget, share or quarter that the scenario does not have.',
  },
  'FW-CHK-0006': {
    title: 'Listed twice',
    explain: 'An entry appears more than once, so that reading the file would count it twice.',
  },
  'FW-CHK-0007': {
    title: 'Systems are listed wrongly',
    explain:
      'A plan file lists every system that stands in its lines, its stock or the existing fleet, and no other, as the catalog and the scenario have it: name, accelerator, how many, maker and country.',
  },
  'FW-CHK-0010': {
    title: 'A line differs from its offer',
    explain:
      'System, kind, supplier, number of accelerators, wholeness or id of a line are not what its offer and count give.',
  },
  'FW-CHK-0011': {
    title: 'Not offered there',
    explain: 'The offer does not deliver to the country of this site.',
  },
  'FW-CHK-0012': {
    title: 'Not a count',
    explain: 'Systems are bought whole where money is committed, and never fewer than none.',
  },
  'FW-CHK-0013': {
    title: 'Dates do not follow',
    explain: 'Delivery comes one lead time after the order, and a lease ends when its term does.',
  },
  'FW-CHK-0014': {
    title: 'Outside the horizon',
    explain: 'A new line must be ordered and delivered within the quarters that are planned.',
  },
  'FW-CHK-0015': {
    title: 'Price is wrong',
    explain:
      'A line costs its count times the price of its offer, for a lease over the whole term, in the currency of the offer and in that of the plan.',
  },
  'FW-CHK-0016': {
    title: 'More than the supplier allocates',
    explain: 'Orders of one offer in one quarter, over all sites, exceed what can be had.',
  },
  'FW-CHK-0017': {
    title: 'A frozen order was touched',
    explain: 'Orders already placed stand in the plan as they were placed, and no new line may pose as one.',
  },
  'FW-CHK-0018': {
    title: 'What was taken over is something else',
    explain:
      'A plan made anew says which orders, progress and plans it took over, and what changing them counts. One of these differs from what it was planned with, or does not add up.',
  },
  'FW-CHK-0019': {
    title: 'An order is stopped, or expected, against the rules',
    explain:
      'An order on its way may ship only where the rules of the day permit it for some use. This one is said to be stopped although they do, or is expected although they do not.',
  },
  'FW-CHK-0020': {
    title: 'The verdict is another',
    explain:
      'The rules, asked again, give this line another verdict, other rules or other conditions than the plan says.',
  },
  'FW-CHK-0021': {
    title: 'Judged on another day',
    explain: 'A line is judged on the day it is ordered and on the last day of its delivery quarter.',
  },
  'FW-CHK-0022': {
    title: 'Licence not held',
    explain:
      'The verdict rests on other licences than the plan says, or on one that the scenario neither holds nor assumes.',
  },
  'FW-CHK-0023': {
    title: 'Uses differ',
    explain:
      'The uses a line may be put to are those of its site for which the rules permit it on both dates.',
  },
  'FW-CHK-0024': {
    title: 'Not permitted',
    explain:
      'No use of this line is allowed, with or without conditions, on both its dates. Unknown and licence needed count as no.',
  },
  'FW-CHK-0030': {
    title: 'Stock does not add up',
    explain:
      'What stands in a quarter is the existing fleet and what the lines have delivered and not yet given back.',
  },
  'FW-CHK-0031': {
    title: 'More at work than is usable',
    explain: 'Work of all kinds in one pool exceeds its stock times the availability, or is negative.',
  },
  'FW-CHK-0032': {
    title: 'Work sits where it may not',
    explain:
      'A site, a use or a quarter is not open to this work: residency, the uses the rules permit the machines for, or the window of a run.',
  },
  'FW-CHK-0033': {
    title: 'Rate is not that of the rate table',
    explain: 'Rated again, this system does this work at another rate, or cannot be rated.',
  },
  'FW-CHK-0034': {
    title: 'Service or run is missing or misnamed',
    explain: 'Every service and run of the scenario appears in the plan, with its name, model and quarters.',
  },
  'FW-CHK-0035': {
    title: 'Service does not add up',
    explain:
      'Demand, what is placed for it, what is missed and the tokens served follow from the scenario and the placements.',
  },
  'FW-CHK-0036': {
    title: 'Run does not add up',
    explain: 'Compute done and missing, place, end and gang of a run follow from its placements.',
  },
  'FW-CHK-0037': {
    title: 'Run is spread out',
    explain: 'A training run works on one system type at one site.',
  },
  'FW-CHK-0038': {
    title: 'Gang out of range',
    explain: 'Fewer accelerators than a run needs at once, or more than it can use.',
  },
  'FW-CHK-0040': {
    title: 'More power than there is',
    explain: 'What stands at a site draws more than its power in this quarter, cooling and losses included.',
  },
  'FW-CHK-0041': {
    title: 'Power figures are wrong',
    explain: 'The power the plan shows is not that of its stock, or not that of the site.',
  },
  'FW-CHK-0042': {
    title: 'Budget overspent',
    explain: 'What counts against the budget, by its sites, kinds, window and way of counting, exceeds it.',
  },
  'FW-CHK-0043': {
    title: 'Budget figures are wrong',
    explain: 'Amount, spent or left of a budget are not what the lines give, in its own currency.',
  },
  'FW-CHK-0044': {
    title: 'Line names the wrong budgets',
    explain: 'A line names every budget that its price counts against, and no other.',
  },
  'FW-CHK-0045': {
    title: 'Share not met',
    explain: 'The domestic part of what is ordered breaks a share that binds.',
  },
  'FW-CHK-0046': {
    title: 'Share figures are wrong',
    explain:
      'The parts by units, spend and compute follow from the lines ordered for the sites within the window.',
  },
  'FW-CHK-0047': {
    title: 'Too much from one',
    explain: 'One vendor or supplier gets a larger part of the spend than the buyer allows.',
  },
  'FW-CHK-0048': {
    title: 'More than a rule lets go there',
    explain:
      'A rule caps what a country, a buyer or a product may take; the orders of the plan add up to more.',
  },
  'FW-CHK-0050': {
    title: 'Cash does not add up',
    explain:
      'What is paid in a quarter follows from the lines, the stock and the cost model; the total is the sum of the kinds.',
  },
  'FW-CHK-0051': {
    title: 'Cost is wrong',
    explain: 'The discounted cash of all quarters is not the cost that the plan says.',
  },
  'FW-CHK-0052': {
    title: 'Penalty is wrong',
    explain: 'Unmet tokens and unfinished runs at their penalties do not add up to what the plan says.',
  },
  'FW-CHK-0053': {
    title: 'Objective is wrong',
    explain: 'The value that was minimised is not made of the cost and the penalty of this plan.',
  },
  'FW-CHK-0054': {
    title: 'Bound or gap is wrong',
    explain:
      'A bound cannot be worse than the plan it bounds, and the gap is their distance as a part of the value.',
  },
  'FW-CHK-0055': {
    title: 'Demand is missed',
    explain: 'The objective asks for all demand to be met at least cost, and some is not.',
  },
  'FW-CHK-0056': {
    title: 'Status does not fit',
    explain:
      'An infeasible plan names its conflict and orders nothing; any other has an objective and no conflict.',
  },
  'FW-CHK-0060': {
    title: 'Limit figures are wrong',
    explain: 'What is used, the limit or the slack between them is not what the lines and the scenario give.',
  },
  'FW-CHK-0061': {
    title: 'No such limit',
    explain: 'The plan shows a limit that the scenario does not have.',
  },
  'FW-CHK-0070': {
    title: 'Runner-up does not add up',
    explain: 'How much worse a runner-up is follows from its objective; its distance lies between 0 and 1.',
  },
  'FW-CHK-0071': {
    title: 'No such choice',
    explain: 'A runner-up or a break-even is about an offer that does not exist for that site.',
  },
  'FW-CHK-0072': {
    title: 'No such cause',
    explain: 'A conflict names limits, requirements and rules of the scenario and the rulebook.',
  },
  'FW-CHK-0080': {
    title: 'Assumption is missing or altered',
    explain:
      'Every claim that became a number of the plan is listed as it was written, with grade, status and source.',
  },
  'FW-CHK-0081': {
    title: 'Assumption from nowhere',
    explain: 'A listed claim is used neither by the scenario nor by the rates.',
  },
  'FW-CHK-0090': {
    title: 'Figures of the futures do not add up',
    explain:
      'Probabilities add to 1; mean, tail, worst, regret and the values of information and of the staged plan follow from the figures of the futures.',
  },
  'FW-CHK-0091': {
    title: 'A stance contradicts the plan',
    explain:
      'The stance of a line is the one in the list of stances; only what is ordered now is committed, and without futures there are no stances.',
  },
  'FW-CHK-0095': {
    title: 'The proof contradicts the plan or itself',
    explain:
      'A proof by simulation is about services and quarters of the plan and holds the levels of the scenario; whether a level is met follows from the percentile that is held, from what went unserved and from whether latencies are numbers at all. Run `fleetwright simulate` again: for the same seed and flags it gives the same bytes.',
  },
} as const satisfies MessageBook;

/** Codes of this room. */
export type CheckingCode = keyof typeof checkingMessages;
