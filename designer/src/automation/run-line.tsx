import { type Color, type Run, type RunState, stepNames } from '@pipewright/definition';
import { Ago, Badge, look, momentText, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import { useState } from 'react';
import * as css from './automation.module.css';
import { RunFlow } from './flow/run-flow.tsx';
import { RunActs } from './run-acts.tsx';
import { type RunPlace, RunTies } from './run-ties.tsx';

const COLORS: Readonly<Record<RunState, Color>> = { waiting: 'blue', asleep: 'cyan', done: 'green', failed: 'red', stopped: 'orange' };

/** Whom a run waits for to answer, how often that was tried, and what came of it. */
function callWords({ asks, attempts, nextAt, fault }: NonNullable<Run['call']>, t: ReturnType<typeof useDesignText>['t']): string {
  const tried = attempts > 0 ? [t('run.asked', { count: attempts })] : [];
  const next = nextAt === null ? [] : [t('run.askedNext', { at: momentText(nextAt) })];
  return [t('run.asks', { asks }), ...tried, ...next, ...(fault === null ? [] : [fault])].join(' · ');
}

/** One run: about which record, when, how it stands, and its steps when opened. */
export function RunLine({ run, ...place }: RunPlace & { run: Run }) {
  const { appKey, nameOf, onRetried } = place;
  const { t, say } = useDesignText();
  const [seen, setSeen] = useState(false);
  const [open, setOpen] = useState(run.state === 'failed' || run.state === 'stopped');
  const ties = <RunTies {...place} run={run} Line={RunLine} />;
  return (
    <li>
      {seen && <RunFlow appKey={appKey} run={run} ties={ties} onClose={() => setSeen(false)} />}
      <Flex gap={8} wrap align="center">
        <Badge color={COLORS[run.state]}>{t(`run.${run.state}`)}</Badge>
        {run.until && <span>{t('run.until', { at: momentText(run.until) })}</span>}
        {run.record ? (
          <a href={`/a/${appKey}/${run.record.entity}/${run.record.id}`}>{run.record.title ?? t('run.hidden')}</a>
        ) : (
          <span>{t('run.noRecord')}</span>
        )}
        {run.parent && <span>{nameOf(run.automation)}</span>}
        {run.side && <span>{t('run.side', { name: say(run.side) })}</span>}
        {run.level && <span>{run.level}</span>}
        <Ago at={run.at} className={look.quiet} />
        <Button type="link" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('run.steps', { count: run.steps.length })}
        </Button>
        <Button type="link" size="small" onClick={() => setSeen(true)}>
          {t('run.way')}
        </Button>
        {ties}
        <RunActs appKey={appKey} run={run} onDone={onRetried} />
      </Flex>
      {run.input && run.input.length > 0 && (
        <div className={look.aside}>
          {run.input.map(({ name, value }) => t('publish.turned', { property: name, what: value })).join(t('publish.comma'))}
        </div>
      )}
      {run.call && <div className={look.aside}>{callWords(run.call, t)}</div>}
      {run.failure && <div className={look.bad}>{run.failure}</div>}
      {open && (
        <ol className={css.done}>
          {run.steps.map((step) => (
            <li key={step.at + step.node}>
              <strong>{say(stepNames[step.kind])}</strong> · {step.exit ?? t(`run.step.${step.outcome}`)}
              {step.people.length > 0 && ` · ${step.people.join(t('publish.comma'))}`}
              {step.input.map(({ name, value }) => (
                <div key={name} className={look.aside}>
                  {name === '' ? value : t('publish.turned', { property: name, what: value })}
                </div>
              ))}
              {step.faults.map((fault) => (
                <div key={fault} className={look.bad}>
                  {fault}
                </div>
              ))}
            </li>
          ))}
        </ol>
      )}
    </li>
  );
}
