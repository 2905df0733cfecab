import { exitCodes } from './command.ts';
import { findCommand, main } from './run.ts';

// The process around the command line: streams, interruption, exit code.
const line = process.argv.slice(2);
const interrupt = new AbortController();
if (findCommand(line)?.keepsWork === true) {
  process.once('SIGINT', () => {
    interrupt.abort();
    // A second Ctrl-C does not wait for the best answer so far.
    process.once('SIGINT', () => process.exit(130));
  });
  process.once('SIGTERM', () => interrupt.abort());
}
// A reader that closes its pipe early (`| head`) is not an error, and does not change the answer.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.badInput;
  });
}

process.exitCode = await main(line, process, interrupt.signal);
