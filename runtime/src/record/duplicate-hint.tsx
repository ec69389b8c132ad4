import { call } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import { duplicateKey } from '@pipewright/process';
import { bringWords, type FormValues, laterWords, look, useText } from '@pipewright/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { DuplicateLink } from '../data/duplicate-link.tsx';
import { useDefaults } from '../data/new-record.ts';

bringWords(laterWords);

/** Nobody is asked at each letter. */
const STILL_MS = 400;

/** Says, while a new record is filled in, that there is one already of which it would be a duplicate: which and whose, as far as one may know. */
export function DuplicateHint({ entity, values }: { entity: Entity; values: FormValues }) {
  const { key } = useApp();
  const { t } = useText();
  const now = asked(entity, { ...useDefaults(entity, values), ...values });
  const [still, setStill] = useState<string>();
  useEffect(() => {
    const wait = setTimeout(() => setStill(now), STILL_MS);
    return () => clearTimeout(wait);
  }, [now]);
  const { data } = useQuery({
    queryKey: ['records', key, entity.key, 'duplicates', still],
    queryFn: () => call('findDuplicates', { app: key, entity: entity.key, body: { values: JSON.parse(still ?? '{}') } }),
    enabled: still !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (now === undefined || !data) return null;
  return (
    <div aria-live="polite">
      {data.found.map(({ rule, act, message, record }) => (
        <Alert
          key={rule}
          className={look.note}
          type={act === 'block' ? 'error' : 'warning'}
          showIcon
          title={message}
          action={record && <DuplicateLink app={key} entity={entity.key} record={record} text={t('duplicate.open')} />}
        />
      ))}
    </div>
  );
}

/** The values by which the record could be a duplicate, as JSON; undefined while no rule has all it needs. */
function asked(entity: Entity, values: FormValues): string | undefined {
  const rules = (entity.duplicates ?? []).filter((rule) => duplicateKey(entity, rule, { ...values, status: 'open' }) !== null);
  const keys = [...new Set(rules.flatMap(({ fields }) => fields))].sort();
  return keys.length > 0 ? JSON.stringify(Object.fromEntries(keys.map((each) => [each, values[each]]))) : undefined;
}
