import { type App, type Automation, DEFAULT_CALENDAR, faults, validate } from '@pipewright/definition';
import { exampleLadder, exampleWith } from '@pipewright/definition/example-automations';
import { momentText } from '@pipewright/ui';
import { describe, expect, it } from 'vitest';
import { openDesigner } from '../../../test/dom/designer.tsx';
import { fireEvent, screen, waitFor } from '../../../test/dom/draw.tsx';

const OPENS = '2026-11-30T01:00:00.000Z';
const looks = [
  {
    ...{ language: 'en' as const, width: 1280, switch: 'Only in working hours', add: /Add quiet hours$/, remove: 'Remove the quiet hours' },
    ...{ from: 'Quiet from', to: 'Quiet until', what: 'What it does', hours: /; all of it in working hours only$/, trial: 'Look' },
    ...{
      quiet: /; all of it in working hours only, and not between 11:30 and 13:30$/,
      none: /back into the pool; all others: .+ warn the manager$/,
    },
    ...{ same: '“Key accounts”, quiet hours: they begin and end at 13:30. Choose another end, or have none.' },
    ...{ all: /^“Key accounts”, quiet hours: 18:00–13:30 leaves none of the working hours of “Working calendar”/ },
    ...{ opens: `It keeps to working hours, so nothing happens before they begin: ${momentText(OPENS)}.` },
  },
  {
    ...{ language: 'zh-CN' as const, width: 360, switch: '只在工作时间执行', add: /添加免打扰时段$/, remove: '移除免打扰时段' },
    ...{ from: '免打扰开始', to: '免打扰结束', what: '它做什么', hours: /；均只在工作时间执行$/, trial: '查看' },
    ...{ quiet: /；均只在工作时间执行（11:30–13:30 除外）$/, none: /其余 10 个工作日未推进时提醒负责人，20 个工作日时预警主管$/ },
    ...{ same: '“重点客户”的免打扰时段：开始和结束都是 13:30。请修改结束时间，或不设免打扰时段。' },
    ...{ all: /^“重点客户”的免打扰时段：18:00–13:30 占去了“工作日历”的全部工作时间/ },
    ...{ opens: `只在工作时间执行，工作时间开始后（${momentText(OPENS)}）才会触发。` },
  },
] as const;

const SHORT = { ...DEFAULT_CALENDAR, hours: [{ from: '09:00', to: '13:00' }] };
const PUT = 'PUT /apps/x/draft';
const appOf = (automation: Automation) => ({ ...exampleWith([automation]), calendars: [SHORT] });
const quiet = (from: string, to: string): Automation => {
  const ladder = exampleLadder();
  return { ...ladder, on: { ...ladder.on, openHours: { except: { from, to } } } as Automation['on'] };
};

describe.each(looks)('a ladder that keeps to working hours, in $language at $width px', (look) => {
  const { language, width } = look;
  const open = (automation: Automation, answers: object = {}) => {
    const app = appOf(automation);
    const draft = { definition: app, published: app, revision: 7, version: 2, keys: [] };
    const rest = { 'GET /apps/x/runs': { runs: [], next: null }, 'GET /apps/x/delivery-channels': { channels: [] } };
    return openDesigner('automation/ladder', { 'GET /apps/x/draft': draft, ...rest, ...answers }, { language, width });
  };
  const sentence = () => screen.getByRole('status', { name: look.what }).textContent;
  const read = (name: string, text: string) => {
    const input = screen.getByRole('textbox', { name });
    fireEvent.change(input, { target: { value: text } });
    fireEvent.blur(input);
  };

  it('is switched on and off, with quiet hours and without, and says so', async () => {
    const { person, press, server } = await open(exampleLadder());
    const kept = () =>
      (server.writes().findLast(([way]) => way === PUT)?.[1] as { definition: App } | undefined)?.definition.automations?.[0]?.on;
    const turn = await screen.findByRole('switch', { name: look.switch });
    expect([turn.getAttribute('aria-checked'), sentence()]).toEqual(['false', expect.stringMatching(look.none)]);
    await person.click(turn);
    await waitFor(() => expect(sentence()).toMatch(look.hours));
    await press(look.add);
    read(look.from, '1130');
    await waitFor(() => expect(sentence()).toMatch(look.quiet));
    await waitFor(() => expect(kept()).toMatchObject({ openHours: { except: { from: '11:30', to: '13:30' } } }));
    await press(look.remove);
    await waitFor(() => expect(sentence()).toMatch(look.hours));
    await waitFor(() => expect(kept()).toMatchObject({ openHours: {} }));
    await person.click(turn);
    await waitFor(() => expect(sentence()).toMatch(look.none));
    await waitFor(() => expect(kept()).not.toHaveProperty('openHours'));
  });

  it('says beside the quiet hours, once, what is wrong with them', async () => {
    const { server } = await open(quiet('12:00', '13:30'));
    await screen.findByRole('textbox', { name: look.from });
    // The whole list of what is wrong stands above the page.
    const alerts = () => screen.queryAllByRole('alert').flatMap(({ textContent, children }) => (children.length > 0 ? [] : [textContent]));
    expect(alerts()).toEqual([]);
    const type = (from: string) => {
      server.answer({ [PUT]: { revision: 8, issues: faults(validate(appOf(quiet(from, '13:30'))), language) } });
      read(look.from, from);
    };
    type('13:30');
    await waitFor(() => expect(alerts()).toEqual([look.same]));
    expect(screen.getByRole('textbox', { name: look.from }).getAttribute('aria-invalid')).toBe('true');
    type('18:00');
    await waitFor(() => expect(alerts()).toEqual([expect.stringMatching(look.all)]));
    type('12:30');
    await waitFor(() => expect(alerts()).toEqual([]));
  });

  it('says on trial when its hours begin', async () => {
    const answer = { total: 3, opens: OPENS, levels: [], hits: [] };
    const { press } = await open(exampleLadder(), { 'POST /apps/x/automations/dry-run': answer });
    await press(look.trial);
    expect(await screen.findByText(look.opens)).toBeTruthy();
  });
});
