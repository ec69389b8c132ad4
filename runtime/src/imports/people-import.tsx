import { callApi } from '@pipewright/client';
import { useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Select, Upload } from 'antd';
import { useState } from 'react';

const TARGETS = ['name', 'manager', 'office'] as const;
type Target = (typeof TARGETS)[number];

/** Reads a small CSV file in the browser; large files are read by the server. */
async function readTable(file: Blob): Promise<string[][]> {
  const [text, { parse }] = await Promise.all([file.text(), import('csv-parse/browser/esm/sync')]);
  return parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true }) as string[][];
}

/** Adds the people of a team list to the company: each in a team led by its manager, each team under its office. */
export function PeopleImport() {
  const { t } = useText();
  const queries = useQueryClient();
  const [table, setTable] = useState<string[][]>();
  const [columns, setColumns] = useState<Partial<Record<Target, number>>>({});
  const [outcome, setOutcome] = useState<{ people: number; departments: number }>();
  const [fault, setFault] = useState<string>();
  const [heading = [], ...lines] = table ?? [];
  const ready = TARGETS.every((target) => columns[target] !== undefined);
  const run = async () => {
    setFault(undefined);
    const cell = (line: readonly string[], target: Target) => line[columns[target] ?? -1]?.trim() ?? '';
    try {
      const body = {
        lines: lines.map((line) => ({ name: cell(line, 'name'), manager: cell(line, 'manager'), office: cell(line, 'office') })),
      };
      setOutcome(await callApi('/people/import', { method: 'POST', body }));
      await queries.invalidateQueries({ queryKey: ['people'] });
      await queries.invalidateQueries({ queryKey: ['departments'] });
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <Flex vertical gap={12} style={{ maxWidth: 560 }}>
      <p style={{ margin: 0 }}>{t('import.peopleColumns')}</p>
      <Upload.Dragger
        accept=".csv,text/csv"
        showUploadList={false}
        beforeUpload={(file) => {
          void readTable(file).then(setTable, (error: Error) => setFault(error.message));
          return false;
        }}
      >
        <p>{t('import.drop')}</p>
      </Upload.Dragger>
      {table &&
        TARGETS.map((target) => (
          <div key={target}>
            <label htmlFor={`people_${target}`}>{t(`import.person.${target}`)}</label>
            <Select
              id={`people_${target}`}
              style={{ width: '100%' }}
              value={columns[target] ?? null}
              options={heading.map((label, value) => ({ value, label }))}
              onChange={(value) => setColumns({ ...columns, [target]: value ?? undefined })}
            />
          </div>
        ))}
      {fault && <Alert type="error" role="alert" title={fault} />}
      {outcome && <Alert type="success" showIcon title={t('import.peopleDone', { ...outcome })} />}
      <Button type="primary" disabled={!ready} onClick={() => void run()}>
        {t('import.start', { count: lines.length })}
      </Button>
    </Flex>
  );
}
