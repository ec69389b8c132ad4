import { type Field, hasTrait } from '@pipewright/definition';
import { Dropdown } from 'antd';
import { formatValue } from '../field/faces.ts';
import { useText } from '../text/language.ts';
import { TOTALS, type Total, type TotalFn } from './total.ts';

/** The figures under a table: of all records that are meant, not of those in sight alone. */
export interface Totals {
  /** How many records there are; undefined while it is asked. */
  readonly count: number | undefined;
  readonly of: ReadonlyMap<string, Total>;
  readonly onChoose: (field: string, fn: TotalFn | 'none') => void;
}

/** The line under a table: how many records there are, and a figure under each column of figures, which a press changes into another. */
export function TableFoot({
  fields,
  currency,
  totals,
  choosing,
}: {
  fields: readonly Field[];
  currency: string;
  totals: Totals;
  /** True where rows can be chosen, by a column of its own. */
  choosing: boolean;
}) {
  const { t } = useText();
  return (
    <tfoot>
      <tr>
        {choosing && <td className="pw-check" />}
        {fields.map((field, i) => {
          const total = totals.of.get(field.key);
          return (
            <td key={field.key} className={i === 0 ? 'pw-first' : hasTrait(field, 'numeric') ? 'pw-number' : undefined}>
              {i === 0 && totals.count !== undefined && t('list.count', { count: totals.count })}
              {total && <Figure field={field} total={total} currency={currency} onChoose={totals.onChoose} />}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}

function Figure({
  field,
  total: { fn, value },
  currency,
  onChoose,
}: {
  field: Field;
  total: Total;
  currency: string;
  onChoose: Totals['onChoose'];
}) {
  const { t, say, language } = useText();
  const name = say(field.name);
  const figure = value === null ? '–' : value === undefined ? '' : formatValue(field, value, { language, currency });
  const shown = fn === 'none' ? t('total.choose') : t(`total.${fn}`);
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [fn],
        items: [...TOTALS, 'none' as const].map((key) => ({ key, label: t(`total.${key}`) })),
        onClick: ({ key }) => onChoose(field.key, key as TotalFn | 'none'),
      }}
    >
      <button
        type="button"
        className="pw-total"
        aria-label={t('total.of', { total: shown, name, figure: fn === 'none' ? '' : figure }).trim()}
      >
        {fn === 'none' ? (
          <span className="pw-total-none">{shown}</span>
        ) : (
          <>
            {/* With a space between them, as the label says them. */}
            <small>{shown}</small> <span>{figure}</span>
          </>
        )}
      </button>
    </Dropdown>
  );
}
