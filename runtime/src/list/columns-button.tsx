import { TableOutlined } from '@ant-design/icons';
import { look, useText } from '@pipewright/ui';
import { Button, Checkbox, Popover } from 'antd';
import type { ShownList } from './use-list.ts';

/** Which columns a list has, and how close together its rows stand; their order and width are arranged at the headings. */
export function ColumnsButton({ shown }: { shown: ShownList }) {
  const { columns, fields, kept, isDense, keepLook, setDense, arrange } = shown;
  const { t, say } = useText();
  const choose = (chosen: readonly string[]) => {
    const left = columns.filter((name) => chosen.includes(name));
    const next = [...left, ...chosen.filter((name) => !columns.includes(name))];
    arrange(next.length > 0 ? next : undefined);
  };
  const isOwn = kept.columns !== undefined || kept.widths !== undefined || shown.search.columns !== undefined;
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      content={
        <>
          <Checkbox checked={isDense} onChange={({ target }) => setDense(target.checked)} className={look.note}>
            {t('list.dense')}
          </Checkbox>
          <Checkbox.Group
            className={`${look.stack} ${look.scroll}`}
            value={[...columns]}
            onChange={choose}
            options={fields.map((field) => ({ value: field.key, label: say(field.name) }))}
          />
          {isOwn && (
            <Button
              size="small"
              type="link"
              className={look.after}
              onClick={() => {
                keepLook({ widths: undefined });
                arrange(undefined);
              }}
            >
              {t('list.columnsReset')}
            </Button>
          )}
        </>
      }
    >
      <Button icon={<TableOutlined />}>{t('list.columns')}</Button>
    </Popover>
  );
}
