import { DownloadOutlined, StopOutlined } from '@ant-design/icons';
import { callFile } from '@pipewright/client';
import type { Entity } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { App as AntApp, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useApp } from '../data/app-context.ts';
import type { FileWish } from '../data/list-ask.ts';
import { offerFile } from './offer-file.ts';

/** Takes the records of a list along as a file, exactly as they are asked for; pressed again while it is being made, it stops. */
export function ExportButton({ entity, wish, text }: { entity: Entity; wish: FileWish; text: string }) {
  const { key, surroundings } = useApp();
  const { t, say } = useText();
  const { message } = AntApp.useApp();
  const [making, setMaking] = useState<AbortController>();
  const last = useRef<AbortController>(undefined);
  useEffect(() => () => last.current?.abort(), []);
  const make = async () => {
    const stop = new AbortController();
    last.current = stop;
    setMaking(stop);
    try {
      offerFile(
        await callFile('exportRecords', { app: key, entity: entity.key, body: wish }, { signal: stop.signal }),
        `${say(entity.plural)} ${surroundings.today}.csv`,
      );
      void message.success(t('list.exported'));
    } catch (error) {
      if (!stop.signal.aborted) void message.error((error as Error).message);
    } finally {
      setMaking(undefined);
    }
  };
  return making ? (
    <Button icon={<StopOutlined />} onClick={() => making.abort()}>
      {t('list.exportStop')}
    </Button>
  ) : (
    <Button icon={<DownloadOutlined />} onClick={() => void make()}>
      {text}
    </Button>
  );
}
