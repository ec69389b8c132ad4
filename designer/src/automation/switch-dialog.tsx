import { useDesignText } from '@pipewright/ui';
import { Modal } from 'antd';
import { BeginningList } from '../kit/beginning-list.tsx';
import type { useSwitching } from './use-switching.ts';

/** Asks before automations are switched on that begin for records at once, with how many. */
export function SwitchDialog({ title, switching }: { title: string; switching: ReturnType<typeof useSwitching> }) {
  const { t } = useDesignText();
  const { asked, busy, agree, cancel } = switching;
  return (
    <Modal
      open={asked !== undefined}
      title={title}
      okText={t('begin.switchOk')}
      cancelText={t('action.cancel')}
      confirmLoading={busy}
      onOk={agree}
      onCancel={cancel}
      destroyOnHidden
    >
      {asked && <BeginningList beginnings={asked} />}
    </Modal>
  );
}
