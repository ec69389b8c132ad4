import { afterEach, expect, it, vi } from 'vitest';
import { draw, screen, wordsInChinese } from '../../../test/dom/draw.tsx';
import { PageFault } from './page-fault.tsx';

afterEach(() => vi.restoreAllMocks());

it('a page that breaks says that nothing saved is lost, and can be loaded anew', async () => {
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  const { person } = await draw(<PageFault error={new Error('boom')} />);
  expect(screen.getByText('Something went wrong on this page. What was saved is safe.')).toBeTruthy();
  expect(document.body.textContent).not.toContain('boom');
  await person.click(screen.getByRole('button', { name: 'Reload the page' }));
  expect(reload).toHaveBeenCalledTimes(1);
});

it('says so in Chinese', async () => {
  expect(await wordsInChinese(<PageFault error={new Error('boom')} />)).toContain('此页面出错了。已保存的内容不受影响。');
});
