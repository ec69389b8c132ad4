import type { ApprovalItem, Color } from '@pipewright/definition';
import { Ago, approvalWords, Badge, bringWords, look, momentText, useText } from '@pipewright/ui';
import { Flex } from 'antd';
import * as css from './approvals.module.css';
import { countInWords, isLate, namesInWords, standingInWords } from './in-words.ts';

bringWords(approvalWords);

const COLORS: Readonly<Record<ApprovalItem['phase'], Color>> = {
  open: 'blue',
  returned: 'orange',
  approved: 'green',
  rejected: 'red',
  withdrawn: 'grey',
  voided: 'grey',
};

/** Where an approval stands: for whom it waits, how many have agreed, who comes later, and by when it is to be decided. */
export function ApprovalStanding({ approval, whole = false }: { approval: ApprovalItem; whole?: boolean }) {
  const text = useText();
  const { t, language } = text;
  const { phase, due, lapse, later, locked, instead, endedAt } = approval;
  const standing = standingInWords(approval, text);
  const count = countInWords(approval, text);
  return (
    <Flex vertical={!whole} wrap={whole} gap={whole ? '4px 16px' : 4} className={look.breaks ?? ''}>
      <span>
        <Badge color={COLORS[phase]}>{t(`approval.phase.${phase}`)}</Badge> {standing}
        {endedAt && (
          <>
            {' '}
            <Ago at={endedAt} />
          </>
        )}
      </span>
      {count && <span>{count}</span>}
      {whole && phase === 'open' && later.length > 0 && <span>{t('approval.later', { people: namesInWords(later, language) })}</span>}
      <Due approval={approval} />
      {whole && phase === 'open' && due && lapse && <span className={look.quiet}>{t(`approval.lapse.${lapse}`)}</span>}
      {phase === 'open' && instead && <strong>{t('approval.instead', { person: instead.name })}</strong>}
      {whole && phase === 'open' && locked && <span>{t('approval.locked')}</span>}
    </Flex>
  );
}

/** By when it is to be decided, and in words that this day has passed. */
export function Due({ approval }: { approval: ApprovalItem }) {
  const { t } = useText();
  const { due, phase } = approval;
  if (due === null || phase !== 'open') return null;
  const late = isLate(approval);
  return (
    <span className={late ? `${look.bad} ${css.late}` : undefined}>
      {t(late ? 'approval.late' : 'approval.due', { due: momentText(due) })}
    </span>
  );
}
