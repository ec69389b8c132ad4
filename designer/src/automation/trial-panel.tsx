import { call } from '@pipewright/client';
import type { AutomationTrial } from '@pipewright/definition';
import { look, momentText, Panel, useDesignText } from '@pipewright/ui';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { Editing } from './editing.ts';
import { HitList } from './hit-list.tsx';

/** For which records an automation of the draft would begin now. Nothing is done to them. */
export function TrialPanel({ appKey, editing }: { appKey: string; editing: Editing }) {
  const { t } = useDesignText();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (): Promise<AutomationTrial> => call('tryAutomation', { app: appKey, body: { automation: editing.automation } }),
  });
  return (
    <Panel
      title={t('trial.title')}
      actions={
        <Button loading={isPending} onClick={() => mutate()}>
          {t('trial.look')}
        </Button>
      }
    >
      {!data && !error && <p className={`${look.quiet} ${look.flush}`}>{t('trial.help')}</p>}
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {data && (
        <>
          <p className={look.strong}>{t('trial.total', { count: data.total })}</p>
          {data.opens !== undefined && data.total > 0 && <p>{t('trial.opens', { when: momentText(data.opens) })}</p>}
          <Levels levels={data.levels} />
          <HitList appKey={appKey} editing={editing} hits={data.hits} total={data.total} />
        </>
      )}
    </Panel>
  );
}

/** How many for each level of a ladder. */
export function Levels({ levels }: { levels: AutomationTrial['levels'] }) {
  const { t } = useDesignText();
  const named = levels.filter(({ level }) => level !== null);
  if (named.length === 0) return null;
  return <p>{named.map(({ level, count }) => t('trial.level', { level, count })).join(t('publish.comma'))}</p>;
}
