import { call } from '@pipewright/client';
import { type Entity, entityOf, type OriginStep, type RecordJson } from '@pipewright/definition';
import { bringWords, laterWords, look, useText } from '@pipewright/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useApp } from '../data/app-context.ts';
import * as css from './origin-trail.module.css';

bringWords(laterWords);

/** The way a record came, from where it began to the record itself: each step is a way to its page, and what is out of sight says so. */
export function OriginTrail({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { key } = useApp();
  const { t, say } = useText();
  const found = useQuery({
    queryKey: ['records', key, entity.key, 'origins', record.id, record.version],
    queryFn: () => call('readOrigins', { app: key, entity: entity.key, id: record.id }),
    placeholderData: keepPreviousData,
  });
  const steps = found.data?.steps ?? [];
  if (steps.length === 0) return null;
  return (
    <nav aria-label={t('record.origins')}>
      <ol className={css.trail}>
        {steps.toReversed().map((step, i) => (
          <li key={step.id ?? i}>
            <Step step={step} />
          </li>
        ))}
        <li aria-current="true">
          <span className={look.quiet}>{say(entity.name)}</span> <strong>{t('record.thisOne')}</strong>
        </li>
      </ol>
    </nav>
  );
}

function Step({ step: { entity: name, id, name: title } }: { step: OriginStep }) {
  const { key, app } = useApp();
  const { t, say } = useText();
  const entity = name === null ? undefined : entityOf(app, name);
  return (
    <>
      {entity && <span className={look.quiet}>{say(entity.name)} </span>}
      {entity && id !== null ? (
        <Link to="/a/$app/$entity/$id" params={{ app: key, entity: entity.key, id }}>
          {title ?? '–'}
        </Link>
      ) : (
        <span className={look.quiet}>{t('value.outOfSight')}</span>
      )}
    </>
  );
}
