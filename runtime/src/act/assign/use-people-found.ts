import { call } from '@pipewright/client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

/** The people of the workspace to choose from: whoever is typed for is looked for on the server, however many there are. */
export function usePeopleFound(except: readonly string[]) {
  const [search, setSearch] = useState('');
  const found = useQuery({
    queryKey: ['people', 'search', search],
    queryFn: () => call('listPeople', { query: search ? { search } : {} }),
    placeholderData: keepPreviousData,
  });
  const people = found.data?.people.filter(({ id }) => !except.includes(id)) ?? [];
  return {
    loading: found.isFetching,
    options: people.map(({ id, name }) => ({ value: id, label: name })),
    showSearch: { filterOption: false, onSearch: setSearch } as const,
  };
}
