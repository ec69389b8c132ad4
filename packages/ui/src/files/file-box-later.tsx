import { later, Part } from '../part/part.tsx';
import type { FileBoxProps } from './file-box.tsx';

const Fetched = later(() => import('./file-box.tsx').then((module) => module.FileBox));

/** The files of a field (see `file-box.tsx`), fetched where the first ones are shown: lists only count them. */
export function FileBox(props: FileBoxProps) {
  return (
    <Part>
      <Fetched {...props} />
    </Part>
  );
}
