import type { ImportJson } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Table } from 'antd';

/** Why rows were refused: each reason with how many rows it stopped, and which was the first. */
export function Reasons({ reasons }: Pick<ImportJson, 'reasons'>) {
  const { t } = useText();
  if (reasons.length === 0) return null;
  return (
    <Table
      size="small"
      pagination={false}
      rowKey={({ message, first }) => `${first} ${message}`}
      scroll={{ y: 360 }}
      dataSource={[...reasons]}
      columns={[
        { title: t('import.reason'), dataIndex: 'message' },
        {
          title: t('import.rows'),
          dataIndex: 'count',
          width: 120,
          align: 'end',
          render: (count: number, { first }) => (
            <>
              {count}
              <br />
              <small>{t('import.firstRow', { first })}</small>
            </>
          ),
        },
      ]}
    />
  );
}
