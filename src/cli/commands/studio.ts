import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultKeyPath, readKeyPair } from '../../attest/index.ts';
import { hasErrors } from '../../diagnostics/index.ts';
import {
  errorCode,
  fileTrouble,
  packageRoot,
  readTextFile,
  sameFile,
  writeTextFile,
} from '../../files/index.ts';
import { findScenario, placesOf, readWorld } from '../../pipeline/index.ts';
import { readPlan } from '../../plan/index.ts';
import type { Listening } from '../../server/index.ts';
import { defaultStorePath, describeLocation, openStore, parseStoreLocation } from '../../store/index.ts';
import { exitCodes, type Command } from '../command.ts';
import { complaint } from '../messages.ts';

const defaults = { host: '127.0.0.1', port: 7416 } as const;

export const studio: Command = {
  words: ['studio'],
  summary: 'Open the studio on a folder of scenarios: edit, plan, prove, compare and hand over on screen',
  details:
    'Listens on this machine alone until Ctrl-C; nothing it does asks another machine. Scenarios stay YAML files in your folder, edits made by other programs are merged in. ' +
    'Without DIR the folder scenarios/ here is taken, else this folder, else the examples of the package.',
  positionals: [{ name: 'DIR', summary: 'Folder of your scenarios', optional: true, complete: 'file' }],
  flags: [
    {
      name: 'port',
      value: 'N',
      summary: `Port; 0 takes a free one (default ${defaults.port}, or the next free one)`,
    },
    {
      name: 'store',
      value: 'PLACE',
      summary: `Where runs and plans of record are kept (default DIR/${defaultStorePath}; without DIR as for \`record\`)`,
      complete: 'file',
    },
    { name: 'no-open', summary: 'Do not open the browser' },
  ],
  examples: [
    { line: 'fleetwright studio', does: 'opens the scenarios of this folder in the browser' },
    { line: 'fleetwright studio scenarios --port 8080 --no-open', does: 'serves a folder on a port' },
  ],
  keepsWork: true,
  async run({ positionals, flags }, terminal) {
    const folder = positionals.DIR ?? usualFolder();
    if (!isFolder(folder)) {
      const hint = 'name the folder of your scenarios';
      terminal.diagnostics([fileTrouble('FW-FILE-0001', folder, `${folder} is no folder`, hint)]);
      return exitCodes.badInput;
    }
    const port = flags.port === undefined ? defaults.port : Number(flags.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      terminal.diagnostics([
        complaint(
          'FW-CLI-0004',
          'port',
          `--port ${String(flags.port)}: expected a whole number from 0 to 65535`,
        ),
      ]);
      return exitCodes.badInput;
    }
    // Loaded only now: every other command starts without the libraries of the server.
    const { createApp, mountStudio, startServices, studioIsBuilt } = await import('../../server/index.ts');
    if (!studioIsBuilt()) {
      terminal.diagnostics([notBuilt()]);
      return exitCodes.badInput;
    }
    const world = readWorld();
    if (hasErrors(world.diagnostics)) {
      terminal.diagnostics(world.diagnostics);
      return exitCodes.badInput;
    }
    const evidenceKeyFile = join(positionals.DIR ?? '.', defaultKeyPath);
    const evidenceKey = existsSync(evidenceKeyFile) ? readKeyPair(evidenceKeyFile) : undefined;
    if (evidenceKey !== undefined && 'code' in evidenceKey) {
      terminal.diagnostics([evidenceKey]);
      return exitCodes.badInput;
    }
    const place = storeOf(positionals.DIR, typeof flags.store === 'string' ? flags.store : undefined);
    if ('code' in place) {
      terminal.diagnostics([place]);
      return exitCodes.badInput;
    }
    const store = await openStore(place);
    if ('code' in store) {
      terminal.diagnostics([store]);
      return exitCodes.badInput;
    }
    const { pino } = await import('pino');
    const log = pino({ level: 'warn', base: null }, pino.destination(2));
    const running = await startServices({ world, store, log, folder, evidenceKey, evidenceKeyFile });
    const app = createApp(running.services);
    mountStudio(app);
    // The usual port may be taken by another studio; a port that was asked for is not replaced by another one.
    const ports = flags.port === undefined ? [port, 0] : [port];
    const listening = await listenOn(app, ports);
    if ('code' in listening) {
      await running.close();
      await store.close();
      terminal.diagnostics([listening]);
      return exitCodes.badInput;
    }
    const url = `http://${listening.host}:${listening.port}/`;
    terminal.result(
      () =>
        `The studio is open at ${url} on the folder ${folder}; runs and records are in ${describeLocation(place)}. Ctrl-C ends it.`,
      () => ({ url, port: listening.port, dir: folder, store: describeLocation(place) }),
    );
    if (flags['no-open'] !== true && !terminal.json) openBrowser(url);
    await new Promise<void>((resolve) => {
      if (terminal.signal.aborted) resolve();
      terminal.signal.addEventListener('abort', () => resolve());
    });
    await running.close();
    await listening.close(2000);
    await store.close();
    return exitCodes.done;
  },
};

