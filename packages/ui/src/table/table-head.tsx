import { CaretDownFilled, CaretUpFilled } from '@ant-design/icons';
import { type Field, hasTrait } from '@pipewright/definition';
import { useText } from '../text/language.ts';

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
}: {
  fields: readonly Field[];
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
  all: ChooseAll | undefined;
}) {
  const { say, t } = useText();
  const next = (key: string) => (sort === key ? `-${key}` : sort === `-${key}` ? undefined : key);
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
        {fields.map((field, i) => {
          const way = sort === field.key ? 'ascending' : sort === `-${field.key}` ? 'descending' : undefined;
          return (
            <th
              key={field.key}
              scope="col"
              className={i === 0 ? 'pw-first' : hasTrait(field, 'numeric') ? 'pw-number' : undefined}
              {...(way ? { 'aria-sort': way } : {})}
            >
              {!hasTrait(field, 'ordered') ? (
                say(field.name)
              ) : (
                <button type="button" title={say(field.name)} onClick={() => onSort(next(field.key))}>
                  <span>{say(field.name)}</span>
                  {way === 'ascending' ? <CaretUpFilled aria-hidden /> : way === 'descending' ? <CaretDownFilled aria-hidden /> : null}
                </button>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
