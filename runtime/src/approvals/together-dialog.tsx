import { type ApprovalItem, MOST_APPROVAL_NOTE } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Form, Input, Modal, Progress } from 'antd';
import { useRef, useState } from 'react';
import { RunFooter, type RunPhase } from '../act/run-footer.tsx';
import { useApp } from '../data/app-context.ts';
import { useFocusBack } from '../data/use-focus-back.ts';
import { type DecidedTogether, decideTogether, NONE_DECIDED } from './together.ts';

/** Decides several approvals with one word: shows before which they are, meanwhile how far it is, and afterwards what became of each. */
export function TogetherDialog({
  act,
  approvals,
  onClose,
}: {
  act: 'approve' | 'reject';
  approvals: readonly ApprovalItem[];
  /** Told whether anything was tried. */
  onClose: (tried: boolean) => void;
}) {
  const { key } = useApp();
  useFocusBack();
  const { t } = useText();
  const queries = useQueryClient();
  // Which are meant stays as it was when the dialog opened, however the list changes.
  const [meant] = useState(approvals);
  const [note, setNote] = useState('');
  const [phase, setPhase] = useState<RunPhase>('before');
  const [state, setState] = useState<DecidedTogether>(NONE_DECIDED);
  const stop = useRef(false);
  const why = act === 'reject';
  const count = meant.length;
  const done = state.decided.length + state.refused.length;
  const label = t(why ? 'approval.noteWhy' : 'approval.noteOptional');
  const start = async () => {
    setPhase('running');
    await decideTogether(key, act, meant, note.trim(), () => stop.current, setState);
    await queries.invalidateQueries({ queryKey: ['records', key] });
    setPhase('after');
  };
  const told = new Map(state.refused.map(({ id, message }) => [id, message]));
  const outcome = (id: string) => (state.decided.includes(id) ? ' ✓' : told.has(id) && <div className={look.bad}>{told.get(id)}</div>);
  return (
    <Modal
      open
      title={t(`approval.together.${act}`, { count })}
      closable={phase !== 'running'}
      keyboard={phase !== 'running'}
      mask={{ closable: false }}
      onCancel={() => onClose(phase === 'after')}
      footer={
        <RunFooter
          phase={phase}
          start={t(`approval.together.${act}`, { count })}
          disabled={why && !note.trim()}
          danger={why}
          onStart={() => void start()}
          onStop={() => {
            stop.current = true;
          }}
          onClose={onClose}
        />
      }
    >
      {phase === 'before' && <p className={look.lead}>{t('approval.together.lead')}</p>}
      {phase === 'running' && (
        <Progress percent={Math.round((100 * done) / count)} format={() => t('approval.together.going', { done, all: count })} />
      )}
      <div role="status">
        {phase === 'after' && (
          <Alert
            type={state.decided.length === count ? 'success' : 'warning'}
            showIcon
            title={[
              t('approval.together.decided', { count: state.decided.length }),
              ...(state.refused.length > 0 ? [t('approval.together.refused', { count: state.refused.length })] : []),
              ...(done < count ? [t('approval.together.left', { count: count - done })] : []),
            ].join(' · ')}
            description={state.fault && (state.fault.map(({ message }) => message).join(' ') || t('state.offline'))}
          />
        )}
      </div>
      <ul className={`${look.bullets} ${look.after} ${look.scroll}`}>
        {meant.map(({ id, text, title }) => (
          <li key={id}>
            {text} {title && <span className={look.quiet}>{title}</span>}
            {outcome(id)}
          </li>
        ))}
      </ul>
      {phase === 'before' && (
        <Form layout="vertical" className={look.after}>
          <Form.Item label={label} required={why}>
            <Input.TextArea
              aria-label={label}
              autoFocus
              rows={2}
              maxLength={MOST_APPROVAL_NOTE}
              value={note}
              onChange={({ target }) => setNote(target.value)}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  );
}
