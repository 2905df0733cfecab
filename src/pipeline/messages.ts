import type { MessageBook } from '../diagnostics/index.ts';

/** Why each diagnostic of the way from files to a plan exists; `docs/diagnostics.md` is made from it. */
export const pipelineMessages = {
  'FW-PIPE-0001': {
    title: 'The rulebook ends before the as-of date',
    explain:
      'Nothing published after the newest rule of the catalog is known to it. Check what has changed since, or add the rules that have.',
  },
  'FW-PIPE-0002': {
    title: 'Unknown id in a question',
    explain: 'No entry of the catalog has the id that a question about rules or rates names.',
  },
  'FW-PIPE-0003': {
    title: 'Wrong value in a question',
    explain:
      'A date, a country, a number or a level of a question about rules or rates cannot be understood.',
  },
  'FW-PIPE-0004': {
    title: 'Rates were tightened by simulation',
    explain:
      'Planning with `--prove` simulates the plan and plans again with lower rates where a service level is missed. The part of the rates it then counts on is written into the plan as the headroom of the service.',
  },
  'FW-PIPE-0005': {
    title: 'Rates rest on measurements',
    explain:
      'Measurements of a model on a chip, of the scenario or of a file given with `--anchors`, correct the times of that model on that chip. Those of a file are written into the plan as `measurements`, and count wherever the plan is checked, simulated, exported, shocked or made anew; `stress` and `backtest` take the same file, and `stress --plan` those of the plan.',
  },
  'FW-PIPE-0006': {
    title: 'A simulation is asked for what it cannot do',
    explain:
      'A service, quarter, site or class is not one of the plan, a value lies outside of what makes sense, or fields do not go together. Nothing was simulated.',
  },
} as const satisfies MessageBook;
