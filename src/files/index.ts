export { makeFolders } from './folders.ts';
export { fileMessages, fileTrouble } from './messages.ts';
export {
  errorCode,
  packageRoot,
  readTextFile,
  readYamlFolder,
  sameFile,
  writeTextFile,
} from './text-files.ts';
export type { TextFile } from './text-files.ts';
