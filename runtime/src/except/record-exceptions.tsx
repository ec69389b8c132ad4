import type { Entity, RecordJson } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { useApp } from '../data/app-context.ts';
import { recordExceptionsQuery } from '../data/queries.ts';
import { ExceptionCard } from './exception-card.tsx';

/** For so many days an answer is told on the record; after that the time line alone tells it. */
const TOLD_DAYS = 7;

/** The exception of a record that waits for an answer, or was answered lately. */
export function RecordExceptions({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { key, surroundings } = useApp();
  const [latest] = useQuery(recordExceptionsQuery(key, entity.key, record.id, record.version)).data?.exceptions ?? [];
  if (!latest || latest.state === 'withdrawn') return null;
  const since = Date.parse(String(surroundings.now)) - TOLD_DAYS * 86_400_000;
  if (latest.state !== 'asked' && Date.parse(latest.answeredAt ?? '') < since) return null;
  return <ExceptionCard exception={latest} here />;
}
