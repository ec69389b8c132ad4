import { InboxOutlined } from '@ant-design/icons';
import { look, useText } from '@pipewright/ui';
import { Button, Flex, Progress, Upload } from 'antd';

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
      <InboxOutlined className={look.sign} />
      <p>{t('import.drop')}</p>
      <p className={look.aside}>{t('import.dropHint')}</p>
    </Upload.Dragger>
  );
}
