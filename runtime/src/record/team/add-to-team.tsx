import { SHARE_LEVELS, type ShareLevel } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Alert, Form, Modal, Radio } from 'antd';
import { useState } from 'react';
import { PersonSelect } from '../../act/assign/person-select.tsx';
import { useFocusBack } from '../../data/use-focus-back.ts';
import type { Team } from './use-team.ts';

/** Shares a record with one more person. */
export function AddToTeam({ team, owner, onClose }: { team: Team; owner: string; onClose: () => void }) {
  const { t } = useText();
  useFocusBack();
  const [person, setPerson] = useState<string>();
  const [level, setLevel] = useState<ShareLevel>('read');
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const go = async () => {
    if (!person) return;
    setBusy(true);
    const wrong = await team.set(person, level);
    setBusy(false);
    setFault(wrong);
    if (!wrong) onClose();
  };
  return (
    <Modal
      open
      title={t('team.add')}
      okText={t('team.go')}
      cancelText={t('action.cancel')}
      okButtonProps={{ disabled: !person, loading: busy }}
      onOk={() => void go()}
      onCancel={onClose}
    >
      {fault && <Alert type="error" role="alert" showIcon title={fault} className={look.note} />}
      <Form layout="vertical">
        <Form.Item label={t('team.person')} required>
          <PersonSelect
            label={t('team.person')}
            value={person}
            except={[owner, ...team.shares.map((share) => share.person)]}
            onChange={setPerson}
          />
        </Form.Item>
        <Form.Item label={t('team.may')} extra={t('team.help')}>
          <Radio.Group
            aria-label={t('team.may')}
            value={level}
            onChange={(event) => setLevel(event.target.value as ShareLevel)}
            options={SHARE_LEVELS.map((value) => ({ value, label: t(`team.level.${value}`) }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
