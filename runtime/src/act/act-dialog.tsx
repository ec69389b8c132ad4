import { type Entity, type Fault, fieldOf, grantOf, type RecordJson } from '@pipewright/definition';
import type { Facts, Value } from '@pipewright/logic';
import { factsFor, prepare, wonValuesFor } from '@pipewright/process';
import { look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useMemo, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { recordQuery } from '../data/queries.ts';
import { namedFields } from '../data/reach.ts';
import { useAskException } from '../except/use-ask-exception.ts';
import { AskDialog } from './ask-dialog.tsx';
import { type Aim, farToFill, fieldsToFill, moreWhenLost, neededFields, wayOf } from './missing.ts';
import { useMove } from './move.ts';
import { type ReasonAndDay, ReasonAndDayInputs, reasonAndDayPaths } from './reason-and-day.tsx';
import type { Refusal } from './refusal.ts';
import { ruleOf, statusAfter, statusOf } from './standing.ts';

/** An act on one record that is about to be done; `refusal` where the server has already said no. */
export interface Doing extends Aim {
  readonly id: string;
  readonly refusal?: Refusal;
}

/** The dialog of an act on where a record stands. The record is read afresh, for cards and rows know only a part of it. */
export function ActDialog({
  entity,
  doing,
  onDone,
  onDid,
}: {
  entity: Entity;
  doing: Doing | undefined;
  /** Called when the dialog goes, whether it was done or not. */
  onDone: () => void;
  /** Called before that where it was done. */
  onDid?: () => void;
}) {
  const inApp = useApp();
  const found = useQuery({
    ...recordQuery(inApp.key, entity.key, doing?.id ?? '', namedFields(inApp, entity)),
    queryKey: ['records', inApp.key, entity.key, 'asked', doing?.id ?? ''],
    enabled: doing !== undefined,
    gcTime: 0,
  });
  if (!doing || !found.data) return null;
  return <Act key={`${doing.id} ${doing.act}`} entity={entity} record={found.data} doing={doing} onDone={onDone} onDid={onDid} />;
}

interface ActProps {
  readonly entity: Entity;
  readonly record: RecordJson;
  readonly doing: Doing;
  readonly onDone: () => void;
  readonly onDid: (() => void) | undefined;
}

function Act({ entity, record, doing, onDone, onDid }: ActProps) {
  const { app, role, surroundings } = useApp();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const move = useMove(entity);
  const ask = useAskException(entity);
  const [given, setGiven] = useState<ReasonAndDay>({});
  const [wrong, setWrong] = useState<readonly Fault[]>([]);
  const { act, stage, refusal } = doing;
  const prepared = useMemo(() => prepare(app, entity), [app, entity]);
  // What is asked for is settled when the dialog opens; an input does not vanish because it was filled in.
  const [fields] = useState(() => {
    const always = act === 'win' ? entity.process?.wonRequires : act === 'lose' ? entity.process?.lostRequires : [];
    return [...fieldsToFill(prepared, role, record, surroundings, doing), ...(always ?? []).flatMap((key) => fieldOf(entity, key) ?? [])];
  });
  // What it is given by being won here is shown, to be changed.
  const [begun] = useState((): Readonly<Record<string, Value>> => {
    if (act !== 'win') return {};
    const facts = (values: Facts) => factsFor(values, record.$far ?? {}, surroundings);
    return wonValuesFor(prepared, { before: record as Facts, given: {} }, surroundings, facts);
  });
  const { readonly } = grantOf(role, entity.key);
  const shown = Object.keys(begun).flatMap((key) => (readonly.includes(key) ? [] : (fieldOf(entity, key) ?? [])));
  const [far] = useState(() => farToFill(app, prepared, role, record, surroundings, doing));
  const [needed] = useState(() => neededFields(prepared, record, surroundings, doing));
  const way = wayOf(prepared, record, doing);
  const here = entity.process?.pipelines.find(({ key }) => key === record.pipeline);
  const there = way.pipeline?.stages[way.to]?.stage;
  const rule = ruleOf(entity, statusOf(record), act);
  const name = String(record[entity.title] ?? '–');
  const names = { name, from: say(here?.name) || '–', to: say(way.pipeline?.pipeline.name) || '–', stage: say(there?.name) || '–' };
  const rechoosing = act === 'rechoose' && way.pipeline && there;
  return (
    <AskDialog
      entity={entity}
      record={{ ...record, ...begun }}
      title={t(`actTitle.${act}`, names)}
      ok={t(`act.${act}`, names)}
      danger={act === 'void'}
      fields={[...fields, ...shown]}
      needed={needed}
      far={far}
      {...(act === 'lose' ? { more: (values) => moreWhenLost(prepared, role, record, surroundings, values) } : {})}
      dirty={Object.keys(given).length > 0}
      said={reasonAndDayPaths(rule)}
      refusal={refusal}
      {...(rechoosing ? { asks: { pipeline: way.pipeline.pipeline.key, stage: there.key } } : {})}
      send={async ({ values, pipeline, stage: first }) => {
        const found = await move(record, {
          status: statusAfter(act),
          stage: first ?? stage,
          pipeline,
          ...given,
          ...(Object.keys(values).length > 0 ? { values } : {}),
        });
        setWrong(found?.faults ?? []);
        return found;
      }}
      except={({ values, pipeline, stage: first }, note) =>
        ask({
          ...{ record: record.id, version: record.version, note, status: statusAfter(act), stage: first ?? stage, pipeline, ...given },
          ...(Object.keys(values).length > 0 ? { values } : {}),
        })
      }
      onDone={() => {
        void message.success(t(`actDone.${act}`));
        onDid?.();
        onDone();
      }}
      onCancel={onDone}
    >
      <p className={look.lead}>{t(`actLead.${act}`, names)}</p>
      <ReasonAndDayInputs
        rule={rule}
        value={given}
        today={String(surroundings.today)}
        faults={wrong}
        onChange={(next) => {
          setGiven(next);
          setWrong([]);
        }}
      />
    </AskDialog>
  );
}
