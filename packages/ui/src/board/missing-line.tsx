import { ExclamationCircleOutlined, RightOutlined } from '@ant-design/icons';
import { type Entity, fieldOf, isOpen, isWorkFact, type Label, type RecordJson, statusNames } from '@pipewright/definition';
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
  work,
  leads,
  onField,
  onWork,
  onMove,
  onExcept,
}: {
  entity: Entity;
  prepared: PreparedEntity;
  record: RecordJson;
  surroundings: Facts;
  /** What is known of the work of its stages, by the facts that criteria read. */
  work?: Facts | undefined;
  /** True for a field that this person can fill in here. */
  leads: (field: string) => boolean;
  onField: (field: string) => void;
  /** Leads to the work that a fact is about; left out where it cannot be seen here. */
  onWork?: ((fact: string) => void) | undefined;
  /** Sends the record to the following stage; left out where this person may not. */
  onMove?: ((stage: string) => void) | undefined;
  /** Asks to let it pass to the following stage all the same; left out where nobody grants that. */
  onExcept?: ((stage: string) => void) | undefined;
}) {
  const text = useText();
  const { dark } = useDark();
  const { t, say } = text;
  const pipeline = prepared.pipelines.find((each) => each.pipeline.key === record.pipeline);
  const goal = isOpen(record.status) ? nextGoal(pipeline, record.stage) : undefined;
  if (!goal) return null;
  const stage = 'stage' in goal ? goal.stage : undefined;
  const place = say(stage ? pipeline?.stages.find((each) => each.stage.key === stage)?.stage.name : statusNames.won);
  const missing = inTheWay(prepared, partFacts(entity, { ...(record as Facts), ...work }, record.$far ?? {}, surroundings), goal);
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
  const wayTo = ({ names, path }: Criterion): (() => void) | undefined => {
    if (isWorkFact(path)) return onWork && (() => onWork(path));
    const field = names.find((name) => fieldOf(entity, name) && leads(name));
    return field === undefined ? undefined : () => onField(field);
  };
  return (
    <section className={css.line} aria-label={t('record.missing', { stage: place })}>
      <span className={css.lead} style={{ color }}>
        <ExclamationCircleOutlined aria-hidden="true" /> {t('record.missing', { stage: place })}
      </span>
      <ul className={css.chips}>
        {missing.map((each) => {
          const way = wayTo(each);
          const words = named(each);
          return (
            <li key={`${each.path} ${words}`}>
              {way ? (
                <button
                  type="button"
                  className={css.chip}
                  style={{ color, background }}
                  title={t('record.fillIn', { what: words })}
                  onClick={way}
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
      {stage && onExcept && (
        <Button size="small" type="link" onClick={() => onExcept(stage)}>
          {t('board.except')}
        </Button>
      )}
    </section>
  );
}
