import { InboxOutlined } from '@ant-design/icons';
import { useText } from '@pipewright/ui';
import { Button, Flex, Progress, Upload } from 'antd';
import css from './file-drop.module.css';

/** Takes a CSV file, chosen or dropped. While one is being read it says so, and `onCancel` gives it up. */
export function FileDrop({ busy = false, onFile, onCancel }: { busy?: boolean; onFile: (file: Blob) => void; onCancel?: () => void }) {
  const { t } = useText();
  if (busy)
    return (
      <Flex vertical gap={8} align="start">
        <output>{t('import.reading')}</output>
        <Progress percent={100} status="active" showInfo={false} aria-label={t('import.reading')} />
        {onCancel && <Button onClick={onCancel}>{t('action.cancel')}</Button>}
      </Flex>
    );
  return (
    <Upload.Dragger
      accept=".csv,.tsv,.txt,text/csv"
      showUploadList={false}
      beforeUpload={(file) => {
        onFile(file);
        return false;
      }}
    >
      <InboxOutlined className={css.sign} />
      <p>{t('import.drop')}</p>
      <p className={css.hint}>{t('import.dropHint')}</p>
    </Upload.Dragger>
  );
}
