import { callApi, Refused } from '@pipewright/client';
import type { Entity, Fault, RecordJson } from '@pipewright/definition';
import { fieldOf, isOpen } from '@pipewright/definition';
import { sameValue } from '@pipewright/logic';
import {
  type FormValues,
  formatMoney,
  RecordForm,
  RecordHeader,
  RecordTimeline,
  RecordView,
  Result,
  StagePath,
  useText,
  Value,
} from '@pipewright/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { App as AntApp, Button, Col, Flex, Row, Skeleton, Space, Tabs } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import { ActDialog, type Doing } from '../act/act-dialog.tsx';
import { AskDialog } from '../act/ask-dialog.tsx';
import { type Refusal, refusalOf, useMove } from '../act/move.ts';
import { useRefusedMove } from '../act/refused-move.tsx';
import { actsOn } from '../act/standing.ts';
import { StandingBanner } from '../act/standing-banner.tsx';
import { useApp, useSurroundings } from '../data/app-context.ts';
import { historyQuery, recordQuery } from '../data/queries.ts';
import { grantFor, namedFields } from '../data/reach.ts';
import { type Conflict, ConflictDialog } from './conflict.tsx';
import { useDiscardQuestion } from './discard.ts';
import { focusWhenThere } from './focus.ts';
import { RecordActions } from './record-actions.tsx';
import * as css from './record-detail.module.css';
import { RelatedLists } from './related.tsx';

