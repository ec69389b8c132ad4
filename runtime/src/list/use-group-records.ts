import type { RecordJson } from '@pipewright/definition';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { listQuery } from '../data/queries.ts';
import type { ListGroup } from './groups.ts';
import { useInSight } from './use-in-sight.ts';

/** Told the records of a group that are loaded. */
export type Hold = (key: string, records: readonly RecordJson[]) => void;

/** The records of a group, page after page, asked for once it is unfolded and in sight. */
export function useGroupRecords({ key, ask, open, count }: ListGroup, hold: Hold) {
  const [seen, ref] = useInSight();
  const list = useInfiniteQuery({ ...listQuery(ask), enabled: open && seen });
  const records = useMemo(() => list.data?.pages.flatMap((page) => page.records) ?? [], [list.data]);
  useEffect(() => hold(key, records), [hold, key, records]);
  return { ref, list, records, left: Math.max(0, count - records.length) };
}

/** The records of all unfolded groups that are loaded, in the order in which they stand on screen. */
export function useHeld(groups: readonly ListGroup[] | undefined): { readonly records: readonly RecordJson[]; readonly hold: Hold } {
  const [held, setHeld] = useState<ReadonlyMap<string, readonly RecordJson[]>>(new Map());
  const hold = useCallback<Hold>((key, records) => setHeld((old) => (old.get(key) === records ? old : new Map(old).set(key, records))), []);
  const order = JSON.stringify(groups?.filter(({ open }) => open).map(({ key }) => key) ?? []);
  const records = useMemo(() => (JSON.parse(order) as string[]).flatMap((key) => held.get(key) ?? []), [order, held]);
  return { records, hold };
}
