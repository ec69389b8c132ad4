import type { Field, FileJson } from '@pipewright/definition';
import { useEffect, useRef } from 'react';
import type { InputProps } from '../field/input/input.ts';
import { useText } from '../text/language.ts';
import { FileChooser, mostFiles } from './file-chooser.tsx';
import { FileLine } from './file-line.tsx';
import { useFiles } from './file-shelf.ts';
import * as css from './files.module.css';
import { UploadLine } from './upload-line.tsx';
import { usePaste } from './use-paste.ts';
import { useUploads } from './use-uploads.ts';

/** What a box of files is given. */
export interface FileBoxProps extends Pick<InputProps, 'id' | 'label' | 'describedBy' | 'invalid' | 'required' | 'disabled'> {
  readonly field: Field;
  readonly ids: readonly string[];
  /** True where the files are only shown. */
  readonly shown?: boolean;
  /** True where what is pasted anywhere on the screen, but into a text, goes here. */
  readonly pastes?: boolean;
  readonly onAdd: (file: FileJson) => void;
  readonly onRemove: (file: FileJson) => void;
}

/** The files of a field, with a place to choose, drop and paste more. */
export function FileBox(props: FileBoxProps) {
  const { field, ids, disabled = false, shown = false } = props;
  const { t } = useText();
  // What was just sent is known, however long asking for it takes.
  const sent = useRef(new Map<string, FileJson>());
  const known = useFiles(ids);
  const { uploads, add, cancel, retry } = useUploads(field, (file) => {
    sent.current.set(file.id, file);
    props.onAdd(file);
  });
  const room = mostFiles(field) - ids.length - uploads.filter(({ state }) => state !== 'failed').length;
  const take = (files: FileList | null) => add([...(files ?? [])].slice(0, room));
  const place = useRef<HTMLDivElement>(null);
  usePaste(props.pastes === true && !shown && !disabled && room > 0, place, take);
  const sending = useRef(uploads.length);
  useEffect(() => {
    // The box grows with what comes into it, and may be seen whole no longer where something stays at an edge of the page.
    if (uploads.length > sending.current) place.current?.scrollIntoView({ block: 'nearest' });
    sending.current = uploads.length;
  }, [uploads.length]);
  const lineOf = (id: string) => {
    const file = known?.get(id) ?? sent.current.get(id);
    if (file) return <FileLine key={id} file={file} brief={shown} onRemove={disabled || shown ? undefined : () => props.onRemove(file)} />;
    if (!known) return null;
    return (
      <li key={id} className={`${css.line} ${css.small}`}>
        {t('files.unseen')}
      </li>
    );
  };
  return (
    <div ref={place} className={css.box}>
      {ids.length + uploads.length > 0 && (
        <ul className={css.list}>
          {ids.map(lineOf)}
          {uploads.map((upload) => (
            <UploadLine key={upload.key} upload={upload} onCancel={() => cancel(upload.key)} onRetry={() => retry(upload.key)} />
          ))}
        </ul>
      )}
      {shown ? (
        ids.length === 0 && <span className={css.small}>{t('files.none')}</span>
      ) : (
        <FileChooser {...props} room={room} onFiles={take} />
      )}
    </div>
  );
}
