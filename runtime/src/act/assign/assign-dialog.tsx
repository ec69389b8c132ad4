import type { Entity, RecordJson } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Radio } from 'antd';
import { useRef, useState } from 'react';
import { useApp } from '../../data/app-context.ts';
import { useFocusBack } from '../../data/use-focus-back.ts';
import { RunFooter, type RunPhase } from '../run-footer.tsx';
import { countOf, type Meant, NOTHING_YET, runTogether, type TogetherState, triedOf, type Whole } from '../together/run-together.ts';
import { TogetherOutcome } from '../together/together-outcome.tsx';
import { PersonSelect } from './person-select.tsx';

/** Gives records to another owner: those selected, or all that the list shows. Says how far it is, and what was not changed and why. */
export function AssignDialog({
  entity,
  records,
  whole,
  meansWhole = false,
  onClose,
}: {
  entity: Entity;
  records: readonly Pick<RecordJson, 'id'>[];
  /** What the list shows beyond what is selected, and how many that is; left out where there is nothing more, or it is not known yet. */
  whole?: { readonly ask: Whole; readonly count: number } | undefined;
  /** True where all that the list shows are meant from the start. */
  meansWhole?: boolean;
  /** Told whether anything was tried. */
  onClose: (tried: boolean) => void;
}) {
  const { key } = useApp();
  useFocusBack();
  const { t, mid } = useText();
  const queries = useQueryClient();
  const [to, setTo] = useState<string>();
  const [note, setNote] = useState('');
  // What is meant stays as it was when the dialog opened: what it does may change what the list shows.
  const [found] = useState(whole);
  const [all, setAll] = useState(meansWhole);
  const [phase, setPhase] = useState<RunPhase>('before');
  const [state, setState] = useState<TogetherState>(NOTHING_YET);
  const stop = useRef(false);
  const meant: Meant = all && found ? found : { records: records.map(({ id }) => id) };
  const total = countOf(meant);
  const refused = phase === 'before' ? state.fault : undefined;
  const start = async () => {
    if (!to) return;
    setPhase('running');
    setState(NOTHING_YET);
    const said = note.trim();
    const wish = { values: { owner: to }, ...(said ? { note: said } : {}) };
    const end = await runTogether({ app: key, entity: entity.key }, meant, wish, () => stop.current, setState);
    await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
    setPhase(end.fault !== undefined && triedOf(end) === 0 ? 'before' : 'after');
  };
  return (
    <Modal
      open
      title={t('assign.title', { count: total, entity: mid(total === 1 ? entity.name : entity.plural) })}
      closable={phase !== 'running'}
      keyboard={phase !== 'running'}
      mask={{ closable: false }}
      onCancel={() => onClose(phase === 'after')}
      footer={
        <RunFooter
          phase={phase}
          start={t('assign.go')}
          disabled={!to}
          onStart={() => void start()}
          onStop={() => {
            stop.current = true;
          }}
          onClose={onClose}
        />
      }
    >
      {refused && (
        <Alert
          type="error"
          role="alert"
          showIcon
          title={refused.map(({ message }) => message).join(' ') || t('state.offline')}
          className={look.note}
        />
      )}
      {phase === 'before' && (
        <Form layout="vertical">
          {found && found.count > records.length && (
            <Form.Item>
              <Radio.Group
                value={all}
                onChange={(event) => setAll(event.target.value === true)}
                options={[
                  { value: false, label: t('assign.selected', { count: records.length }) },
                  { value: true, label: t('assign.all', { count: found.count }) },
                ]}
              />
            </Form.Item>
          )}
          <Form.Item label={t('assign.to')} required>
            <PersonSelect label={t('assign.to')} value={to} onChange={setTo} />
          </Form.Item>
          <Form.Item label={t('assign.note')} extra={t('assign.noteHelp')}>
            <Input.TextArea
              aria-label={t('assign.note')}
              rows={2}
              maxLength={1000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Form.Item>
        </Form>
      )}
      {phase !== 'before' && <TogetherOutcome entity={entity} state={state} total={total} running={phase === 'running'} words="assign" />}
    </Modal>
  );
}