/** A record: header, stage path, values to read or to edit, its time line and what refers to it. */
export function RecordDetail({
  entity,
  id,
  deleted,
  leave,
  onGone,
}: {
  entity: Entity;
  id: string;
  deleted: boolean;
  leave: RefObject<() => Promise<boolean>>;
  onGone: () => void;
}) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t, say, language } = useText();
  const { message } = AntApp.useApp();
  const mayDiscard = useDiscardQuestion();
  const queries = useQueryClient();
  const found = useQuery({
    ...recordQuery(inApp.key, entity.key, id, namedFields(inApp, entity)),
    ...(deleted
      ? {
          queryKey: ['records', inApp.key, entity.key, 'gone', id],
          queryFn: () =>
            callApi<RecordJson>(`/apps/${inApp.key}/records/${entity.key}/${id}`, {
              query: { deleted: 'true', expand: namedFields(inApp, entity).join() },
            }),
        }
      : {}),
  });
  const history = useQuery({ ...historyQuery(inApp.key, entity.key, id), enabled: !deleted });
  const [draft, setDraft] = useState<{ values: FormValues; names: Readonly<Record<string, string>>; base: RecordJson }>();
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [conflict, setConflict] = useState<Conflict>();
  const [busy, setBusy] = useState(false);
  const [doing, setDoing] = useState<Doing>();
  const [announced, setAnnounced] = useState<{ values: FormValues; version: number; refusal: Refusal }>();
  const move = useMove(entity);
  const tellRefused = useRefusedMove(entity, setDoing);
  const record = found.data;
  const dirty = draft !== undefined && Object.keys(draft.values).some((key) => !sameValue(draft.values[key], draft.base[key]));
  const mayLeave = async () => !dirty || mayDiscard();
  useEffect(() => {
    leave.current = mayLeave;
  });
  useBlocker({
    shouldBlockFn: async ({ current, next }) => (current.pathname !== next.pathname ? !(await mayLeave()) : false),
    enableBeforeUnload: () => dirty,
  });
  if (found.error instanceof Refused)
    return <Result status="404" title={found.error.message} extra={<Button onClick={onGone}>{t('action.back')}</Button>} />;
  if (!record) return <Skeleton active paragraph={{ rows: 10 }} />;
  const grant = grantFor(inApp, entity.key);
  const mayEdit = grant.update !== 'none' && !deleted;
  const formKeys = entity.form.flatMap((section) => section.fields);
  const edit = (focus?: string) => {
    setFaults([]);
    setDraft({
      values: Object.fromEntries(formKeys.map((key) => [key, record[key] ?? null])) as FormValues,
      names: { ...record.$names },
      base: record,
    });
    if (focus) focusWhenThere(`edit_${focus}`);
  };
  const store = async (values: FormValues, version: number, pipeline?: string) => {
    const saved = await callApi<RecordJson>(`/apps/${inApp.key}/records/${entity.key}/${id}`, {
      method: 'PATCH',
      body: { version, values, pipeline },
      query: { expand: namedFields(inApp, entity).join() },
    });
    queries.setQueryData(recordQuery(inApp.key, entity.key, id, []).queryKey, saved);
    void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
    saidSaved();
  };
  const saidSaved = () => {
    setDraft(undefined);
    setFaults([]);
    setConflict(undefined);
    setAnnounced(undefined);
    void message.success(t('form.saved'));
  };
  const send = async (values: FormValues, version: number) => {
    setBusy(true);
    try {
      await store(values, version);
    } catch (error) {
      if (!(error instanceof Refused)) return void message.error(t('state.offline'));
      if (error.status === 409 && error.body.current)
        setConflict({ mine: values, current: error.body.current, changed: error.body.changed ?? [] });
      else if (error.body.asks) setAnnounced({ values, version, refusal: refusalOf(error, t('state.offline')) });
      else setFaults(error.issues);
    } finally {
      setBusy(false);
    }
  };
  /** The change again, now that the move it brings about is agreed to; a lower stage is a wish that only a move can carry. */
  const sendAgreed = async (values: FormValues, version: number, pipeline: string | undefined, stage: string | undefined) => {
    if (stage !== undefined) {
      const refusal = await move({ id, version }, { values, pipeline, stage });
      if (!refusal) saidSaved();
      return refusal;
    }
    try {
      await store(values, version, pipeline);
      return undefined;
    } catch (error) {
      return refusalOf(error, t('state.offline'));
    }
  };
  const submit = () => {
    if (!draft) return;
    const changed = Object.fromEntries(Object.entries(draft.values).filter(([key, value]) => !sameValue(value, draft.base[key])));
    if (Object.keys(changed).length === 0) setDraft(undefined);
    else void send(changed, draft.base.version);
  };
  const remove = async () => {
    try {
      const gone = await callApi<RecordJson>(`/apps/${inApp.key}/records/${entity.key}/${id}`, {
        method: 'DELETE',
        query: { version: record.version },
      });
      void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
      onGone();
      const close = message.success({
        duration: 8,
        content: (
          <Space>
            {t('record.deleted')}
            <Button size="small" onClick={() => void restore(gone.version).then(close)}>
              {t('action.undo')}
            </Button>
          </Space>
        ),
      });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  const restore = async (version: number) => {
    try {
      await callApi(`/apps/${inApp.key}/records/${entity.key}/${id}/restore`, { method: 'POST', body: { version } });
    } catch (error) {
      return void message.error((error as Error).message);
    }
    await queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
    void message.success(t('record.restored'));
  };
  const { process } = entity;
  const pipeline = process?.pipelines.find((each) => each.key === record.pipeline);
  const amount = process?.amount ? record[process.amount] : null;
  const currency = (process?.amount && fieldOf(entity, process.amount)?.currency) || inApp.app.currency;
  const status = process ? fieldOf(entity, 'status') : undefined;
  const acts = deleted ? [] : actsOn(entity, inApp.role, record);
  const goTo = async (stage: string) => {
    const refusal = await move(record, { stage });
    if (refusal) tellRefused(record, { stage }, refusal);
    else void message.success(t('actDone.move'));
  };
  return (
    <div>
      <RecordHeader
        name={String(record[entity.title] ?? '–')}
        facts={
          <>
            {status && isOpen(record.status) && <Value field={status} record={record} currency={currency} />}
            {typeof amount === 'string' && <strong>{formatMoney(amount, currency, language)}</strong>}
            <span>{record.$names?.owner}</span>
          </>
        }
        actions={
          <RecordActions
            acts={acts}
            onAct={(act) => setDoing({ id, act })}
            onEdit={mayEdit && !draft ? () => edit() : undefined}
            onDelete={grant.delete !== 'none' && !deleted ? () => void remove() : undefined}
            onRestore={grant.delete !== 'none' && deleted ? () => void restore(record.version).then(onGone) : undefined}
          />
        }
      />
      <StandingBanner entity={entity} record={record} acts={acts} onAct={(act) => setDoing({ id, act })} />
      {pipeline && (
        <StagePath
          stages={pipeline.stages}
          current={record.stage as string | null}
          closed={!isOpen(record.status)}
          onMove={acts.includes('move') ? (stage) => void goTo(stage) : undefined}
        />
      )}
      <Row gutter={24} className={css.sides}>
        <Col xs={24} lg={16}>
          {draft ? (
            <RecordForm
              app={inApp.app}
              entity={entity}
              id="edit"
              values={draft.values}
              before={draft.base as unknown as FormValues}
              names={draft.names}
              readonlyFields={grant.readonly}
              faults={faults}
              surroundings={surroundings}
              onChange={(values, names) => setDraft({ ...draft, values, names })}
              onSubmit={submit}
              onRefuse={setFaults}
            >
              <Flex gap={8} className={css.save}>
                <Button type="primary" htmlType="submit" loading={busy}>
                  {t('action.save')}
                </Button>
                <Button onClick={() => void mayLeave().then((free) => free && setDraft(undefined))}>{t('action.cancel')}</Button>
              </Flex>
            </RecordForm>
          ) : (
            <RecordView app={inApp.app} entity={entity} record={record} surroundings={surroundings} onEdit={mayEdit ? edit : undefined} />
          )}
        </Col>
        <Col xs={24} lg={8}>
          <h3 className={css.story}>{t('record.timeline')}</h3>
          {history.data && (
            <RecordTimeline app={inApp.app} entity={entity} entries={history.data.entries} formerStages={inApp.formerStages} />
          )}
        </Col>
      </Row>
      <RelatedLists entity={entity} id={id} render={(items) => items.length > 0 && <Tabs items={items} />} />
      <ConflictDialog
        entity={entity}
        app={inApp.app}
        conflict={conflict}
        label={say(entity.name)}
        onCancel={() => setConflict(undefined)}
        onMerge={(values, version) => void send(values, version)}
      />
      <ActDialog entity={entity} doing={doing} onDone={() => setDoing(undefined)} />
      {announced && (
        <AskDialog
          entity={entity}
          record={{ ...record, ...announced.values, $names: { ...record.$names, ...draft?.names } }}
          title={t('ask.announce', { name: String(record[entity.title] ?? '–') })}
          ok={t('ask.move')}
          cancel={t('ask.back')}
          refusal={announced.refusal}
          send={({ values, pipeline, stage }) => sendAgreed({ ...announced.values, ...values }, announced.version, pipeline, stage)}
          onDone={() => setAnnounced(undefined)}
          onCancel={() => setAnnounced(undefined)}
        />
      )}
    </div>
  );
}
