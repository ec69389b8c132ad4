import { PaperClipOutlined } from '@ant-design/icons';
import { FileBox } from '../files/file-box-later.tsx';
import { useShelf } from '../files/file-shelf.ts';
import { textIn } from '../text/language.ts';
import type { Face, Showing } from './face.ts';
import * as css from './value.module.css';

const none = () => undefined;

/** The files themselves where there is a shelf for them, else how many they are. */
function FileValue({ field, value, text }: Pick<Showing, 'field' | 'value' | 'text'>) {
  if (useShelf()) return <FileBox field={field} ids={value as string[]} shown onAdd={none} onRemove={none} />;
  return (
    <span title={text}>
      <PaperClipOutlined aria-hidden="true" className={css.each} />
      {text}
    </span>
  );
}

/** Files of a record. A filter asks whether there are any. */
export const file: Face = {
  format: (value, _, { language }) => textIn(language, 'files.count', { count: [value].flat().length }),
  show: ({ field, value, text }) => <FileValue field={field} value={value} text={text} />,
  operators: ['not_empty', 'empty'],
};
