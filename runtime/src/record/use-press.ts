import { call, Refused } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';
import { useApp } from '../data/app-context.ts';

/** The buttons of a record that have something done by itself, and what a press of one does. */
export function usePress(entity: Entity, id: string) {
  const { key, buttons = [] } = useApp();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const own = buttons.filter((each) => each.entity === entity.key);
  const press = async (automation: string) => {
    try {
      await call('pressButton', { app: key, entity: entity.key, id, automation });
      void message.success(say(own.find((each) => each.automation === automation)?.label));
    } catch (error) {
      void message.error(error instanceof Refused ? error.message : t('state.offline'));
    }
  };
  return { buttons: own, press };
}
