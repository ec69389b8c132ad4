import { look, useText } from '@pipewright/ui';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { PersonSelect } from '../act/assign/person-select.tsx';
import { useApp } from '../data/app-context.ts';
import { personQuery } from '../data/queries.ts';
import { useFocusBack } from '../data/use-focus-back.ts';
import { useSetAway } from './use-set-away.ts';

/** Says from when until when one is away, and who decides meanwhile. */
export function AwayDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return open && <AwayForm onClose={onClose} />;
}

function AwayForm({ onClose }: { onClose: () => void }) {
  const { me, surroundings } = useApp();
  const { t } = useText();
  useFocusBack();
  const today = String(surroundings.today);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [to, setTo] = useState<string>();
  const person = useQuery({ ...personQuery(to ?? ''), enabled: to !== undefined }).data;
  const { busy, set } = useSetAway();
  const turned = until !== '' && until < from;
  const go = async () => {
    if (to && (await set({ from, until, to }, t('approval.awayDid', { person: person ?? '–' })))) onClose();
  };
  const day = (label: string, value: string, onChange: (day: string) => void, wrong = false) => (
    <Form.Item label={label} required {...(wrong ? { validateStatus: 'error' as const, help: t('approval.awayLate') } : {})}>
      <Input type="date" aria-label={label} min={today} value={value} onChange={({ target }) => onChange(target.value)} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={t('approval.away')}
      okText={t('approval.awaySave')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !to || !from || !until || turned, loading: busy }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      <Typography.Paragraph>{t('approval.awayHelp')}</Typography.Paragraph>
      <Form layout="vertical" className={look.after}>
        <Form.Item label={t('approval.awayTo')} required>
          <PersonSelect label={t('approval.awayTo')} value={to} except={[me.user]} onChange={setTo} />
        </Form.Item>
        {day(t('approval.awayFrom'), from, setFrom)}
        {day(t('approval.awayUntil'), until, setUntil, turned)}
      </Form>
    </Modal>
  );
}
