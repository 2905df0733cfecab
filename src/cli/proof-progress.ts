import { formatQuantity } from '../quantity/index.ts';
import type { Terminal } from './terminal.ts';

/** Tells how far a proof is, once a second at most: `12 s  chat 2025Q1  40 %, about 18 s to go`. */
export function proofProgress(terminal: Terminal): (what: string, done: number) => void {
  const started = performance.now();
  let told = -1;
  return (what, done) => {
    const seconds = (performance.now() - started) / 1000;
    if (Math.floor(seconds) === told) return;
    told = Math.floor(seconds);
    const rest = done > 0.01 ? `, about ${Math.ceil((seconds * (1 - done)) / done)} s to go` : '';
    terminal.progress(`${seconds.toFixed(0)} s  ${what}  ${formatQuantity(done, 'ratio')}${rest}`);
  };
}
