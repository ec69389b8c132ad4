import { call, Refused } from '@pipewright/client';
import type { Entity, Fault } from '@pipewright/definition';
import { type FormValues, later, look, Page, Panel, Part, RecordForm, Result, SaveBar, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { App as AntApp, Button, Tag } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useApp, useEntity, useSurroundings } from '../data/app-context.ts';
import { useDiscardQuestion } from '../data/discard.ts';
import { useDuplicateQuestion } from '../data/duplicate-question.ts';
import { isTouched, useMakerNames, valuesToSend } from '../data/new-record.ts';
import { grantFor } from '../data/reach.ts';
import { nameOf, useKnownRecord } from '../data/record-name.ts';
import { Shelf } from '../data/shelf.tsx';
import { useAskException } from '../except/use-ask-exception.ts';
import { beginningOf, carriedOf, linkOf, valuesFor } from './beginning.ts';
import { DuplicateHint } from './duplicate-hint.tsx';
import { focusWhenThere } from './focus.ts';

const AskException = later(() => import('../except/ask-exception.tsx').then((module) => module.AskException));

/** The form of a new record. What is typed survives a reload until it is saved or given up. */
export function NewPage() {
  const { entity: key } = useParams({ from: '/a/$app/$entity/new' });
  const entity = useEntity(key);
  const { t } = useText();
  return entity ? <NewRecord key={key} entity={entity} /> : <Result status="404" title={t('list.unknown')} />;
}

interface Kept {
  readonly values: FormValues;
  readonly names: Readonly<Record<string, string>>;
}

function NewRecord({ entity }: { entity: Entity }) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const { t, say, mid } = useText();
  const { message } = AntApp.useApp();
  const mayDiscard = useDiscardQuestion();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  const search = useSearch({ from: '/a/$app/$entity/new' });
  const begins = beginningOf(entity, search);
  const linked = linkOf(inApp.app, entity, search);
  const linkedTo = useKnownRecord(inApp, linked?.target, linked?.id, linked !== undefined);
  const linkedName = nameOf(inApp, linked?.target, linkedTo);
  const carried = carriedOf(inApp.app, entity, linked?.field, linkedTo);
  const given = { ...(begins ? valuesFor(entity, begins.pipeline) : {}), ...(linked && { [linked.field]: linked.id }), ...carried.values };
  const place = `pipewright.draft.${inApp.me.user}.${inApp.key}.${entity.key}`;
  const [kept, setKept] = useState<Kept>(() => {
    const found = sessionStorage.getItem(place);
    return found ? (JSON.parse(found) as Kept) : { values: given, names: {} };
  });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [excepts, setExcepts] = useState<FormValues>();
  const askException = useAskException(entity);
  const [busy, setBusy] = useState(false);
  const first = entity.form.flatMap(({ fields }) => fields)[0];
  useEffect(() => {
    // One comes to type. Where fingers do, a keyboard would come up over the form that nobody has seen yet.
    if (first && !window.matchMedia('(pointer: coarse)').matches) return focusWhenThere(`new_${first}`);
  }, [first]);
  // A ref, for the guard asks while the page is already on its way out.
  const sent = useRef(false);
  const dirty = isTouched(entity, kept.values, given);
  const makers = useMakerNames(entity);
  const { readonly } = grantFor(inApp, entity.key);
  useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (!dirty || sent.current || current.pathname === next.pathname) return false;
      const free = await mayDiscard();
      if (free) sessionStorage.removeItem(place);
      return !free;
    },
    enableBeforeUnload: false,
  });
  const keep = (values: FormValues, names: Readonly<Record<string, string>>) => {
    sessionStorage.setItem(place, JSON.stringify({ values, names }));
    setKept({ values, names });
  };
  const submit = async (drawn: FormValues) => {
    setBusy(true);
    setFaults([]);
    setExcepts(undefined);
    try {
      const values = valuesToSend(entity, drawn, readonly);
      const saved = await ask(entity, (duplicates) =>
        call('createRecord', {
          app: inApp.key,
          entity: entity.key,
          body: { values, ...(begins ? { stage: begins.stage.key } : {}), duplicates },
        }),
      );
      sessionStorage.removeItem(place);
      sent.current = true;
      void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
      void message.success(t('form.saved'));
      // Whoever made it for another record goes on there.
      const next = linked ? { entity: linked.target, id: linked.id } : { entity: entity.key, id: saved.id };
      void navigate({ to: '/a/$app/$entity/$id', params: { app: inApp.key, ...next } });
    } catch (error) {
      if (!(error instanceof Refused)) return void message.error(t('state.offline'));
      setFaults(error.issues);
      if (error.body.excepts) setExcepts(valuesToSend(entity, drawn, readonly));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Page title={t('list.new', { entity: mid(entity.name) })}>
      <Panel>
        {begins && (
          <Tag
            className={`${look.sentence} ${look.note}`}
            closable={{ 'aria-label': t('board.startsFirst') }}
            onClose={() => void navigate({ to: '.', search: {}, replace: true })}
          >
            {t('board.startsIn', { stage: say(begins.stage.name), pipeline: say(begins.pipeline.name) })}
          </Tag>
        )}
        <Shelf entity={entity}>
          <RecordForm
            app={inApp.app}
            entity={entity}
            id="new"
            values={{ ...carried.values, ...kept.values }}
            before={null}
            names={{
              ...makers,
              ...carried.names,
              ...(linked && linkedName !== undefined ? { [linked.field]: linkedName } : {}),
              ...kept.names,
            }}
            readonlyFields={readonly}
            faults={faults}
            surroundings={surroundings}
            onChange={keep}
            onSubmit={(drawn) => void submit(drawn)}
            onRefuse={setFaults}
          >
            {entity.duplicates && <DuplicateHint entity={entity} values={kept.values} />}
            <SaveBar>
              <Button type="primary" htmlType="submit" loading={busy}>
                {t('action.save')}
              </Button>
              <Button onClick={() => void navigate({ to: '/a/$app/$entity', params: { app: inApp.key, entity: entity.key } })}>
                {t('action.cancel')}
              </Button>
            </SaveBar>
          </RecordForm>
          {excepts && (
            <Part>
              <AskException
                onAsk={(note) => askException({ values: excepts, note, ...(begins ? { stage: begins.stage.key } : {}) })}
                onAsked={() => {
                  sessionStorage.removeItem(place);
                  sent.current = true;
                  void navigate({ to: '/a/$app/today', params: { app: inApp.key }, search: {} });
                }}
              />
            </Part>
          )}
        </Shelf>
      </Panel>
    </Page>
  );
}
