import { type App, type AppPart, diff, faults, isPartOn, switchPart, validate } from '@pipewright/definition';
import { look, Panel, useDesignText } from '@pipewright/ui';
import { Alert, Collapse, Switch } from 'antd';
import { useMemo } from 'react';
import { ChangeList } from '../publish/change-list.tsx';
import type { Draft } from '../state/draft.ts';
import { useRecordCounts } from './use-record-counts.ts';

/** A module: what it brings with how many records there are, its switch, and what a turn of that switch would do. */
export function PartCard({ appKey, draft, base, part }: { appKey: string; draft: Draft; base: App; part: AppPart }) {
  const { t, say, language } = useDesignText();
  const { app } = draft;
  const on = isPartOn(app, part);
  const counts = useRecordCounts(appKey, base, part.entities);
  const { changes, inTheWay } = useMemo(() => turned(app, part, language), [app, part, language]);
  const told = new Set<string>(part.entities);
  const entities = app.entities.filter(({ key }) => told.has(key));
  return (
    <Panel
      title={say(part.name)}
      actions={
        <Switch
          checked={on}
          aria-label={t('module.switch', { name: say(part.name) })}
          onChange={(next) => draft.set(switchPart(app, part.key, next))}
        />
      }
    >
      {part.description && <p>{say(part.description)}</p>}
      <ul className={look.bullets}>
        {entities.map(({ key, plural }) => {
          const count = counts.get(key);
          return (
            <li key={key}>
              {say(plural)}
              {count !== undefined && <span className={look.quiet}> · {t('module.records', { count })}</span>}
            </li>
          );
        })}
      </ul>
      {inTheWay.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className={look.note}
          title={t('module.inTheWay')}
          description={
            <ul className={look.bullets}>
              {inTheWay.map((message) => (
                <li key={message}>{message}</li>
              ))}
            </ul>
          }
        />
      )}
      <Collapse
        ghost
        size="small"
        items={[
          {
            key: 'changes',
            label: t(on ? 'module.goes' : 'module.comes', { count: changes.length }),
            children: <ChangeList changes={changes} />,
          },
        ]}
      />
    </Panel>
  );
}

/** What a turn of the switch would change, and what a person would have to decide after it. */
function turned(app: App, part: AppPart, language: 'en' | 'zh-CN') {
  const after = switchPart(app, part.key, !isPartOn(app, part));
  const known = new Set(faults(validate(app), language).map(({ message }) => message));
  const fresh = faults(validate(after), language).map(({ message }) => message);
  return { changes: diff(app, after), inTheWay: [...new Set(fresh)].filter((message) => !known.has(message)) };
}
