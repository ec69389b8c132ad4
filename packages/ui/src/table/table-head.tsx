import type { Field } from '@pipewright/definition';
import { useState } from 'react';
import { useText } from '../text/language.ts';
import { type Arranging, HeadCell } from './head-cell.tsx';

/** Choosing all rows at once. */
export interface ChooseAll {
  readonly chosen: number;
  readonly of: number;
  readonly choose: (on: boolean) => void;
}

/** The headings of a table of records. Choosing one sorts upwards, again downwards, a third time not at all. */
export function TableHead({
  fields,
  sort,
  onSort,
  all,
  widthOf,
  arranging,
}: {
  fields: readonly Field[];
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  all: ChooseAll | undefined;
  widthOf: (field: Field) => number;
  arranging: Arranging | undefined;
}) {
  const { t } = useText();
  const [carried, setCarried] = useState<string>();
  return (
    <thead>
      <tr>
        {all && (
          <th scope="col" className="pw-check">
            <input
              type="checkbox"
              aria-label={t('list.selectAll')}
              disabled={all.of === 0}
              checked={all.of > 0 && all.chosen === all.of}
              ref={(box) => {
                if (box) box.indeterminate = all.chosen > 0 && all.chosen < all.of;
              }}
              onChange={({ target }) => all.choose(target.checked)}
            />
          </th>
        )}
        {fields.map((field, i) => (
          <HeadCell
            key={field.key}
            {...{ field, fields, sort, onSort, arranging, carried }}
            at={i}
            width={widthOf(field)}
            onCarry={setCarried}
          />
        ))}
      </tr>
    </thead>
  );
}
