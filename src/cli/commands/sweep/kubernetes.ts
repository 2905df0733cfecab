import { readTextFile, writeTextFile } from '../../../files/index.ts';
import { checkSweepJob, sweepJobManifest } from '../../../handoff/index.ts';
import { chunkCount, sweepHash } from '../../../stress/index.ts';
import { exitCodes, type Command } from '../../command.ts';
import { folderPositional, inFolder } from './flags.ts';
import { refuse } from '../../refuse.ts';
import { FlagReader } from '../../flag-reader.ts';

const defaults = { namespace: 'default', parallelism: 16, cpu: '1', memory: '2Gi' } as const;

export const sweepKubernetes: Command = {
  words: ['sweep', 'kubernetes'],
  summary: 'Write a sweep as a Kubernetes Indexed Job; checked, for you to apply',
  details:
    'A ConfigMap carries the sweep, a volume that all pods can write to keeps the chunks. The manifest is checked as the API server ' +
    'would check it; it is not applied. Applying it twice works on what is missing.',
  positionals: [folderPositional],
  flags: [
    {
      name: 'image',
      value: 'IMAGE',
      summary: 'Image with this version of fleetwright on its path',
      required: true,
    },
    { name: 'claim', value: 'NAME', summary: 'Persistent volume claim for the chunks', required: true },
    { name: 'namespace', value: 'NAME', summary: `Namespace (default ${defaults.namespace})` },
    { name: 'parallelism', value: 'N', summary: `Pods at a time (default ${defaults.parallelism})` },
    { name: 'cpu', value: 'AMOUNT', summary: `CPU of a pod (default ${defaults.cpu})` },
    { name: 'memory', value: 'AMOUNT', summary: `Memory of a pod (default ${defaults.memory})` },
    { name: 'out', value: 'FILE', summary: 'Write it here rather than to stdout', complete: 'file' },
  ],
  examples: [
    {
      line: 'fleetwright sweep kubernetes trial --image registry.example/fleetwright:0.1.0 --claim sweeps --out job.yaml',
      does: 'then kubectl apply -f job.yaml',
    },
  ],
  run: (args, terminal) =>
    inFolder(args, terminal, async (folder) => {
      const read = new FlagReader(args);
      const { problems } = read;
      const parallelism = read.number('parallelism', { least: 1, whole: true }) ?? defaults.parallelism;
      const spec = readTextFile(`${folder.path}/sweep.json`);
      if ('code' in spec) problems.push(spec);
      if ('code' in spec || problems.length > 0) return refuse(terminal, problems);
      const word = (name: 'image' | 'claim' | 'namespace' | 'cpu' | 'memory', fallback = ''): string => {
        const written = args.flags[name];
        return typeof written === 'string' ? written : fallback;
      };
      const chunks = chunkCount(folder.spec);
      const manifest = sweepJobManifest({
        hash: sweepHash(folder.spec),
        spec: spec.text,
        chunks,
        namespace: word('namespace', defaults.namespace),
        image: word('image'),
        claim: word('claim'),
        parallelism,
        cpu: word('cpu', defaults.cpu),
        memory: word('memory', defaults.memory),
      });
      const wrong = checkSweepJob(manifest, chunks);
      if (wrong.length > 0) {
        terminal.diagnostics(wrong);
        return exitCodes.no;
      }
      const { out } = args.flags;
      if (typeof out !== 'string') {
        terminal.raw(manifest);
        return exitCodes.done;
      }
      const trouble = writeTextFile(out, manifest);
      if (trouble) return refuse(terminal, [trouble]);
      terminal.result(
        () => `Wrote ${out}`,
        () => ({ file: out, chunks }),
      );
      return exitCodes.done;
    }),
};
