import { useText } from '@pipewright/ui';
import { App as AntApp } from 'antd';

/** Asks whether what was typed may be thrown away; answers true where it may. */
export function useDiscardQuestion(): () => Promise<boolean> {
  const { t } = useText();
  const { modal } = AntApp.useApp();
  return () =>
    new Promise((resolve) => {
      modal.confirm({
        title: t('form.unsaved'),
        content: t('form.unsavedLead'),
        okText: t('form.discard'),
        cancelText: t('form.stay'),
        onOk: () => resolve(true),
        onCancel: () => resolve(false),
      });
    });
}
