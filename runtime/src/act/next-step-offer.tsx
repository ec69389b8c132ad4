import type { Entity, RecordJson } from '@pipewright/definition';
import { later, Part, TodayContext, useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useApp } from '../data/app-context.ts';
import { useChange } from './change.ts';
import { nextStepFields, stageOf } from './next-step.ts';
import { useEscape } from './use-escape.ts';

/**
 * Offers to say what is done first in the stage that a record has come to, in a corner where it is in nobody's way; Escape puts it away. Nothing is
 * offered where the app knows no next step or this person may not write it.
 */
export function useNextStepOffer(entity: Entity): (record: RecordJson) => void {
  const { app, role, surroundings } = useApp();
  const { t, say } = useText();
  const { notification } = AntApp.useApp();
  const change = useChange(entity);
  const fields = nextStepFields(entity, role);
  return (record) => {
    const stage = stageOf(entity, record);
    if (!fields || !stage) return;
    const close = () => notification.destroy(OFFER);
    const today = String(surroundings.today);
    notification.open({
      key: OFFER,
      title: t('nextStep.title', { stage: say(stage.name) }),
      description: (
        <TodayContext value={today}>
          <Leave onLeave={close} />
          <Part>
            <NextStepForm
              // Another record's offer begins anew.
              key={`${record.id} ${record.version}`}
              {...{ entity, record, fields, today, change }}
              suggested={stage.keyStep && say(stage.keyStep)}
              currency={app.currency}
              onDone={close}
              onSkip={close}
            />
          </Part>
        </TodayContext>
      ),
      duration: 0,
      // Where no buttons of a page are.
      placement: 'bottomRight',
      role: 'status',
    });
  };
}

const OFFER = 'next step';
const NextStepForm = later(() => import('./next-step-form.tsx').then((module) => module.NextStepForm));

function Leave({ onLeave }: { onLeave: () => void }) {
  useEscape(onLeave);
  return null;
}
