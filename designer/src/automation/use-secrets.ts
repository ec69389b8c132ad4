import { call } from '@pipewright/client';
import { useQuery } from '@tanstack/react-query';
import { openedApp } from '../state/opened.ts';

/** The hosts that the app may ask, and its secrets by their names; undefined until they are known. */
export function useSecrets() {
  const app = openedApp();
  return useQuery({ queryKey: ['secrets', app], queryFn: () => call('listSecrets', { app }) }).data;
}
