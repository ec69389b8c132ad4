import { type ApprovalItem, MOST_ADDED, MOST_APPROVAL_NOTE } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Alert, Form, Input, Modal, Radio, Typography } from 'antd';
import { useState } from 'react';
import { PersonSelect } from '../act/assign/person-select.tsx';
import { useFocusBack } from '../data/use-focus-back.ts';
import { type AskedAct, EMPTY_FORM, needsNote, wishOf } from './act-form.ts';
import { PeopleSelect } from './people-select.tsx';
import type { ActOnApproval } from './use-approval-act.ts';

/** Asks for what an act needs, says what it means, and does it. */
export function ApprovalActDialog({
  approval,
  act,
  busy,
  onAct,
  onClose,
}: {
  approval: ApprovalItem;
  act: AskedAct;
  busy: boolean;
  onAct: ActOnApproval;
  onClose: () => void;
}) {
  const { t } = useText();
  useFocusBack();
  const [form, setForm] = useState(EMPTY_FORM);
  const [fault, setFault] = useState<string>();
  const set = (patch: Partial<typeof form>) => setForm({ ...form, ...patch });
  const wish = wishOf(act, form, approval);
  const why = needsNote(act);
  const note = t(act === 'comment' ? 'approval.act.comment' : why ? 'approval.noteWhy' : 'approval.noteOptional');
  const asked = approval.asked.map(({ id }) => id);
  const go = async () => {
    if (!wish) return;
    const found = await onAct(wish);
    setFault(found);
    if (found === undefined) onClose();
  };
  return (
    <Modal
      open
      title={t(`approval.act.${act}`)}
      okText={t(`approval.act.${act}`)}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !wish, loading: busy, danger: act === 'withdraw' }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
      <Typography.Paragraph>{t(`approval.help.${act}`)}</Typography.Paragraph>
      <Form layout="vertical">
        {act === 'transfer' && (
          <Form.Item label={t('approval.to')} required>
            <PersonSelect label={t('approval.to')} value={form.people[0]} except={asked} onChange={(person) => set({ people: [person] })} />
          </Form.Item>
        )}
        {act === 'add' && (
          <>
            <Form.Item label={t('approval.people')} required>
              <PeopleSelect
                label={t('approval.people')}
                value={form.people}
                except={asked}
                most={MOST_ADDED}
                onChange={(people) => set({ people })}
              />
            </Form.Item>
            <Form.Item label={t('approval.place')}>
              <Radio.Group
                aria-label={t('approval.place')}
                value={form.place}
                onChange={({ target }) => set({ place: target.value as 'before' | 'after' })}
                options={(['before', 'after'] as const).map((value) => ({ value, label: t(`approval.place.${value}`) }))}
              />
            </Form.Item>
          </>
        )}
        {act === 'decide' && (
          <Form.Item label={t('approval.what')} required>
            <Radio.Group
              aria-label={t('approval.what')}
              value={form.decision}
              onChange={({ target }) => set({ decision: target.value as 'approve' | 'reject' })}
              options={(['approve', 'reject'] as const).map((value) => ({ value, label: t(`approval.act.${value}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item label={note} required={why}>
          <Input.TextArea
            aria-label={note}
            autoFocus={act !== 'transfer' && act !== 'add' && act !== 'decide'}
            rows={3}
            maxLength={MOST_APPROVAL_NOTE}
            value={form.note}
            onChange={({ target }) => set({ note: target.value })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