export const studioExport: Command = {
  words: ['studio', 'export'],
  summary:
    'Write a plan as one page with the charts of the studio: read-only, opens from disk, can be mailed',
  details:
    'The page holds the plan and asks nothing of any machine. The scenario, looked for as `check` does, gives the map its places.',
  positionals: [{ name: 'PLAN', summary: 'plan file (JSON)', complete: 'file' }],
  flags: [
    { name: 'out', value: 'FILE', summary: 'The page to write (HTML)', complete: 'file', required: true },
    { name: 'scenario', value: 'FILE', summary: 'The scenario the plan was made from', complete: 'file' },
  ],
  examples: [{ line: 'fleetwright studio export plan.json --out plan.html', does: 'writes a page to mail' }],
  async run({ positionals, flags }, terminal) {
    const path = positionals.PLAN ?? '';
    const out = String(flags.out);
    const file = readTextFile(path);
    if ('code' in file) {
      terminal.diagnostics([file]);
      return exitCodes.badInput;
    }
    const { plan, diagnostics } = readPlan(file.path, file.text);
    terminal.diagnostics(diagnostics);
    if (!plan) return exitCodes.badInput;
    if (sameFile(out, path)) {
      terminal.diagnostics([complaint('FW-CLI-0007', out, `${out} is the plan itself; nothing was written`)]);
      return exitCodes.badInput;
    }
    const named =
      typeof flags.scenario === 'string' ? flags.scenario : findScenario(plan.scenario, dirname(path));
    const scenario = readTextFile(named);
    const places = 'code' in scenario ? [] : (placesOf(scenario, readWorld()).places ?? []);
    if (places.length === 0)
      terminal.note(`no places are known: ${named} was not found or is no scenario; the map stays empty`);
    const { studioPage } = await import('../../server/index.ts');
    const page = studioPage(plan, places);
    if (page === undefined) {
      terminal.diagnostics([notBuilt()]);
      return exitCodes.badInput;
    }
    const failed = writeTextFile(out, page);
    if (failed) {
      terminal.diagnostics([failed]);
      return exitCodes.badInput;
    }
    terminal.result(
      () => `Wrote ${out}`,
      () => ({ page: out, bytes: Buffer.byteLength(page) }),
    );
    return exitCodes.done;
  },
};

/** Listens on the first of the ports that is free, or says why none is. */
async function listenOn(
  app: Parameters<(typeof import('../../server/index.ts'))['listen']>[0],
  ports: readonly number[],
): Promise<Listening | ReturnType<typeof complaint>> {
  const { listen } = await import('../../server/index.ts');
  let why = '';
  for (const port of ports) {
    try {
      return await listen(app, { host: defaults.host, port });
    } catch (error) {
      why = errorCode(error);
    }
  }
  const at = `${defaults.host}:${ports[0]}`;
  return complaint(
    'FW-CLI-0009',
    'port',
    `cannot listen on ${at}: ${why}`,
    'choose another one, or --port 0 for a free one',
  );
}

function usualFolder(): string {
  if (isFolder('scenarios')) return 'scenarios';
  return existsSync('package.json') ? join(packageRoot, 'scenarios') : '.';
}

/** A folder that was named has its own store; without one the studio shows what `record` in the current folder does. */
function storeOf(
  named: string | undefined,
  written: string | undefined,
): ReturnType<typeof parseStoreLocation> {
  const own = named === undefined ? undefined : join(named, defaultStorePath);
  return parseStoreLocation(written ?? process.env.FLEETWRIGHT_STORE ?? own);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function notBuilt(): ReturnType<typeof complaint> {
  return complaint(
    'FW-CLI-0012',
    'studio',
    'the studio was not built',
    'in a clone: `npm run studio` builds and opens it',
  );
}

/** Opens the user's browser; where there is none, the address on the terminal is enough. */
function openBrowser(url: string): void {
  const programs: Partial<Record<NodeJS.Platform, readonly [string, readonly string[]]>> = {
    darwin: ['open', [url]],
    win32: ['cmd', ['/c', 'start', '""', url]],
  };
  const [program, args] = programs[process.platform] ?? ['xdg-open', [url]];
  const child = spawn(program, [...args], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
