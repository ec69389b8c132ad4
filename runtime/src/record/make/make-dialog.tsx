import { call, Refused } from '@pipewright/client';
import { type Entity, type Fault, fieldOf, targetOf } from '@pipewright/definition';
import { type FormValues, type MakeWish, RecordForm, useLookup, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { App as AntApp, Button, Flex, Modal } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useApp, useSurroundings } from '../../data/app-context.ts';
import { useDuplicateQuestion } from '../../data/duplicate-question.ts';
import { isTouched, useMakerNames, valuesToSend } from '../../data/new-record.ts';
import { grantFor } from '../../data/reach.ts';
import { Shelf } from '../../data/shelf.tsx';
import { useFocusBack } from '../../data/use-focus-back.ts';
import { focusWhenThere } from '../focus.ts';
import { useLeave } from '../use-leave.ts';
import { shortForm } from './short-form.ts';

const PLACE = 'make';

/** A small dialog for a record that is made where it would be chosen: it has what was typed for its name and belongs to what the choice was narrowed by. */
export function MakeDialog({ entity, wish, onClose }: { entity: Entity; wish: MakeWish; onClose: () => void }) {
  const inApp = useApp();
  const surroundings = useSurroundings();
  const queries = useQueryClient();
  const ask = useDuplicateQuestion();
  const { t, mid } = useText();
  useFocusBack();
  const { message } = AntApp.useApp();
  const { by, id } = wish.within ?? {};
  const { readonly } = grantFor(inApp, entity.key);
  const [given] = useState<FormValues>(() => ({
    ...(wish.name && !readonly.includes(entity.title) ? { [entity.title]: wish.name } : {}),
    ...(by && id ? { [by]: id } : {}),
  }));
  const [values, setValues] = useState(given);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [busy, setBusy] = useState(false);
  const asked = [...(by ? [by] : []), ...faults.map(({ path }) => path)].join();
  const short = useMemo(() => shortForm(entity, readonly, asked.split(',')), [entity, readonly, asked]);
  const makers = useMakerNames(entity);
  const mayLeave = useLeave(isTouched(entity, values, given));
  const leave = () => void mayLeave().then((free) => free && onClose());
  useOwner(entity, wish.within, (name) => by && setNames((known) => ({ ...known, [by]: name })));
  const save = async (drawn: FormValues) => {
    setBusy(true);
    try {
      const sent = valuesToSend(entity, drawn, readonly);
      const made = await ask(entity, (duplicates) =>
        call('createRecord', { app: inApp.key, entity: entity.key, body: { values: sent, duplicates } }),
      );
      void queries.invalidateQueries({ queryKey: ['records', inApp.key, entity.key] });
      void message.success(t('form.saved'));
      onClose();
      wish.onMade({ id: made.id, title: String(made[entity.title] ?? wish.name) });
    } catch (error) {
      if (error instanceof Refused) setFaults(error.issues);
      else void message.error(t('state.offline'));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('list.new', { entity: mid(entity.name) })}
      footer={null}
      onCancel={leave}
      afterOpenChange={(open) => open && focusWhenThere(`${PLACE}_${entity.title}`)}
    >
      <Shelf entity={entity}>
        <RecordForm
          app={inApp.app}
          entity={short}
          id={PLACE}
          values={values}
          before={null}
          names={{ ...makers, ...names }}
          readonlyFields={by ? [...readonly, by] : readonly}
          faults={faults}
          surroundings={surroundings}
          onChange={(next, known) => {
            setValues(next);
            setNames(known);
          }}
          onSubmit={(drawn) => void save(drawn)}
          onRefuse={setFaults}
        >
          <Flex gap={8} justify="end">
            <Button onClick={leave}>{t('action.cancel')}</Button>
            <Button type="primary" htmlType="submit" loading={busy}>
              {t('action.save')}
            </Button>
          </Flex>
        </RecordForm>
      </Shelf>
    </Modal>
  );
}

/** Tells what the record is called that the new one belongs to. */
function useOwner(entity: Entity, within: MakeWish['within'], onName: (name: string) => void): void {
  const { app } = useApp();
  const lookup = useLookup();
  const target = within && targetOf(app, fieldOf(entity, within.by));
  useEffect(() => {
    if (!within || !target) return;
    // Without an answer it is said to be out of sight, which it is.
    void lookup
      .facts(target.key, within.id, [target.title])
      .then((facts) => typeof facts?.[target.title] === 'string' && onName(String(facts[target.title])))
      .catch(() => undefined);
  }, []);
}
