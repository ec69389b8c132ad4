import { call } from '@pipewright/client';
import { look, useText } from '@pipewright/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';

/** Chooses one person of the workspace; whoever is typed for is looked for on the server, however many people there are. */
export function PersonSelect({
  label,
  value,
  except = [],
  onChange,
}: {
  label: string;
  value: string | undefined;
  /** People who are not offered. */
  except?: readonly string[];
  onChange: (person: string) => void;
}) {
  const { t } = useText();
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['people', 'search', search],
    queryFn: () => call('listPeople', { query: search ? { search } : {} }),
    placeholderData: keepPreviousData,
  });
  const people = found.data?.people.filter(({ id }) => !except.includes(id)) ?? [];
  return (
    <Select
      className={look.wide}
      aria-label={label}
      placeholder={t('assign.choose')}
      autoFocus
      value={value ?? null}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      options={people.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(person) => onChange(String(person))}
    />
  );
}
