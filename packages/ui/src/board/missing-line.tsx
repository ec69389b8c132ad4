import { ExclamationCircleOutlined, RightOutlined } from '@ant-design/icons';
import { type Entity, fieldOf, isOpen, type Label, type RecordJson, statusNames } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import { type Criterion, inTheWay, nextGoal, type PreparedEntity, partFacts } from '@pipewright/process';
import { Button } from 'antd';
import { tones } from '../shell/color.ts';
import { useDark } from '../shell/theme.tsx';
import { useText } from '../text/language.ts';
import * as css from './missing-line.module.css';
import { saying } from './objection.ts';

/** What a record still lacks for its next place, each a way to the field that can be filled in; where nothing is known to be missing, the way on. */
export function MissingLine({
  entity,
  prepared,
  record,
  surroundings,
  leads,
  onField,
  onMove,
}: {
  entity: Entity;
  prepared: PreparedEntity;
  record: RecordJson;
  surroundings: Facts;
  /** True for a field that this person can fill in here. */
  leads: (field: string) => boolean;
  onField: (field: string) => void;
  /** Sends the record to the following stage; left out where this person may not. */
  onMove?: ((stage: string) => void) | undefined;
}) {
  const text = useText();
  const { dark } = useDark();
  const { t, say } = text;
  const pipeline = prepared.pipelines.find((each) => each.pipeline.key === record.pipeline);
  const goal = isOpen(record.status) ? nextGoal(pipeline, record.stage) : undefined;
  if (!goal) return null;
  const stage = 'stage' in goal ? goal.stage : undefined;
  const place = say(stage ? pipeline?.stages.find((each) => each.stage.key === stage)?.stage.name : statusNames.won);
  const missing = inTheWay(prepared, partFacts(entity, record as Facts, record.$far ?? {}, surroundings), goal);
  if (missing.length === 0)
    return (
      stage &&
      onMove && (
        <Button size="small" type="link" className={css.on} onClick={() => onMove(stage)}>
          {t('record.goTo', { stage: place })} <RightOutlined aria-hidden="true" />
        </Button>
      )
    );
  const [color, background] = tones.gold[dark ? 'dark' : 'light'];
  const named = ({ what, params, ...rest }: Criterion) =>
    what === 'required' ? say(params.field as Label) : saying({ what, params, ...rest }, text);
  const fieldIn = ({ names }: Criterion) => names.find((name) => fieldOf(entity, name) && leads(name));
  return (
    <section className={css.line} aria-label={t('record.missing', { stage: place })}>
      <span className={css.lead} style={{ color }}>
        <ExclamationCircleOutlined aria-hidden="true" /> {t('record.missing', { stage: place })}
      </span>
      <ul className={css.chips}>
        {missing.map((each) => {
          const field = fieldIn(each);
          const words = named(each);
          return (
            <li key={`${each.path} ${words}`}>
              {field ? (
                <button
                  type="button"
                  className={css.chip}
                  style={{ color, background }}
                  title={t('record.fillIn', { what: words })}
                  onClick={() => onField(field)}
                >
                  {words}
                </button>
              ) : (
                <span className={css.chip} style={{ color, background }}>
                  {words}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
