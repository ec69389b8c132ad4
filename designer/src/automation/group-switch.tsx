import type { Automation, AutomationState } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { App as AntApp, Button, Flex } from 'antd';
import { SwitchDialog } from './switch-dialog.tsx';
import { useSwitching } from './use-switching.ts';

/** Switches all published automations of a phase on or off at once; those that stand so already are left alone. One alone has its own switch. */
export function GroupSwitch({
  appKey,
  title,
  automations,
  states,
}: {
  appKey: string;
  /** What they are called together. */
  title: string;
  automations: readonly Automation[];
  /** How the published ones of the app stand. */
  states: readonly AutomationState[];
}) {
  const { t } = useDesignText();
  const { message } = AntApp.useApp();
  const switching = useSwitching(
    appKey,
    (on, count) => void message.success(t(on ? 'automate.switchedAllOn' : 'automate.switchedAllOff', { count })),
  );
  const standing = (off: boolean) => automations.filter(({ key }) => states.some((each) => each.key === key && each.off === off));
  const [idle, working] = [standing(true), standing(false)];
  if (idle.length + working.length < 2) return null;
  return (
    <Flex gap={8} wrap className={look.note}>
      {idle.length > 0 && (
        <Button disabled={switching.busy} aria-label={t('automate.allOnOf', { title })} onClick={() => switching.on(idle)}>
          {t('automate.allOn')}
        </Button>
      )}
      {working.length > 0 && (
        <Button disabled={switching.busy} aria-label={t('automate.allOffOf', { title })} onClick={() => switching.off(working)}>
          {t('automate.allOff')}
        </Button>
      )}
      <SwitchDialog title={t('begin.switchAll', { count: idle.length })} switching={switching} />
    </Flex>
  );
}
