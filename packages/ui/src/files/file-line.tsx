import { DeleteOutlined, FileOutlined } from '@ant-design/icons';
import { type FileJson, fileTypeOf } from '@pipewright/definition';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useText } from '../text/language.ts';
import { momentText } from '../text/moment.ts';
import { useShelf } from './file-shelf.ts';
import { sizeInWords } from './file-size.ts';
import * as css from './files.module.css';

/** A file that is there: its picture or a sign, its name, which downloads it, how large it is, who put it there and when, and a way to remove it. In `brief`, only how large it is. */
export function FileLine({ file, brief = false, onRemove }: { file: FileJson; brief?: boolean; onRemove?: (() => void) | undefined }) {
  const { t } = useText();
  const shelf = useShelf();
  const [large, setLarge] = useState(false);
  const { id, name } = file;
  const picture = fileTypeOf(name)?.kind === 'picture' ? shelf?.hrefOf(id, true) : undefined;
  return (
    <li className={brief ? css.brief : css.line}>
      {picture ? (
        <button type="button" className={css.thumb} aria-label={t('files.view', { name })} onClick={() => setLarge(true)}>
          <img src={picture} alt="" loading="lazy" />
        </button>
      ) : (
        <span className={css.sign} aria-hidden="true">
          <FileOutlined />
        </span>
      )}
      <span className={css.words}>
        <a className={css.name} href={shelf?.hrefOf(id)} download={name} title={name} aria-label={t('files.download', { name })}>
          {name}
        </a>
        <span className={css.small}>{[sizeInWords(file.size), ...(brief ? [] : [file.by.name, momentText(file.at)])].join(' · ')}</span>
      </span>
      {onRemove && <Button type="text" icon={<DeleteOutlined />} aria-label={t('files.remove', { name })} onClick={onRemove} />}
      {picture && (
        <Modal
          open={large}
          title={name}
          width={960}
          footer={null}
          closable={{ 'aria-label': t('files.close') }}
          onCancel={() => setLarge(false)}
        >
          <img className={css.picture} src={picture} alt={name} />
        </Modal>
      )}
    </li>
  );
}
