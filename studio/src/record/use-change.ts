import { changeRecord, type PlanRecord } from '../api/records.ts';
import { useMe } from './me.ts';

/** Changes a record as it is on screen, in the name of who says who they are; fails as `changeRecord` does. */
export function useChange({
  id,
  head,
}: PlanRecord): (path: string, body: Readonly<Record<string, unknown>>) => Promise<PlanRecord> {
  const { name } = useMe();
  return (path, body) => changeRecord(id, path, { ...body, ...(name !== '' && { author: name }) }, head.hash);
}
