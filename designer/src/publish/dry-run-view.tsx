import { Refused } from '@pipewright/client';
import { look, useDesignText } from '@pipewright/ui';
import { Alert, Collapse, Skeleton } from 'antd';
import { useState } from 'react';
import { FaultList } from '../kit/fault-list.tsx';
import { Beginnings } from './beginnings.tsx';
import { ChangeList } from './change-list.tsx';
import { HitsDrawer } from './hits-drawer.tsx';
import { ImpactList } from './impact-list.tsx';
import { PlaceQuestions } from './place-questions.tsx';
import { PlanList } from './plan-list.tsx';
import * as css from './publish.module.css';
import { RelabelChoices } from './relabel-choices.tsx';
import { RepairPanel } from './repair-panel.tsx';
import { UnusedIndexes } from './unused-indexes.tsx';
import type { DryRunState } from './use-dry-run.ts';

/** The result of a dry run: what changes, whom and what it hits, what it asks, and what happens in the database. */
export function DryRunView({ appKey, state }: { appKey: string; state: DryRunState }) {
  const { t } = useDesignText();
  const [shown, setShown] = useState<string>();
  const { dry, error, places, answer, tried } = state;
  if (error instanceof Refused) return <Alert type="error" role="alert" showIcon title={error.message} />;
  if (!dry) return <Skeleton active />;
  const asked = new Set(dry.places.map((question) => question.effect));
  const hit = dry.impact.filter((each) => !asked.has(each.id));
  // Where something begins for records at once, or may, or they get what a rule says, it is not said that they stay as they are.
  const still = !state.begins || state.begins.beginnings?.every(({ counted, records }) => counted && records === 0) === true;
  const quiet = still && state.relabel.length === 0;
  const names = dry.impact.find((each) => each.id === shown)?.names ?? [];
  return (
    <>
      <FaultList type="error" title={t('publish.refused')} faults={dry.issues} />
      {dry.issues.some((each) => each.code === 'publish.drift') && <RepairPanel appKey={appKey} onRepaired={state.refresh} />}
      <PlaceQuestions questions={dry.places} places={places} onAnswer={answer} onShow={setShown} />
      <RelabelChoices relabels={dry.relabels} chosen={state.relabel} onChoose={state.chooseRelabel} />
      <h3 className={look.subtitle}>{t('publish.changes')}</h3>
      <ChangeList changes={dry.changes} />
      {(hit.length > 0 || quiet) && (
        <>
          <h3 className={look.subtitle}>{t('publish.impact')}</h3>
          <ImpactList impact={hit} onShow={setShown} />
        </>
      )}
      {state.begins && <Beginnings {...state.begins} />}
      <FaultList type="warning" title={t('publish.advice')} faults={dry.advice} />
      <h3 className={look.subtitle}>{t('publish.plan')}</h3>
      <PlanList steps={dry.steps} />
      {dry.sql.length > 0 && (
        <Collapse
          ghost
          size="small"
          items={[
            {
              key: 'sql',
              label: t('publish.sql', { count: dry.sql.length }),
              children: <pre className={css.sql}>{dry.sql.join(';\n')}</pre>,
            },
          ]}
        />
      )}
      <UnusedIndexes appKey={appKey} />
      <HitsDrawer appKey={appKey} tried={tried} effect={shown} names={names} places={places} onClose={() => setShown(undefined)} />
    </>
  );
}
