import type { Entity, RecordJson } from '@pipewright/definition';
import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it, vi } from 'vitest';
import { draw, screen } from '../../../../test/dom/draw.tsx';
import { CardFace } from './card-face.tsx';

const app = exampleApp();
const deal = app.entities[0] as Entity;
const record = (more: Partial<RecordJson> = {}): RecordJson => ({
  id: 'a',
  version: 1,
  name: 'Pump',
  amount: '1500',
  stage: 'start',
  ...more,
});
const face = (more: Partial<RecordJson>, given: Partial<Parameters<typeof CardFace>[0]> = {}) => (
  <CardFace app={app} entity={deal} record={record(more)} targets={[]} surroundings={{ today: '2026-03-11' }} pipeline="plain" {...given} />
);
const words = () => document.querySelector('a')?.parentElement?.parentElement?.textContent;

describe('the face of a card', () => {
  it('says what matters, and a dash for what is not there', async () => {
    await draw(face({ due: '2026-04-01', $names: { owner: 'Anna' }, stage_since: '2026-03-01T00:00:00Z' }));
    expect(words()).toBe('Pump¥1,50004-01Anna10 days in stage');
    await draw(face({ name: null, amount: null }));
    expect(words()).toBe('––');
  });

  it('shows who it belongs to and of whom it is, by name only', async () => {
    await draw(face({ firm: 'f1', $names: { firm: 'Ruby' } }, { entity: { ...deal, subtitle: 'firm' } }));
    expect(words()).toBe('PumpRuby¥1,500');
    await draw(face({ firm: 'f1', owner: 'p1' }, { entity: { ...deal, subtitle: 'firm' } }));
    expect(words()).toBe('Pump¥1,500');
  });

  it('counts the days in its stage by the calendar of the app, not of the browser', async () => {
    // Half past midnight on the tenth in Shanghai.
    await draw(face({ stage_since: '2026-03-09T16:30:00Z' }));
    expect(words()).toBe('Pump¥1,5001 day in stage');
    await draw(face({ stage_since: '2026-03-09T15:30:00Z' }), 'zh-CN');
    expect(words()).toMatch(/^Pump¥1,500停留 2 天$/);
  });

  it('opens by its title without leaving the page', async () => {
    const onOpen = vi.fn();
    const { person } = await draw(face({ name: '<i>مضخة</i>' }, { onOpen }));
    await person.click(screen.getByRole('link', { name: '<i>مضخة</i>' }));
    expect(onOpen).toHaveBeenCalledTimes(1);
  });

  it('writes an amount in the currency of its field, however large', async () => {
    const fields = deal.fields.map((field) => (field.key === 'amount' ? { ...field, currency: 'EUR' } : field)) as Entity['fields'];
    await draw(face({ amount: '1234567890123456.78' }, { entity: { ...deal, fields } }));
    expect(words()).toBe('Pump€1,234,567,890,123,456.78');
  });

  it('writes the year of a close date that is in another one', async () => {
    await draw(face({ due: '2027-01-15' }));
    expect(words()).toBe('Pump¥1,5002027-01-15');
    await draw(face({ due: '2026-01-15', stage_since: '2026-03-01T00:00:00Z' }));
    expect(words()).toBe('Pump¥1,50001-1510 days in stage');
  });

  it('has the days in a stage in a warning colour once they are more than expected', async () => {
    const process = structuredClone(deal.process);
    const stage = process?.pipelines.find(({ key }) => key === 'plain')?.stages[0];
    if (!stage) throw new Error('The example has stages');
    stage.standardDays = 9;
    const color = (text: string) => screen.getByText(text).style.color;
    await draw(face({ stage_since: '2026-03-02T00:00:00Z' }, { entity: { ...deal, process } }));
    expect(color('9 days in stage (9 expected)')).toBe('');
    await draw(face({ stage_since: '2026-03-01T00:00:00Z' }, { entity: { ...deal, process } }));
    expect(color('10 days in stage (9 expected)')).not.toBe('');
  });
});
