import { afterEach, describe, expect, it, vi } from 'vitest';
import { act, screen } from '../../../test/dom/draw.tsx';
import { frame, LIST } from '../../../test/dom/frame-page.tsx';
import { appOf, deal, page } from '../../../test/dom/world.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.removeItem('pipewright.sider');
});

describe('what changes while one looks', () => {
  const watch = async () => {
    const visited = await frame();
    await screen.findByText('Pump');
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const now = Date.now();
    vi.spyOn(Date, 'now').mockReturnValue(now + 60_000);
    return visited;
  };

  it('is asked for again, as new as the news', async () => {
    const { server } = await watch();
    server.answer({ 'GET /apps/x/records/deal': page([deal('d1', 'Pump 2')]) });
    await act(async () => server.tell('records', { entity: 'deal', ids: ['d1'], at: 777 }));
    expect(await screen.findByText('Pump 2')).toBeTruthy();
    expect(server.questions(LIST).map(({ since }) => since)).toEqual([undefined, '777']);
  });

  it('is left alone where it concerns nothing on screen', async () => {
    const { server } = await watch();
    await act(async () => server.tell('records', { entity: 'firm', ids: ['f77'], at: 777 }));
    await act(async () => new Promise((done) => setTimeout(done, 20)));
    expect(server.questions(LIST)).toHaveLength(1);
  });

  it('is the app itself once a version is published', async () => {
    const { server } = await watch();
    const app = { ...appOf(), version: 4 };
    server.answer({ 'GET /apps/x/definition': { ...app, app: { ...app.app, name: { en: 'Renamed', 'zh-CN': '改名' } } } });
    await act(async () => server.tell('publish', { entity: null, ids: null, at: 778 }));
    expect(await screen.findByText('Renamed')).toBeTruthy();
  });
});
