import { call } from '@pipewright/client';
import { type App, type Automation, type Entity, entityOf, type Run } from '@pipewright/definition';
import { FlowCanvas, useDesignText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Alert, Modal, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { StepMark } from './step-marks.ts';
import { useFaces } from './use-faces.tsx';

const NONE: ReadonlyMap<string, StepMark> = new Map();

/** The way that a run went, on a canvas of its automation as it was when the run began. */
export function RunFlow({
  appKey,
  run,
  ties,
  onClose,
}: {
  appKey: string;
  run: Run;
  /** Leads to the runs that belong to it. */
  ties: ReactNode;
  onClose: () => void;
}) {
  const { t } = useDesignText();
  const { data, error } = useQuery({
    queryKey: ['version', appKey, run.version],
    queryFn: () => call('readVersion', { app: appKey, version: String(run.version) }) as Promise<App>,
  });
  const automation = data?.automations?.find(({ key }) => key === run.automation);
  const entity = data && automation && entityOf(data, automation.entity);
  return (
    <Modal open width={960} title={t('run.way')} footer={null} onCancel={onClose}>
      <div>{ties}</div>
      {error && <Alert type="error" role="alert" showIcon title={error.message} />}
      {!data && !error && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {data && automation && entity && <Way {...{ app: data, automation, entity, run }} />}
    </Modal>
  );
}

function Way({ app, automation, entity, run }: { app: App; automation: Automation; entity: Entity; run: Run }) {
  const { t, say } = useDesignText();
  const level = automation.on.kind === 'since' ? automation.on.levels.find(({ name }) => say(name) === run.level)?.key : undefined;
  const face = useFaces({ draft: { app, faults: [] }, automation, entity, path: '' }, level, NONE);
  // A step that was tried or passed several times says what came of it last.
  const came = new Map(run.steps.map(({ node, exit, outcome }) => [node, exit ?? t(`run.step.${outcome}`)]));
  const stands = run.state === 'asleep' || run.state === 'failed' ? run.node : null;
  return (
    <FlowCanvas
      label={t('run.way')}
      {...{ automation, level }}
      face={(node) => ({
        ...face(node),
        mark: node && (node.key === stands ? t(`run.${run.state}`) : came.get(node.key)),
        lit: node !== undefined && (came.has(node.key) || node.key === stands),
      })}
    />
  );
}
