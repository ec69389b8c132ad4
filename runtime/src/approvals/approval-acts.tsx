import { CheckOutlined, CloseOutlined, MoreOutlined } from '@ant-design/icons';
import { type ApprovalDetail, type ApprovalWish, MOST_APPROVAL_NOTE } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Alert, Button, Dropdown, Input, type InputRef } from 'antd';
import { useId, useRef, useState } from 'react';
import { ApprovalActDialog } from './act-dialog.tsx';
import { ASKED_ABOUT, type AskedAct } from './act-form.ts';
import * as css from './approvals.module.css';
import { useApprovalAct } from './use-approval-act.ts';

/** What its reader may do with an approval: two big buttons and a note to decide it, everything else behind or beside them. */
export function ApprovalActs({
  approval,
  resting,
  onDone,
}: {
  approval: ApprovalDetail;
  /** True for the moment in which a second press would be meant for what stood here before. */
  resting: boolean;
  /** Told where it stands after something was done. */
  onDone: (after: ApprovalDetail, wish: ApprovalWish) => void;
}) {
  const { t } = useText();
  const { may, digest } = approval;
  const { busy, act } = useApprovalAct(approval, onDone);
  const [note, setNote] = useState('');
  const [fault, setFault] = useState<string>();
  const [asking, setAsking] = useState<AskedAct>();
  const box = useRef<InputRef>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const help = useId();
  const decides = may.includes('approve') || may.includes('reject');
  const said = note.trim();
  const send = async (wish: ApprovalWish) => setFault(await act(wish));
  const reject = () => {
    if (said) return void send({ act: 'reject', digest, note: said });
    setFault(t('approval.noteMissing'));
    box.current?.focus();
  };
  const asked = ASKED_ABOUT.filter((each) => may.includes(each));
  const begin = (each: AskedAct | 'urge') => (each === 'urge' ? void send({ act: 'urge' }) : setAsking(each));
  const others: readonly (AskedAct | 'urge')[] = [...asked, ...(may.includes('urge') ? (['urge'] as const) : [])];
  if (!decides && others.length === 0) return null;
  return (
    <div className={css.acts}>
      {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
      {decides && (
        <>
          <Input.TextArea
            ref={box}
            aria-label={t('approval.note')}
            aria-describedby={help}
            placeholder={t('approval.note')}
            autoSize={{ minRows: 1, maxRows: 4 }}
            maxLength={MOST_APPROVAL_NOTE}
            value={note}
            onChange={({ target }) => {
              setNote(target.value);
              setFault(undefined);
            }}
          />
          <div id={help} className={`${look.quiet} ${look.small} ${css.help}`}>
            {t('approval.noteNeeded')}
          </div>
          <div className={css.big}>
            {may.includes('approve') && (
              <Button
                type="primary"
                icon={<CheckOutlined aria-hidden />}
                size="large"
                disabled={busy || resting}
                onClick={() => void send({ act: 'approve', digest, ...(said ? { note: said } : {}) })}
              >
                {t('approval.act.approve')}
              </Button>
            )}
            {may.includes('reject') && (
              <Button size="large" icon={<CloseOutlined aria-hidden />} disabled={busy || resting} onClick={reject}>
                {t('approval.act.reject')}
              </Button>
            )}
            {others.length > 0 && (
              <Dropdown
                trigger={['click']}
                autoFocus
                menu={{
                  items: others.map((key) => ({ key, label: t(`approval.act.${key}`) })),
                  onClick: ({ key }) => {
                    opener.current?.focus();
                    begin(key as AskedAct | 'urge');
                  },
                }}
              >
                <Button
                  ref={opener}
                  size="large"
                  icon={<MoreOutlined />}
                  disabled={busy}
                  aria-label={t('approval.more')}
                  title={t('approval.more')}
                />
              </Dropdown>
            )}
          </div>
        </>
      )}
      {!decides && (
        <div className={css.others}>
          {others.map((each) => (
            <Button
              key={each}
              type={each === 'resubmit' || each === 'decide' ? 'primary' : 'default'}
              disabled={busy}
              onClick={() => begin(each)}
            >
              {t(`approval.act.${each}`)}
            </Button>
          ))}
        </div>
      )}
      {asking && <ApprovalActDialog approval={approval} act={asking} busy={busy} onAct={act} onClose={() => setAsking(undefined)} />}
    </div>
  );
}
