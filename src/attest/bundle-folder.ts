import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/index.ts';
import { sha256Hex } from '../evidence/index.ts';
import { readTextFile } from '../files/index.ts';
import { parseBundle, type Bundle } from './bundle.ts';
import { evidenceTrouble } from './messages.ts';

/** A document of a bundle in a folder. */
export interface BundleFile {
  readonly path: string;
  readonly content: string;
}

/**
 * A bundle as a folder, which everyday tools can look into:
 *
 * ```
 * envelope.dsse.json     the signed statement
 * signer.pub             the public key it was signed with
 * SHA256SUMS             `sha256sum --check SHA256SUMS`
 * files/plan.json, files/scenario.yaml, files/catalog/…
 * ```
 */
export function bundleFiles({ envelope, files, publicKey }: Bundle): readonly BundleFile[] {
  const held = Object.entries(files).map(([name, content]) => ({ path: `files/${name}`, content }));
  const sums = held.map(({ path, content }) => `${sha256Hex(content)}  ${path}\n`).join('');
  return [
    { path: 'envelope.dsse.json', content: `${JSON.stringify(envelope, null, 2)}\n` },
    { path: 'signer.pub', content: publicKey },
    { path: 'SHA256SUMS', content: sums },
    ...held,
  ];
}

/** Reads a bundle from a file or a folder. */
export function readBundle(path: string): Bundle | Diagnostic {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    const file = readTextFile(path);
    return 'code' in file ? file : parseBundle(path, file.text);
  }
  const envelope = readTextFile(join(path, 'envelope.dsse.json'));
  const publicKey = readTextFile(join(path, 'signer.pub'));
  if ('code' in envelope || 'code' in publicKey)
    return evidenceTrouble('FW-EVD-0002', path, `${path} has no envelope.dsse.json and signer.pub`);
  const files = readFiles(join(path, 'files'));
  if (!(files instanceof Map)) return files;
  try {
    const whole = {
      format: 'fleetwright-evidence',
      version: 1,
      publicKey: publicKey.text,
      envelope: JSON.parse(envelope.text) as unknown,
      files: Object.fromEntries(files),
    };
    return parseBundle(path, JSON.stringify(whole));
  } catch {
    return evidenceTrouble('FW-EVD-0002', path, `${path}/envelope.dsse.json is no JSON`);
  }
}

function readFiles(folder: string): Map<string, string> | Diagnostic {
  if (!existsSync(folder)) return evidenceTrouble('FW-EVD-0002', folder, `there is no ${folder}`);
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const place = join(entry.parentPath, entry.name);
    const file = readTextFile(place);
    if ('code' in file) return file;
    files.set(relative(folder, place).split(sep).join('/'), file.text);
  }
  return files;
}
