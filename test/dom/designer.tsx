import type { App, DryRun, Language } from '@pipewright/definition';
import { Design } from '../../designer/src/design.tsx';
import { firstDraft } from './design.tsx';
import { act, draw, screen, waitFor } from './draw.tsx';
import { type Answers, serve } from './server.ts';

/** A dry run that finds one change and nothing that speaks against it. */
export function dryRun(more: Partial<DryRun> = {}): DryRun {
  const changes: DryRun['changes'] = [
    { kind: 'added', part: 'field', path: 'entities.deal.fields.budget', names: [label('Deal'), label('Budget')] },
  ];
  return { issues: [], advice: [], changes, steps: [], sql: [], impact: [], places: [], relabels: [], ...more };
}
const label = (en: string) => ({ en, 'zh-CN': en });

/** Opens the designer of the app `x` at one of its places, with a draft that differs from what is published or does not. */
export async function openDesigner(
  place: string,
  answers: Answers = {},
  { app, language = 'en' as Language, width = 1280 }: { app?: App; language?: Language; width?: number } = {},
) {
  window.history.replaceState(null, '', `/designer/?app=x#${place}`);
  const first = firstDraft();
  const server = serve({
    'GET /apps/x/draft': app ? { ...first, definition: app } : first,
    'PUT /apps/x/draft': { revision: 8, issues: [] },
    'POST /apps/x/dry-run': dryRun(),
    ...answers,
  });
  const drawn = await draw(<Design />, language, width);
  const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });
  return {
    ...drawn,
    server,
    button,
    press: async (name: string | RegExp) => {
      const found = await button(name);
      // What waits for an answer first is pressed when it has come.
      await waitFor(() => {
        if (found.disabled) throw new Error(`“${found.textContent}” cannot be pressed`);
      });
      await drawn.person.click(found);
    },
    /** The draft as it is sent before anything is published. */
    kept: async () => {
      // The dialog that it opened before has one of its own, behind it.
      const [first] = await screen.findAllByRole('button', { name: /^rocket (Publish|发布)|^(Publish|发布)/ });
      await drawn.person.click(first as HTMLElement);
      await act(async () => undefined);
      const [, body] = server.writes().findLast(([way]) => way === 'PUT /apps/x/draft') ?? [];
      return (body as { definition: App } | undefined)?.definition;
    },
  };
}
