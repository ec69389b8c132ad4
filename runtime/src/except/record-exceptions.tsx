import type { Entity, RecordJson } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { recordExceptionsQuery } from '../data/queries.ts';
import { ExceptionCard } from './exception-card.tsx';

/** The exception that waits for an answer on a record, and the latest one where it was answered for the way the record still has to go. */
export function RecordExceptions({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { key } = useApp();
  const [latest] = useQuery(recordExceptionsQuery(key, entity.key, record.id, record.version)).data?.exceptions ?? [];
  if (!latest || latest.state === 'withdrawn') return null;
  return <ExceptionCard exception={latest} here />;
}
