import { call } from '@pipewright/client';
import { sentence } from '@pipewright/definition';
import { issuesOf } from '@pipewright/logic';
import { look, useText } from '@pipewright/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Select } from 'antd';
import { useState } from 'react';
import { FileDrop } from './file-drop.tsx';
import { readTable, type Table } from './read-table.ts';

const TARGETS = ['name', 'manager', 'office'] as const;
type Target = (typeof TARGETS)[number];

/** Adds the people of a team list to the company: each in a team led by its manager, each team under its office. */
export function PeopleImport() {
  const { t, language } = useText();
  const queries = useQueryClient();
  const [table, setTable] = useState<Table>();
  const [columns, setColumns] = useState<Partial<Record<Target, number>>>({});
  const [outcome, setOutcome] = useState<{ people: number; departments: number }>();
  const [fault, setFault] = useState<string>();
  const { heading = [], lines = [] } = table ?? {};
  const ready = TARGETS.every((target) => columns[target] !== undefined);
  const take = async (file: Blob) => {
    setFault(undefined);
    setOutcome(undefined);
    const read = readTable(new Uint8Array(await file.arrayBuffer()));
    setFault(issuesOf(read).map((each) => sentence(each, language))[0]);
    setTable('value' in read ? read.value : undefined);
    setColumns({});
  };
  const run = async () => {
    setFault(undefined);
    const cell = (line: readonly string[], target: Target) => line[columns[target] ?? -1]?.trim() ?? '';
    try {
      const body = {
        lines: lines.map((line) => ({ name: cell(line, 'name'), manager: cell(line, 'manager'), office: cell(line, 'office') })),
      };
      setOutcome(await call('importPeople', { body }));
      await queries.invalidateQueries({ queryKey: ['people'] });
      await queries.invalidateQueries({ queryKey: ['departments'] });
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <Flex vertical gap={12} className={look.narrow}>
      <p className={look.flush}>{t('import.peopleColumns')}</p>
      <FileDrop onFile={(file) => void take(file).catch((error: Error) => setFault(error.message))} />
      {table &&
        TARGETS.map((target) => (
          <div key={target}>
            <label htmlFor={`people_${target}`}>{t(`import.person.${target}`)}</label>
            <Select
              id={`people_${target}`}
              className={look.wide}
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
