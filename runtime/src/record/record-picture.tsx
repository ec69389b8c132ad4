import { type Entity, type Field, fieldOf, type RecordJson, targetOf } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { completeness, factsFor, type PreparedEntity } from '@pipewright/process';
import { bringWords, laterWords, look, useText, Value } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { Button, Progress } from 'antd';
import { useApp, useSurroundings } from '../data/app-context.ts';
import * as css from './record-picture.module.css';

bringWords(laterWords);

/** How complete the picture of a record is by its stage, with the way to what is missing, and how whoever buys goes about it. */
export function RecordPicture({
  entity,
  prepared,
  record,
  onField,
}: {
  entity: Entity;
  prepared: PreparedEntity;
  record: RecordJson;
  /** What leads to a field that can be filled in here. */
  onField: (field: string) => (() => void) | undefined;
}) {
  const { app, key } = useApp();
  const surroundings = useSurroundings();
  const { t, say } = useText();
  const facts = factsFor(record as Facts, record.$far ?? {}, surroundings);
  const pipeline = prepared.pipelines.find((each) => each.pipeline.key === record.pipeline);
  const picture = completeness(pipeline, record.stage, facts);
  /** The field that a name stands for, here or one step away, with what it is called and the record it is of. */
  const placeOf = (name: string) => {
    const [near = '', far] = name.split('.');
    const field = fieldOf(entity, near);
    const target = far === undefined ? undefined : targetOf(app, field);
    const own = far === undefined ? field : target && fieldOf(target, far);
    const label = field && own && (far === undefined ? say(own.name) : `${say(field.name)} › ${say(own.name)}`);
    return field && own && label ? { near, own, label, target, id: record[near] } : undefined;
  };
  const buying = (entity.process?.buying ?? []).flatMap((name) => {
    const place = placeOf(name);
    const value = facts[name];
    return place && value !== null && value !== undefined ? [{ name, field: place.own, value }] : [];
  });
  if (!picture && buying.length === 0) return null;
  return (
    <section className={css.picture}>
      {picture && (
        <div className={css.score}>
          <Progress
            type="circle"
            size={44}
            percent={picture.score}
            status={picture.score === 100 ? 'success' : 'normal'}
            format={() => `${picture.score}%`}
            aria-label={t('picture.score', { score: picture.score })}
          />
          <div title={t('picture.score', { score: picture.score })}>
            <div className={look.quiet}>{t(picture.missing.length > 0 ? 'picture.missing' : 'picture.complete')}</div>
            <ul className={css.missing}>
              {picture.missing.flatMap((name) => {
                const place = placeOf(name);
                if (!place) return [];
                const { near, label, target, id } = place;
                const there = target && typeof id === 'string' ? { app: key, entity: target.key, id } : undefined;
                const act = there ? undefined : onField(near);
                return (
                  <li key={name}>
                    {there ? (
                      <Link to="/a/$app/$entity/$id" params={there}>
                        {label}
                      </Link>
                    ) : act ? (
                      <Button type="link" size="small" className={css.way ?? ''} onClick={act}>
                        {label}
                      </Button>
                    ) : (
                      label
                    )}
                  </li>
                );
              })}
            </ul>
          </div>
        </div>
      )}
      {buying.length > 0 && (
        <div>
          <div className={look.quiet}>{t('picture.buying')}</div>
          <div className={css.buying}>
            {buying.map(({ name, field, value }) => (
              <span key={name} title={say(field.name)}>
                <Value field={field as Field} record={{ [field.key]: value } as unknown as RecordJson} currency={app.currency} />
              </span>
            ))}
          </div>
        </div>
      )}
    </section>
  );
}
