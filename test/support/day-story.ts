import type { Page } from 'playwright-core';
import type { Stage } from './browser.ts';
import { axe } from './people-story.ts';
import type { apiOf } from './screen-story.ts';

const RECORDS = '/apps/opportunity/records';

/** The day in Shanghai, where the demo is, so many days from now. */
export const dayFromNow = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now() + days * 86_400_000);

/** Takes all opportunities away from a person, and what she did with them: her day is empty. */
export async function emptyDay(stage: Stage, email: string): Promise<void> {
  await stage.pool.query(
    `update app_opportunity.opportunity o set owner = a.id, updated_by = a.id from auth."user" a, auth."user" p
     where a.email = 'admin@demo.local' and p.email = $1 and p.id in (o.owner, o.updated_by)`,
    [email],
  );
}

/** A maker of opportunities of whoever asks, in the first stage of the standard pipeline; `stay` has them be there for so many days. */
export async function makerOf(stage: Stage, api: ReturnType<typeof apiOf>, customerName: string) {
  const customer = await api('POST', `${RECORDS}/customer`, { values: { name: customerName, customer_class: 'standard', region: 'east' } });
  const contact = await api('POST', `${RECORDS}/contact`, { values: { name: `${customerName} CEO`, customer: customer.id } });
  const given = {
    ...{ customer: customer.id, decision_maker: contact.id, opportunity_type: 'new', amount: '1000', expected_close: dayFromNow(60) },
    ...{ pain_point: 'story', budget_confirmed: true, engaged_on: dayFromNow(-1) },
  };
  return async (name: string, values: object = {}, stay = 0) => {
    const made = await api('POST', `${RECORDS}/opportunity`, { values: { ...given, name, ...values } });
    if (stay > 0)
      await stage.pool.query(`update app_opportunity.opportunity set stage_since = now() - $2 * interval '1 day' where id = $1`, [
        made.id,
        stay,
      ]);
    return {
      id: made.id as string,
      read: () => api('GET', `${RECORDS}/opportunity/${made.id}`),
    };
  };
}

/** Changes an opportunity as whoever asks. */
export async function changeOf(api: ReturnType<typeof apiOf>, id: string, values: object): Promise<void> {
  const at = `${RECORDS}/opportunity/${id}`;
  await api('PATCH', at, { version: (await api('GET', at)).version, values });
}

/** What is wrong with a page as it stands: for who does not see it, and beyond the edge of the screen. */
export async function wrongsOf(page: Page): Promise<unknown[]> {
  const { width = 0 } = page.viewportSize() ?? {};
  const wide = await page.locator('html').evaluate((html) => html.scrollWidth);
  const box = await page
    .locator('.ant-popover:visible')
    .boundingBox({ timeout: 1 })
    .catch(() => null);
  const outside = box && (box.x < 0 || box.x + box.width > width) ? [['outside', box]] : [];
  return [...(await axe(page)), ...(wide > width ? [['too wide', wide]] : []), ...outside];
}

/** The parts of the page of today, by the words of its headings. */
export function dayOf(page: Page, t: (key: `today.${'steps' | 'late' | 'stuck' | 'recent' | 'open' | 'won'}`) => string) {
  const part = (key: 'steps' | 'late' | 'stuck' | 'recent') =>
    page.locator('.ant-card', { has: page.getByRole('heading', { name: new RegExp(`^${t(`today.${key}`)}`) }) });
  return {
    steps: part('steps'),
    late: part('late'),
    stuck: part('stuck'),
    recent: part('recent'),
    figure: (key: 'open' | 'won') => page.locator('dl > div', { hasText: t(`today.${key}`) }),
  };
}
