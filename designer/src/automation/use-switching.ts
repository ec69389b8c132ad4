import { call } from '@pipewright/client';
import type { Automation, AutomationState, Beginning } from '@pipewright/definition';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useState } from 'react';

type Which = readonly Pick<Automation, 'key'>[];

/**
 * Switches published automations on or off at once, one after the other: what was switched stays so where another fails. Before they are switched on it is counted for how many records they would
 * begin, and asked where there are any.
 * @param done is told of what was switched
 */
export function useSwitching(appKey: string, done: (on: boolean, count: number) => void) {
  const { message } = AntApp.useApp();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<{ readonly which: Which; readonly beginnings: readonly Beginning[] }>();
  const failed = (error: Error) => void message.error(error.message);
  const turn = useMutation({
    mutationFn: async ({ which, on }: { which: Which; on: boolean }) => {
      for (const { key } of which) {
        const fresh = await call('switchAutomation', { app: appKey, automation: key, body: { off: !on } });
        queries.setQueryData<AutomationState[]>(['automations', appKey], (all) =>
          all?.map((each) => (each.key === fresh.key ? fresh : each)),
        );
      }
    },
    onError: failed,
    onSuccess: (_, { which, on }) => done(on, which.length),
    onSettled: () => setAsked(undefined),
  });
  const ask = useMutation({
    mutationFn: async (which: Which) => {
      const found: Beginning[] = [];
      for (const { key } of which) found.push(...(await call('countBeginnings', { app: appKey, body: { automation: key } })).beginnings);
      return found;
    },
    onError: failed,
    onSuccess: (beginnings, which) =>
      beginnings.some(({ records }) => records > 0) ? setAsked({ which, beginnings }) : turn.mutate({ which, on: true }),
  });
  return {
    /** What is to be agreed to first; undefined where nothing is. */
    asked: asked?.beginnings,
    busy: ask.isPending || turn.isPending,
    on: (which: Which) => ask.mutate(which),
    off: (which: Which) => turn.mutate({ which, on: false }),
    agree: () => asked && turn.mutate({ which: asked.which, on: true }),
    cancel: () => setAsked(undefined),
  };
}
