import { fieldOf, type RecordJson } from '@pipewright/definition';
import { dayIn, standardDaysAt } from '@pipewright/process';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import * as look from '../frame/look.module.css';
import { PersonName } from '../shell/avatar.tsx';
import { tones } from '../shell/color.ts';
import { useDark } from '../shell/theme.tsx';
import { AppliesMark } from '../table/applies-mark.tsx';
import { formatMoney } from '../text/format.ts';
import { useText } from '../text/language.ts';
import type { BoardProps } from './board-props.ts';
import * as css from './card.module.css';
import { MissingMark } from './missing-mark.tsx';
import { cardFacts, missingFor, nextTarget } from './objection.ts';

/** What the face of a card is drawn from. */
export interface CardFaceProps extends Pick<BoardProps, 'app' | 'entity' | 'prepared' | 'surroundings' | 'pipeline' | 'targets'> {
  readonly record: RecordJson;
  readonly lifted?: boolean;
  readonly onOpen?: (() => void) | undefined;
  readonly menu?: ReactNode;
}

/** A card's face: title, what is missing for the next stage, customer, amount, close date, owner, days in the stage against its standard. */
export function CardFace({ record, lifted, onOpen, menu, ...board }: CardFaceProps) {
  const text = useText();
  const { app, entity, prepared, pipeline, surroundings } = board;
  const { process } = entity;
  const amount = process?.amount ? (record[process.amount] as string | null) : null;
  const currency = (process?.amount && fieldOf(entity, process.amount)?.currency) ?? app.currency;
  const close = process?.closeDate ? (record[process.closeDate] as string | null) : null;
  const owner = record.$names?.owner;
  const next = nextTarget(board.targets, record.stage);
  const missing = next ? missingFor(prepared, cardFacts(entity, record, pipeline, surroundings), next, text) : [];
  return (
    <div className={`${css.card} ${lifted ? css.lifted : ''}`}>
      <div className={css.top}>
        <a
          href={`#${record.id}`}
          className={css.title}
          onClick={(event) => {
            event.preventDefault();
            onOpen?.();
          }}
        >
          {String(record[entity.title] ?? '–')}
        </a>
        {next && missing.length > 0 && <MissingMark missing={missing} place={next.name} />}
        <AppliesMark entity={entity} record={record} />
        {menu}
      </div>
      {entity.subtitle && <div className={`${look.quiet} ${css.subtitle}`}>{record.$names?.[entity.subtitle] ?? ''}</div>}
      <div className={css.line}>
        <span className={css.amount}>{amount === null ? '–' : formatMoney(amount, currency, text.language)}</span>
        {close && <CloseDate day={close} today={String(surroundings.today)} />}
      </div>
      <div className={css.foot}>
        {owner && (
          <span className={`${css.owner} ${look.quiet}`}>
            <PersonName person={String(record.owner ?? owner)} name={owner} />
          </span>
        )}
        <StageAge record={record} {...board} />
      </div>
    </div>
  );
}

/** A close date with the year where it is another than this one; a past one stands out. */
function CloseDate({ day, today }: { day: string; today: string }) {
  const short = day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day;
  return <span className={`${css.day} ${day < today ? look.bad : look.quiet}`}>{short}</span>;
}

/** How long a card has been in its stage, against how long that is expected to take. */
function StageAge({
  app,
  entity,
  prepared,
  record,
  pipeline,
  surroundings,
}: Pick<CardFaceProps, 'app' | 'entity' | 'prepared' | 'record' | 'pipeline' | 'surroundings'>) {
  const { t } = useText();
  const { dark } = useDark();
  if (!record.stage_since) return null;
  const days = dayjs(String(surroundings.today)).diff(dayIn(app.timeZone, String(record.stage_since)), 'day');
  const stages = entity.process?.pipelines.find((each) => each.key === pipeline)?.stages;
  const facts = cardFacts(entity, record, pipeline, surroundings);
  const stage = stages?.find((each) => each.key === record.stage);
  // Where rules say for whom it takes longer, and they are not at hand, as under design, no standard is told.
  const standard = stage?.standardDaysBy ? prepared && standardDaysAt(prepared, pipeline, stage.key, facts) : stage?.standardDays;
  const late = standard !== undefined && days > standard;
  return (
    <span className={late ? css.late : look.quiet} style={{ color: late ? tones.orange[dark ? 'dark' : 'light'][0] : undefined }}>
      {standard === undefined ? t('board.days', { count: days }) : t('board.daysOf', { count: days, standard })}
    </span>
  );
}
