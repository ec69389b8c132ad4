import { afterEach, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../test/dom/draw.tsx';
import { PageFault } from './page-fault.tsx';

/** The picture of a fault is fetched when there is one. */
const PATIENT = { timeout: 10_000 };

afterEach(() => vi.restoreAllMocks());

it('a page that breaks says that nothing saved is lost, and can be loaded anew', async () => {
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  const { person } = await draw(<PageFault error={new Error('boom')} />);
  expect(await screen.findByText('Something went wrong on this page. What was saved is safe.', {}, PATIENT)).toBeTruthy();
  expect(document.body.textContent).not.toContain('boom');
  await person.click(screen.getByRole('button', { name: 'Reload the page' }));
  expect(reload).toHaveBeenCalledTimes(1);
});

it('says so in Chinese', async () => {
  await draw(<PageFault error={new Error('boom')} />, 'zh-CN');
  expect(await screen.findByText('此页面出错了。已保存的内容不受影响。', {}, PATIENT)).toBeTruthy();
});
