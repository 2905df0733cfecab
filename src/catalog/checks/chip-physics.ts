import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Claim } from '../../evidence/index.ts';
import type { Accelerator, NumberFormat } from '../entities.ts';
import { exceptionNames, type ExceptionName } from '../exceptions.ts';
import { diagnose } from '../messages.ts';
import { performanceDensity, totalProcessingPower } from '../physics.ts';
import { placeOf, plain, type Check } from './context.ts';

/** The largest field a lithography scanner exposes: 26 mm × 33 mm. */
const reticle = 858;

/** Parts and published figures are rounded; more than this is a mistake. */
const roundingTolerance = 0.03;

/** What physics and arithmetic say of one chip: rates by width, dies, parts, published derived figures. */
export const checkChipPhysics: Check = ({ catalog }) =>
  [...catalog.accelerators.values()].flatMap((chip) => [
    ...withExceptions(chip, [...rates(chip), ...dieSize(chip)]),
    ...parts(chip, catalog.accelerators),
    ...publishedFigures(chip),
  ]);

interface Finding {
  readonly name: ExceptionName;
  readonly diagnostic: Diagnostic;
}

/** Findings that the entry explains are dropped; explanations that explain nothing are findings. */
function withExceptions(chip: Accelerator, findings: readonly Finding[]): readonly Diagnostic[] {
  const { exceptions = {} } = chip;
  const found = new Set<string>(findings.map((finding) => finding.name));
  const idle = exceptionNames.filter((name) => exceptions[name] !== undefined && !found.has(name));
  return [
    ...findings.filter(({ name }) => exceptions[name] === undefined).map(({ diagnostic }) => diagnostic),
    ...idle.map((name) =>
      diagnose(
        'FW-CAT-0036',
        [chip.id, 'exceptions', name],
        placeOf(chip.announced),
        `${chip.id} needs no exception from \`${name}\``,
      ),
    ),
  ];
}

/** Narrower format, the format its rate is compared with, and how many times faster it may be. */
const steps: readonly (readonly [ExceptionName, NumberFormat, NumberFormat, number])[] = [
  ['fp8-rate', 'fp8', 'bf16', 2.1],
  ['int8-rate', 'int8', 'bf16', 2.1],
  // Blackwell Ultra widens FP4 alone: three times FP8.
  ['fp4-rate', 'fp4', 'fp8', 3.2],
];

function rates(chip: Accelerator): readonly Finding[] {
  return steps.flatMap(([name, narrow, wide, most]) => {
    const fast = chip.dense[narrow];
    const slow = chip.dense[wide] ?? (wide === 'bf16' ? chip.dense.fp16 : undefined);
    if (fast?.value === undefined || slow?.value === undefined || slow.value === 0) return [];
    const ratio = fast.value / slow.value;
    if (ratio >= 0.99 && ratio <= most) return [];
    const message = `${chip.id}: ${narrow} (${fast.written}) is ${plain(ratio)} × ${wide} (${slow.written}); expected 1 to ${most} ×`;
    const hint =
      ratio > most ? 'a figure with structured sparsity?' : 'explain it under `exceptions` if it is so';
    return [
      { name, diagnostic: diagnose('FW-CAT-0032', [chip.id, 'dense', narrow], fast.span, message, { hint }) },
    ];
  });
}

function dieSize(chip: Accelerator): readonly Finding[] {
  const { dies, dieArea } = chip;
  if (dies.value === undefined || dieArea.value === undefined || dieArea.value / dies.value <= reticle)
    return [];
  const message = `${chip.id}: ${dieArea.written} on ${dies.written} dies is more than the ${reticle} mm² that can be exposed`;
  return [
    { name: 'die-size', diagnostic: diagnose('FW-CAT-0033', [chip.id, 'dieArea'], dieArea.span, message) },
  ];
}

function parts(chip: Accelerator, all: ReadonlyMap<string, Accelerator>): readonly Diagnostic[] {
  const { madeOf } = chip;
  const part = madeOf && all.get(madeOf.accelerator);
  if (madeOf === undefined || part === undefined) return [];
  const compared: readonly (readonly [string, Claim<number> | undefined, Claim<number> | undefined])[] = [
    ['dense.bf16', chip.dense.bf16, part.dense.bf16],
    ['dense.int8', chip.dense.int8, part.dense.int8],
    ['memory', chip.memory, part.memory],
    ['memoryBandwidth', chip.memoryBandwidth, part.memoryBandwidth],
    ['dies', chip.dies, part.dies],
  ];
  return compared.flatMap(([field, whole, one]) => {
    if (whole?.value === undefined || one?.value === undefined) return [];
    if (agrees(whole, one.value * madeOf.count, roundingTolerance)) return [];
    const message = `${chip.id}.${field}: ${whole.written} is not ${madeOf.count} × ${one.written} of ${part.id}`;
    return [diagnose('FW-CAT-0034', [chip.id, ...field.split('.')], whole.span, message)];
  });
}

function publishedFigures(chip: Accelerator): readonly Diagnostic[] {
  const { published = {} } = chip;
  const compared: readonly (readonly [string, Claim<number> | undefined, number | undefined])[] = [
    ['totalProcessingPower', published.totalProcessingPower, totalProcessingPower(chip).value],
    ['performanceDensity', published.performanceDensity, performanceDensity(chip).value],
  ];
  return compared.flatMap(([field, claim, computed]) => {
    if (claim === undefined || computed === undefined || agrees(claim, computed, roundingTolerance))
      return [];
    const message = `${chip.id}: ${field} computes to ${plain(computed)}, published is ${claim.written}`;
    return [diagnose('FW-CAT-0035', [chip.id, 'published', field], claim.span, message)];
  });
}

/** Whether the claim, or its range, holds `expected` but for `tolerance` of it. */
export function agrees(claim: Claim<number>, expected: number, tolerance: number): boolean {
  const { low = claim.value, high = claim.value } = claim;
  if (low === undefined || high === undefined) return true;
  return expected >= low * (1 - tolerance) && expected <= high * (1 + tolerance);
}
