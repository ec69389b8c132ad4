import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { keepZone, momentAt, momentText, secondText } from './moment.ts';

afterEach(() => keepZone(null));

describe('a moment', () => {
  it('is shown by the clock of the person’s zone, and read by it', () => {
    const at = '2026-03-10T23:30:00.000Z';
    keepZone('Asia/Shanghai');
    expect([momentText(at), secondText(at), momentAt('2026-03-11T07:30')]).toEqual(['2026-03-11 07:30', '2026-03-11 07:30:00', at]);
    keepZone('America/New_York');
    expect([momentText(at), secondText('2026-03-10T23:30:05.250Z'), momentAt('2026-03-10T19:30')]).toEqual([
      ...['2026-03-10 19:30', '2026-03-10 19:30:05', at],
    ]);
  });

  it('goes by the clock of the machine where no zone is chosen, or one that nobody knows', () => {
    const at = new Date(2026, 2, 10, 9, 5).toISOString();
    expect(momentText(at)).toBe('2026-03-10 09:05');
    keepZone('Asia/Shanghai');
    keepZone('Moon/Sea_of_Rain');
    expect(momentText(at)).toBe('2026-03-10 09:05');
    expect([momentText('no moment'), momentAt('soon')]).toEqual(['no moment', undefined]);
  });

  it('that was read is shown as it was typed', () => {
    const cases = fc.record({
      zone: fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Etc/GMT+12'),
      at: fc.date({ min: new Date('1980-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
    });
    fc.assert(
      fc.property(cases, ({ zone, at }) => {
        keepZone(zone);
        const typed = momentText(at.toISOString());
        return momentText(momentAt(typed.replace(' ', 'T')) ?? '') === typed;
      }),
    );
  });
});
