import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, type Tagged } from '../api/client.ts';
import { Problem, type Trouble } from '../api/problem.ts';
import { scenarioQuery, validate } from '../api/queries.ts';
import { queryClient } from '../api/query-client.ts';
import { merge } from './merge.ts';

/** Whether the text is on disk. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'conflict' | 'failed';

const draftKey = (name: string): string => `fleetwright.draft.${name}`;
const pause = 500;

/**
 * A scenario as it is edited, kept in step with its file.
 *
 * ```
 * typed → draft in the browser at once → file after a pause, if nobody changed it meanwhile
 *                                          └─ else merged by lines, or both are shown
 * ```
 *
 * Who would rather look first has it written on request only; the draft is kept meanwhile. While both sides changed the same
 * lines nothing is written until one of them is chosen.
 *
 * A draft that never reached the file (the browser crashed, the server was gone) is found again when the scenario is opened.
 */
export function useDocument(name: string, adopt: (text: string) => void, atOnce: boolean) {
  const stored = useQuery(scenarioQuery(name));
  const [text, setText] = useState<string>();
  const [saving, setSaving] = useState<Saving>('saved');
  const [theirs, setTheirs] = useState<Tagged<string>>();
  const [opened, setOpened] = useState<string>();
  const base = useRef<{ text: string; etag: string | undefined }>(undefined);
  const mine = useRef<string>(undefined);
  const writing = useRef(false);
  const disputed = useRef(false);

  /** Nothing goes over theirs until somebody chooses. */
  const dispute = useCallback((found: Tagged<string>): void => {
    disputed.current = true;
    setTheirs(found);
    setSaving('conflict');
  }, []);

  const write = useCallback(async (): Promise<void> => {
    const now = mine.current;
    if (disputed.current) return;
    if (now === undefined || base.current === undefined || writing.current || now === base.current.text)
      return;
    writing.current = true;
    setSaving('saving');
    try {
      const response = await ask('PUT', `/v1/scenarios/${name}`, {
        body: { text: now },
        headers: { 'if-match': base.current.etag ?? '' },
        keepalive: true,
      });
      base.current = { text: now, etag: response.headers.get('etag') ?? undefined };
      queryClient.setQueryData(['scenario', name], { value: now, etag: base.current.etag });
      void queryClient.invalidateQueries({ queryKey: ['variants', name] });
      if (mine.current === now) {
        localStorage.removeItem(draftKey(name));
        setSaving('saved');
      }
    } catch (error) {
      // Somebody else wrote: their text comes with the next reading and is merged.
      if (error instanceof Problem && error.status === 412) {
        await queryClient.invalidateQueries({ queryKey: ['scenario', name] });
      } else setSaving('failed');
    } finally {
      writing.current = false;
    }
  }, [name]);

  // What the file holds: taken over where nothing is unsaved, else merged.
  useEffect(() => {
    const found = stored.data;
    if (found === undefined || found.etag === base.current?.etag) return;
    const before = base.current;
    if (before === undefined) {
      base.current = { text: found.value, etag: found.etag };
      setOpened(found.value);
      const draft = readDraft(name);
      const restored = draft === undefined ? found.value : merge(draft.base, draft.text, found.value);
      if (draft !== undefined && restored === undefined) {
        base.current = { text: draft.base, etag: undefined };
        mine.current = draft.text;
        setText(draft.text);
        dispute(found);
        return;
      }
      mine.current = restored;
      setText(restored);
      if (restored !== found.value) setSaving('waiting');
      return;
    }
    const merged = merge(before.text, mine.current ?? before.text, found.value);
    if (merged === undefined) {
      // What is unsaved still rests on the text before.
      dispute(found);
      return;
    }
    base.current = { text: found.value, etag: found.etag };
    disputed.current = false;
    setTheirs(undefined);
    if (merged !== mine.current) adopt(merged);
    mine.current = merged;
    setText(merged);
    setSaving(merged === found.value ? 'saved' : 'waiting');
  }, [stored.data, name, adopt, dispute]);

  const edit = useCallback(
    (next: string): void => {
      mine.current = next;
      setText(next);
      if (base.current !== undefined && next !== base.current.text) {
        localStorage.setItem(draftKey(name), JSON.stringify({ base: base.current.text, text: next }));
        setSaving((now) => (now === 'conflict' ? now : 'waiting'));
      } else setSaving('saved');
    },
    [name],
  );

  useEffect(() => {
    if (saving !== 'waiting' || !atOnce) return undefined;
    const timer = setTimeout(() => void write(), pause);
    return () => clearTimeout(timer);
  }, [saving, text, write, atOnce]);

  // Leaving the screen or closing the page does not wait for the pause.
  useEffect(() => {
    const leave = (): void => {
      if (atOnce) void write();
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [write, atOnce]);

  /** Ends a conflict: mine goes over theirs, or theirs over mine. */
  const settle = (whose: 'mine' | 'theirs'): void => {
    if (theirs === undefined) return;
    disputed.current = false;
    base.current = { text: theirs.value, etag: theirs.etag };
    if (whose === 'theirs') {
      adopt(theirs.value);
      mine.current = theirs.value;
      setText(theirs.value);
      localStorage.removeItem(draftKey(name));
    }
    setTheirs(undefined);
    setSaving(whose === 'theirs' ? 'saved' : 'waiting');
  };

  return {
    text,
    saving,
    theirs: theirs?.value,
    edit,
    settle,
    write,
    error: stored.error,
    savedText: base.current?.text,
    opened,
  };
}

function readDraft(name: string): { readonly base: string; readonly text: string } | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(draftKey(name)) ?? 'null') as {
      base: string;
      text: string;
    } | null;
    return found ?? undefined;
  } catch {
    return undefined;
  }
}

/** What is wrong with a text, asked again a moment after each change. */
export function useTrouble(
  name: string,
  text: string | undefined,
): {
  readonly troubles: readonly Trouble[];
  readonly variants: readonly string[];
  readonly checked: boolean;
} {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 300);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useQuery({
    queryKey: ['validate', name, settled],
    queryFn: ({ signal }) => validate(name, settled ?? '', signal),
    enabled: settled !== undefined,
    placeholderData: (before) => before,
    gcTime: 10_000,
  });
  return {
    troubles: found.data?.diagnostics ?? [],
    variants: found.data?.variants ?? [],
    checked: found.data !== undefined && !found.isPlaceholderData,
  };
}
