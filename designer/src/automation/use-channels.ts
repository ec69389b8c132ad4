import { call } from '@pipewright/client';
import type { Channel } from '@pipewright/definition';
import { useQuery } from '@tanstack/react-query';
import { openedApp } from '../state/opened.ts';

const NONE: readonly Channel[] = [];

/** The channels to which a step may post; none until they are known. */
export function useChannels(): readonly Channel[] {
  const app = openedApp();
  return useQuery({ queryKey: ['channels', app], queryFn: () => call('listChannels', { app }) }).data?.channels ?? NONE;
}
