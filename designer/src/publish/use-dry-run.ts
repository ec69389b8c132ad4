import { call } from '@pipewright/client';
import type { Places } from '@pipewright/definition';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

/** What is tried: an app's draft, or one of its earlier versions. */
export interface Tried {
  readonly app: string;
  readonly version?: number | undefined;
}

/**
 * A dry run and the answers to what it asks. Each answer is tried at once, for where records go decides what they then lack.
 * @param stamp what it depends on besides; undefined while there is nothing to ask
 */
export function useDryRun({ app, version }: Tried, stamp: string | undefined) {
  const [given, setGiven] = useState<{ readonly stamp: string | undefined; readonly places: Places }>({ stamp, places: {} });
  const places: Places = given.stamp === stamp ? given.places : {};
  const [chosen, setChosen] = useState<{ readonly stamp: string | undefined; readonly relabel: readonly string[] }>({ stamp, relabel: [] });
  const dry = useQuery({
    queryKey: ['dry-run', app, version, stamp, places],
    queryFn: () =>
      version === undefined ? call('tryDraft', { app, body: { places } }) : call('tryVersion', { app, version, body: { places } }),
    enabled: stamp !== undefined,
    placeholderData: (before, query) => (query?.queryKey[3] === stamp ? keepPreviousData(before) : undefined),
    gcTime: 0,
  });
  const { data, error } = dry;
  // Only what waits for the clock begins by itself; its calendar says when.
  const timed = data?.changes.some(({ path }) => /^(automations|calendars)\./.test(path)) === true && !dry.isPlaceholderData;
  const begins = useQuery({
    queryKey: ['beginnings', app, version, stamp],
    queryFn: () => call('countBeginnings', { app, body: version === undefined ? {} : { version } }),
    enabled: stamp !== undefined && timed,
    gcTime: 0,
    retry: false,
  });
  const answered = data?.places.every((question) => places[question.id] !== undefined) === true;
  return {
    tried: { app, version },
    dry: data,
    error,
    places,
    /** Asks again: what was refused may ask what it did not ask before. */
    refresh: () => void dry.refetch(),
    answer: (id: string, place: string | null) => setGiven({ stamp, places: { ...places, [id]: place } }),
    /** The rules that records of before get too. */
    relabel: chosen.stamp === stamp ? chosen.relabel : [],
    chooseRelabel: (relabel: readonly string[]) => setChosen({ stamp, relabel }),
    /** What begins at once; undefined while nothing that waits for the clock changes. */
    begins: timed ? { beginnings: begins.data?.beginnings, failed: begins.isError } : undefined,
    ready: data !== undefined && !dry.isPlaceholderData && data.issues.length === 0 && answered && !(timed && begins.isPending),
  };
}

/** A dry run as screens hold it. */
export type DryRunState = ReturnType<typeof useDryRun>;

/** Which records of before get what a rule says, as it is sent; nothing where none do. */
export const relabelOf = ({ relabel }: Pick<DryRunState, 'relabel'>) => (relabel.length > 0 ? { relabel: [...relabel] } : {});
