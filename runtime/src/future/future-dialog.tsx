import type { Entity } from '@pipewright/definition';
import { bringWords, futureWords, look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useRef, useState } from 'react';
import { RunFooter } from '../act/run-footer.tsx';
import { countOf, type Meant, NOTHING_YET, runTogether, type TogetherState } from '../act/together/run-together.ts';
import { TogetherOutcome } from '../act/together/together-outcome.tsx';
import { useApp } from '../data/app-context.ts';
import { useFocusBack } from '../data/use-focus-back.ts';
import type { FutureAct } from './months.ts';

bringWords(futureWords);

/** Takes records that wait up again, or puts them off, all of a group: asks first, shows how far it is, can be stopped, and says which were refused and why. */
export function FutureDialog({ entity, act, meant, onClose }: { entity: Entity; act: FutureAct; meant: Meant; onClose: () => void }) {
  const { key } = useApp();
  const { t } = useText();
  useFocusBack();
  const queries = useQueryClient();
  const [state, setState] = useState<TogetherState>();
  const [running, setRunning] = useState(false);
  const stop = useRef(false);
  const count = countOf(meant);
  const start = async () => {
    setRunning(true);
    setState(NOTHING_YET);
    const wish = act.kind === 'wake' ? { status: 'open' } : { status: 'future', until: act.until };
    await runTogether({ app: key, entity: entity.key }, meant, wish, () => stop.current, setState);
    setRunning(false);
    await queries.invalidateQueries({ queryKey: ['records', key, entity.key] });
  };
  return (
    <Modal
      open
      title={act.kind === 'wake' ? t('future.wakeTitle', { count }) : t('future.putOffTitle', { count, day: act.until })}
      closable={!running}
      keyboard={!running}
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <RunFooter
          phase={state === undefined ? 'before' : running ? 'running' : 'after'}
          start={t('bulk.start')}
          disabled={false}
          onStart={() => void start()}
          onStop={() => {
            stop.current = true;
          }}
          onClose={onClose}
        />
      }
    >
      {state ? (
        <TogetherOutcome entity={entity} state={state} total={count} running={running} words="bulk" />
      ) : (
        <p className={look.lead}>{t(act.kind === 'wake' ? 'actLead.wake' : 'future.putOffLead')}</p>
      )}
    </Modal>
  );
}
