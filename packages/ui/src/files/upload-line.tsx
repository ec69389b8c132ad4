import { CloseOutlined, FileOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useText } from '../text/language.ts';
import * as css from './files.module.css';
import type { Upload } from './use-uploads.ts';

/** A file on its way: how far it is, or why it was refused, with the ways to give it up and to try again. */
export function UploadLine({ upload, onCancel, onRetry }: { upload: Upload; onCancel: () => void; onRetry: () => void }) {
  const { t } = useText();
  const { name } = upload.file;
  const failed = upload.state === 'failed';
  return (
    <li className={css.line}>
      <span className={css.sign} aria-hidden="true">
        <FileOutlined />
      </span>
      <span className={css.words}>
        <span className={css.name} title={name}>
          {name}
        </span>
        {failed ? (
          <span className={css.bad} role="alert">
            {upload.fault}
          </span>
        ) : (
          <Progress percent={Math.round(upload.share * 100)} size="small" aria-label={t('files.uploading', { name })} />
        )}
      </span>
      {failed && <Button type="text" icon={<ReloadOutlined />} aria-label={t('files.retry', { name })} onClick={onRetry} />}
      <Button type="text" icon={<CloseOutlined />} aria-label={t('files.cancel', { name })} onClick={onCancel} />
    </li>
  );
}
