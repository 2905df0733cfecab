import type { SweepTask } from './task.ts';

/** Every task by name. A worker loads only the one it works on. */
const tasks: Readonly<Record<string, () => Promise<SweepTask>>> = {
  ishigami: async () => (await import('./ishigami.ts')).ishigamiTask,
  stress: async () => (await import('../draws/task.ts')).stressTask,
};

/** Names of all tasks. */
export const taskNames: readonly string[] = Object.keys(tasks);

/** The task of a name, loaded; undefined where there is none. */
export async function findTask(name: string): Promise<SweepTask | undefined> {
  return Object.hasOwn(tasks, name) ? tasks[name]?.() : undefined;
}
