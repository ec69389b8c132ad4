import { type App, type DraftJson, type Entity, entityOf } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { type ReactElement, useRef } from 'react';
import { vi } from 'vitest';
import { type Draft, useDraft } from '../../designer/src/state/draft.ts';
import { act, draw } from './draw.tsx';

/** A request that a screen sent, with its body. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/** Answers what screens ask instead of a server, and remembers it. */
export function answering(answer: (sent: Sent) => { status?: number; body?: unknown } | undefined): Sent[] {
  const asked: Sent[] = [];
  const fetched = async (url: string, { method = 'GET', body }: RequestInit = {}) => {
    const sent = { method, url, body: typeof body === 'string' ? JSON.parse(body) : body };
    asked.push(sent);
    const found = answer(sent);
    if (!found) throw new TypeError('fetch failed');
    return new Response(JSON.stringify(found.body ?? {}), { status: found.status ?? 200, headers: { 'content-type': 'application/json' } });
  };
  vi.stubGlobal('fetch', fetched);
  return asked;
}

/** A draft as it comes from the server. */
export function firstDraft(app: App = exampleApp(), keys: readonly string[] = []): DraftJson {
  return { definition: app, published: app, revision: 7, version: 2, keys };
}

/** Draws a part of the designer over a draft, which answers what has become of it. */
export async function design(
  view: (draft: Draft, deal: Entity) => ReactElement,
  { first = firstDraft(), language = 'en' as 'en' | 'zh-CN' } = {},
) {
  const held: { draft?: Draft } = {};
  function Designed() {
    const draft = useDraft('x', first);
    const last = useRef<ReactElement>(null);
    held.draft = draft;
    const deal = entityOf(draft.app, 'deal');
    if (deal) last.current = view(draft, deal);
    return last.current;
  }
  const sent = answering(({ method }) => ({ body: method === 'PUT' ? { revision: 8, issues: [] } : first }));
  const drawn = await draw(<Designed />, language);
  const draft = () => held.draft as Draft;
  const deal = () => entityOf(draft().app, 'deal') as Entity;
  return {
    ...drawn,
    sent,
    draft,
    deal,
    field: (key: string) => deal().fields.find((each) => each.key === key),
    undo: () => act(async () => draft().undo()),
  };
}
