import { callApi } from '@pipewright/client';
import type { DryRun, Places } from '@pipewright/definition';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

/**
 * A dry run and the answers to what it asks. Each answer is tried at once, for where records go decides what they then lack.
 * @param path where the dry run is asked for
 * @param stamp what it depends on besides; undefined while there is nothing to ask
 */
export function useDryRun(path: string, stamp: string | undefined) {
  const [given, setGiven] = useState<{ readonly stamp: string | undefined; readonly places: Places }>({ stamp, places: {} });
  const places: Places = given.stamp === stamp ? given.places : {};
  const dry = useQuery({
    queryKey: ['dry-run', path, stamp, places],
    queryFn: () => callApi<DryRun>(path, { method: 'POST', body: { places } }),
    enabled: stamp !== undefined,
    placeholderData: (before, query) => (query?.queryKey[2] === stamp ? keepPreviousData(before) : undefined),
    gcTime: 0,
  });
  const { data, error } = dry;
  const answered = data?.places.every((question) => places[question.id] !== undefined) === true;
  return {
    path,
    dry: data,
    error,
    places,
    /** Asks again: what was refused may ask what it did not ask before. */
    refresh: () => void dry.refetch(),
    answer: (id: string, place: string | null) => setGiven({ stamp, places: { ...places, [id]: place } }),
    ready: data !== undefined && !dry.isPlaceholderData && data.issues.length === 0 && answered,
  };
}

/** A dry run as screens hold it. */
export type DryRunState = ReturnType<typeof useDryRun>;
