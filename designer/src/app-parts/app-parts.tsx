import type { App } from '@pipewright/definition';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { Flex } from 'antd';
import type { Draft } from '../state/draft.ts';
import { PartCard } from './part-card.tsx';

/** The modules of an app: what each brings, and whether it is in use. */
export function AppParts({ appKey, draft, base }: { appKey: string; draft: Draft; base: App }) {
  const { t } = useDesignText();
  return (
    <Panel title={t('module.title')}>
      <p className={look.lead}>
        {t('module.lead')} {t('module.keeps')}
      </p>
      <Flex vertical gap={16}>
        {(draft.app.parts ?? []).map((part) => (
          <PartCard key={part.key} appKey={appKey} draft={draft} base={base} part={part} />
        ))}
      </Flex>
    </Panel>
  );
}
