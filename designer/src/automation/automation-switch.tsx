import type { Automation, AutomationState } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { App as AntApp, Switch } from 'antd';
import { SwitchDialog } from './switch-dialog.tsx';
import { useSwitching } from './use-switching.ts';

/** Switches a published automation on or off at once. Where many would be told the moment it is switched on, one is asked first, with how many. */
export function AutomationSwitch({ appKey, automation, state }: { appKey: string; automation: Automation; state: AutomationState }) {
  const { t, say } = useDesignText();
  const { message } = AntApp.useApp();
  const name = say(automation.name);
  const switching = useSwitching(appKey, (on) => void message.success(t(on ? 'automate.switchedOn' : 'automate.switchedOff', { name })));
  return (
    <>
      <Switch
        checked={!state.off}
        loading={switching.busy}
        aria-label={t('automate.switch', { name })}
        onChange={(on) => (on ? switching.on([automation]) : switching.off([automation]))}
      />
      <SwitchDialog title={t('begin.switch')} switching={switching} />
    </>
  );
}
