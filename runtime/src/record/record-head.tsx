import { type Entity, fieldTypes, isOpen, type RecordJson, writableFields } from '@pipewright/definition';
import { prepare } from '@pipewright/process';
import { later, MissingLine, Part, RecordHeader, StageGuide, StagePath, useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { useMove } from '../act/move.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import type { StandingAct } from '../act/standing.ts';
import { StandingBanner } from '../act/standing-banner.tsx';
import { isOpenApproval, useRecordApprovals } from '../approvals/use-record-approvals.ts';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { grantFor } from '../data/reach.ts';
import { workPlace } from '../work/place.ts';
import { useWork } from '../work/use-work.ts';
import { focusWhenThere } from './focus.ts';
import { RecordFacts } from './record-facts.tsx';

const StageWork = later(() => import('../work/stage-work.tsx').then((module) => module.StageWork));
// How complete the picture is, few entities tell.
const RecordPicture = later(() => import('./record-picture.tsx').then((module) => module.RecordPicture));

/** What a record is and where it stands: name and facts, what can be done with it, its way through the stages with what is missing on it, its banner and the guide to its stage. */
export function RecordHead({
  entity,
  record,
  main,
  acts,
  still,
  actions,
  first,
  onField,
}: {
  entity: Entity;
  record: RecordJson;
  /** True where the record is what the page is about. */
  main: boolean;
  acts: readonly StandingAct[];
  /** True while it is not to be moved, since it is being typed in. */
  still: boolean;
  /** The buttons, given what to call for an act. */
  actions: (onAct: (act: StandingAct) => void) => ReactNode;
  /** What is to be known before anything else. */
  first?: ReactNode;
  /** Leads to a field that is to be filled in; left out where nothing can be. */
  onField: ((field: string) => void) | undefined;
}) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t } = useText();
  const { message } = AntApp.useApp();
  const [doing, setDoing] = useState<Doing>();
  const move = useMove(entity);
  const tellRefused = useRefusedMove(entity, setDoing);
  const prepared = useMemo(() => prepare(inApp.app, entity), [inApp.app, entity]);
  const pipeline = entity.process?.pipelines.find((each) => each.key === record.pipeline);
  const open = isOpen(record.status);
  const work = useWork(entity, record);
  const inApproval = useRecordApprovals(entity, record).some(isOpenApproval);
  const number = entity.fields.find((field) => fieldTypes[field.type].store === 'numbered' && !field.retired && field.key !== entity.title);
  const onAct = (act: StandingAct) => setDoing({ id: record.id, act });
  const goTo = async (stage: string) => {
    const refusal = await move(record, { stage });
    if (refusal) tellRefused(record, { stage }, refusal);
    else void message.success(t('actDone.move'));
  };
  // What else speaks against it is said first, and an exception is asked for where nothing does.
  const except = async (stage: string) => {
    const refusal = await move(record, { stage });
    if (refusal) setDoing({ id: record.id, act: 'move', stage, refusal });
  };
  const onMove = acts.includes('move') && !still ? (stage: string) => void goTo(stage) : undefined;
  const { readonly } = grantFor(inApp, entity.key);
  const inForm = new Set(entity.form.flatMap((section) => section.fields));
  const free = new Set(writableFields(entity).flatMap(({ key }) => (inForm.has(key) && !readonly.includes(key) ? [key] : [])));
  return (
    <>
      <RecordHeader
        name={String(record[entity.title] ?? '–')}
        number={number && typeof record[number.key] === 'string' ? String(record[number.key]) : undefined}
        main={main}
        facts={<RecordFacts entity={entity} record={record} />}
        actions={actions(onAct)}
        way={
          pipeline && (
            <StagePath
              stages={pipeline.stages}
              current={record.stage as string | null}
              closed={!open}
              mark={inApproval ? t('record.inApproval') : undefined}
              onMove={onMove}
            />
          )
        }
        missing={
          pipeline &&
          open && (
            <MissingLine
              entity={entity}
              prepared={prepared}
              record={record}
              surroundings={surroundings}
              work={work.facts}
              leads={(field) => onField !== undefined && free.has(field)}
              onField={(field) => onField?.(field)}
              onWork={(fact) => focusWhenThere(workPlace(fact))}
              onMove={onMove}
              onExcept={entity.process?.exceptions && onMove ? (stage) => void except(stage) : undefined}
            />
          )
        }
      />
      {first}
      <StandingBanner entity={entity} record={record} acts={acts} onAct={onAct} />
      <StageGuide stage={open ? pipeline?.stages.find((each) => each.key === record.stage) : undefined} />
      {pipeline && open && (entity.process?.buying || pipeline.stages.some(({ facts }) => facts)) && (
        <Part>
          <RecordPicture
            entity={entity}
            prepared={prepared}
            record={record}
            onField={(field) => (onField !== undefined && free.has(field) ? () => onField(field) : undefined)}
          />
        </Part>
      )}
      {pipeline && open && (work.facts || work.tasks) && (
        <Part>
          <StageWork {...{ entity, record, pipeline, work, onField }} mayChange={acts.includes('move')} />
        </Part>
      )}
      <ActDialog entity={entity} doing={doing} onDone={() => setDoing(undefined)} />
    </>
  );
}
