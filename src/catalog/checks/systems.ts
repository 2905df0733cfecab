import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Claim } from '../../evidence/index.ts';
import type { Accelerator, System } from '../entities.ts';
import { diagnose } from '../messages.ts';
import { agrees } from './chip-physics.ts';
import { plain, type Check } from './context.ts';

/** Vendors round the totals of a system up: CloudMatrix 384 says 300 PFLOPS where 384 × 752 is 289. */
const totalsTolerance = 0.05;

/** Hosts, switches, fans and conversion add to the chips’ design power, but never twice as much again. */
const mostOverhead = 3;

/** A system is accelerators × chip: published totals agree, power covers the chips, the scale-up domain fits in. */
export const checkSystems: Check = ({ catalog }) =>
  [...catalog.systems.values()].flatMap((system) => {
    const chip = catalog.accelerators.get(system.accelerator);
    return chip === undefined
      ? []
      : [...totals(system, chip), ...power(system, chip), ...scaleUp(system, chip)];
  });

function totals(system: System, chip: Accelerator): readonly Diagnostic[] {
  const { published = {} } = system;
  const compared: readonly (readonly [string, Claim<number> | undefined, Claim<number> | undefined])[] = [
    ['bf16', published.bf16, chip.dense.bf16],
    ['fp8', published.fp8, chip.dense.fp8],
    ['fp4', published.fp4, chip.dense.fp4],
    ['memory', published.memory, chip.memory],
    ['memoryBandwidth', published.memoryBandwidth, chip.memoryBandwidth],
  ];
  return compared.flatMap(([field, total, one]) => {
    if (total?.value === undefined || one?.value === undefined) return [];
    const expected = one.value * system.accelerators;
    if (agrees(total, expected, totalsTolerance)) return [];
    const message = `${system.id}: published ${field} ${total.written} is ${plain(total.value / expected)} × ${system.accelerators} × ${one.written}`;
    return [diagnose('FW-CAT-0040', [system.id, 'published', field], total.span, message)];
  });
}

function power(system: System, chip: Accelerator): readonly Diagnostic[] {
  const drawn = system.power.value;
  const design = chip.tdp.low ?? chip.tdp.value;
  if (drawn === undefined || design === undefined) return [];
  const sum = design * system.accelerators;
  if (drawn >= sum && drawn <= mostOverhead * (chip.tdp.high ?? design) * system.accelerators) return [];
  const message = `${system.id}: ${system.power.written} for ${system.accelerators} × ${chip.tdp.written} of design power (${plain(sum)} W)`;
  return [diagnose('FW-CAT-0041', [system.id, 'power'], system.power.span, message)];
}

function scaleUp(system: System, chip: Accelerator): readonly Diagnostic[] {
  const most = Math.min(system.accelerators, chip.scaleUpDomain.high ?? chip.scaleUpDomain.value ?? Infinity);
  if (system.scaleUpDomain <= most) return [];
  const message = `${system.id}: a scale-up domain of ${system.scaleUpDomain}, but at most ${most} accelerators can be reached`;
  return [diagnose('FW-CAT-0042', [system.id, 'scaleUpDomain'], system.power.span, message)];
}
