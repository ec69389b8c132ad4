import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { type Field, hasTrait } from '@pipewright/definition';
import type { ReactNode, Ref } from 'react';
import { formatValue } from '../field/faces.ts';
import { useText } from '../text/language.ts';
import { GroupLabel, type GroupProps } from './group-label.tsx';
import './groups.css';

/** Choosing the records of a group that are in sight. */
export interface ChooseGroup {
  readonly chosen: number;
  readonly of: number;
  readonly choose: (on: boolean) => void;
}

/** A group as a part of a table: its heading with the figures of its records, each under its column, and below it the rows. */
export function GroupBody({
  field,
  fields,
  group,
  currency,
  choosing,
  onToggle,
  children,
  ref,
}: Omit<GroupProps, 'entity'> & {
  /** The columns of the table. */
  fields: readonly Field[];
  /** Undefined where rows cannot be chosen. */
  choosing: ChooseGroup | undefined;
  children?: ReactNode;
  ref?: Ref<HTMLTableSectionElement>;
}) {
  const { t, language } = useText();
  const figureOf = ({ key }: Field) => {
    const total = group.figures.get(key);
    return total && total.fn !== 'none' ? total : undefined;
  };
  // The heading takes the room that no figure needs.
  const first = fields.findIndex((each, i) => i > 0 && figureOf(each));
  const span = first < 0 ? fields.length : first;
  const label = <GroupLabel {...{ field, group, currency }} />;
  return (
    <tbody ref={ref}>
      <tr className="pw-group">
        {choosing && (
          <td className="pw-check">
            {group.open && (
              <input
                type="checkbox"
                aria-label={t('group.select')}
                disabled={choosing.of === 0}
                checked={choosing.of > 0 && choosing.chosen === choosing.of}
                ref={(box) => {
                  if (box) box.indeterminate = choosing.chosen > 0 && choosing.chosen < choosing.of;
                }}
                onChange={({ target }) => choosing.choose(target.checked)}
              />
            )}
          </td>
        )}
        <th scope="rowgroup" className="pw-first" colSpan={span}>
          <button type="button" aria-expanded={group.open} onClick={onToggle}>
            {group.open ? <CaretDownOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />}
            <span>{label}</span> <small>{t('group.count', { count: group.count })}</small>
          </button>
        </th>
        {fields.slice(span).map((each) => {
          const total = figureOf(each);
          const { fn, value } = total ?? {};
          return (
            <td key={each.key} className={hasTrait(each, 'numeric') ? 'pw-number' : undefined}>
              {fn && fn !== 'none' && (
                <>
                  <small>{t(`total.${fn}`)}</small>{' '}
                  {value === null || value === undefined ? '–' : formatValue(each, value, { language, currency })}
                </>
              )}
            </td>
          );
        })}
      </tr>
      {children}
    </tbody>
  );
}
