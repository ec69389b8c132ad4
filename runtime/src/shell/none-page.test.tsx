import { expect, it } from 'vitest';
import { screen, waitFor } from '../../../test/dom/draw.tsx';
import { visit } from '../../../test/dom/visit.tsx';

it.each([
  ['/nothing', 'en', 'There is no page at this address.', 'Home'],
  ['/nothing/at/all', 'zh-CN', '此地址没有对应的页面。', '首页'],
  ['/a/x/deal/d1/more/of/it', 'en', 'There is no page at this address.', 'Home'],
  ['/a/x/deal/d1/more/of/it', 'zh-CN', '此地址没有对应的页面。', '首页'],
] as const)('at %s says in %s that there is no page, and leads home', async (at, language, sentence, home) => {
  const { person, address } = await visit(at, { 'GET /apps': { apps: [] } }, { language });
  expect(await screen.findByText(sentence, {}, { timeout: 10_000 })).toBeTruthy();
  expect(document.body.textContent).not.toContain('Not Found');
  await person.click(screen.getByRole('link', { name: home }));
  await waitFor(() => expect(address()).toBe('/'));
});
