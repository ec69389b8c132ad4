import { UploadOutlined } from '@ant-design/icons';
import { type Field, fieldTypes, hasTrait, MOST_MEGABYTES, takesFiles } from '@pipewright/definition';
import { Button } from 'antd';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import { type InputProps, known } from '../field/input/input.ts';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import * as css from './files.module.css';

/** The most files that a field takes. */
export function mostFiles(field: Field): number {
  return Number(fieldTypes[field.type].schema(field).maxItems);
}

/** Where files are chosen, dropped and pasted, as many as there is room for. */
export function FileChooser(
  props: Pick<InputProps, 'id' | 'label' | 'describedBy' | 'invalid' | 'required' | 'disabled'> & {
    readonly field: Field;
    readonly room: number;
    readonly onFiles: (files: FileList | null) => void;
  },
) {
  const { field, room, onFiles } = props;
  const { t } = useText();
  const [over, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const locked = (props.disabled ?? false) || room < 1;
  const one = mostFiles(field) === 1;
  const pictures = hasTrait(field, 'pictures') ? (one ? 'files.choosePicture' : 'files.choosePictures') : undefined;
  const said = { ...(props.invalid ? { 'aria-invalid': true } : {}), ...(props.required ? { 'aria-required': true } : {}) };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (!locked) onFiles(event.dataTransfer.files);
  };
  const pasted = (event: ClipboardEvent) => {
    if (locked || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    onFiles(event.clipboardData.files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the input inside does the same by keyboard
    <div
      className={[css.drop, over && css.over, props.invalid && css.wrong].filter(Boolean).join(' ')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
      onPaste={pasted}
    >
      <input
        {...known(props)}
        {...said}
        ref={chooser}
        type="file"
        className={look.unseen}
        multiple={!one}
        disabled={locked}
        accept={takesFiles(field, MOST_MEGABYTES).endings.join()}
        onChange={(event) => {
          onFiles(event.target.files);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <Button icon={<UploadOutlined />} tabIndex={-1} aria-hidden="true" disabled={locked} onClick={() => chooser.current?.click()}>
        {t(pictures ?? (one ? 'files.chooseOne' : 'files.choose'))}
      </Button>
      <span className={`${css.small} ${room < 1 ? '' : css.hint}`}>
        {room < 1 ? t('files.full', { count: mostFiles(field) }) : t('files.drop')}
      </span>
      {field.maxMegabytes !== undefined && <span className={css.small}>{t('files.limit', { megabytes: field.maxMegabytes })}</span>}
    </div>
  );
}
