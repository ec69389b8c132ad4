import type { ApprovalItem, Entity, RecordJson } from '@pipewright/definition';
import { approvalWords, bringWords, laterOpened, look, useText } from '@pipewright/ui';
import { Alert, Button, Flex } from 'antd';
import { useState } from 'react';
import { useApp } from '../data/app-context.ts';
import { ApprovalStanding } from './approval-standing.tsx';
import { isOpenApproval, useRecordApprovals } from './use-record-approvals.ts';

bringWords(approvalWords);

const ApprovalDrawer = laterOpened(() => import('./approval-drawer.tsx').then((module) => module.ApprovalDrawer));

/** For so many days the end of an approval is told on the record; after that the time line alone tells it. */
const TOLD_DAYS = 7;

/** The approvals of a record that wait, or were decided lately: where each stands, and the way to all of it. */
export function RecordApproval({ entity, record }: { entity: Entity; record: RecordJson }) {
  const { surroundings } = useApp();
  const all = useRecordApprovals(entity, record);
  const [id, setId] = useState<string>();
  const since = Date.parse(String(surroundings.now)) - TOLD_DAYS * 86_400_000;
  const open = all.filter(isOpenApproval);
  const [latest] = all;
  const recent = latest && !isOpenApproval(latest) && Date.parse(latest.endedAt ?? '') >= since ? [latest] : [];
  return (
    <>
      {[...open, ...recent].map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} onOpen={() => setId(approval.id)} />
      ))}
      <ApprovalDrawer open={id !== undefined} id={id} onDone={() => undefined} onClose={() => setId(undefined)} />
    </>
  );
}

const TYPES: Readonly<Record<ApprovalItem['phase'], 'warning' | 'success' | 'error' | 'info'>> = {
  ...{ open: 'info', returned: 'warning', approved: 'success', rejected: 'error' },
  ...{ withdrawn: 'info', voided: 'info' },
};

function ApprovalCard({ approval, onOpen }: { approval: ApprovalItem; onOpen: () => void }) {
  const { t } = useText();
  const { id, text, automation, phase, may } = approval;
  const way = may.includes('approve') || may.includes('decide') ? 'look' : may.includes('resubmit') ? 'lookAgain' : 'lookOnly';
  return (
    <Alert
      className={look.note}
      type={TYPES[phase]}
      showIcon
      role="group"
      aria-label={t('approval.of', { text })}
      data-record={id}
      title={
        <>
          {text} <span className={look.aside}>{automation}</span>
        </>
      }
      description={
        <Flex vertical gap={8} align="start">
          <ApprovalStanding approval={approval} whole />
          <Button type={way === 'lookOnly' ? 'default' : 'primary'} onClick={onOpen}>
            {t(`approval.${way}`)}
          </Button>
        </Flex>
      }
    />
  );
}
