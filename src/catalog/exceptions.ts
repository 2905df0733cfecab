/**
 * Physics checks from which one accelerator may be excepted in its entry, with a written reason. Everything else a
 * check finds is an error in the figures, not a property of the chip.
 */
export const exceptionNames = ['fp8-rate', 'int8-rate', 'fp4-rate', 'die-size'] as const;
export type ExceptionName = (typeof exceptionNames)[number];
