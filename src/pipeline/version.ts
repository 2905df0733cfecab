import { readFileSync } from 'node:fs';
import { packageRoot } from '../files/index.ts';

/** Version of the package, from its package.json. */
export const version: string = (
  JSON.parse(readFileSync(`${packageRoot}/package.json`, 'utf8')) as { version: string }
).version;
