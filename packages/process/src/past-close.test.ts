import { exampleApp } from '@pipewright/definition/example';
import { describe, expect, it } from 'vitest';
import { isPastClose } from './past-close.ts';

const [deal, firm] = exampleApp().entities;
if (!deal || !firm) throw new Error('The example has deals and firms');
const TODAY = '2026-03-11';
const past = (record: object, field = 'due', entity = deal) => isPastClose(entity, field, record as Record<string, unknown>, TODAY);
const open = { id: 'd1', status: 'open', due: '2026-03-10' };

describe('an expected close that is past', () => {
  it('is one before today, of an open record or of one that is about to be made', () => {
    expect([past(open), past({ due: '2026-03-10' })]).toEqual([true, true]);
    expect([past({ ...open, due: TODAY }), past({ ...open, due: '2026-03-12' }), past({ ...open, due: null })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it.each(['won', 'lost', 'void', 'paused', 'future'])('is none of a record that is %s', (status) =>
    expect(past({ ...open, status })).toBe(false),
  );

  it('is not claimed of a record whose status is not known, nor of a text that is no day', () => {
    expect([past({ id: 'd1', due: '2026-03-10' }), past({ ...open, due: '12-30' }), past({ ...open, due: 7 })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is said of the field that the process names, and of no other', () => {
    expect([past({ ...open, other: '2026-03-10' }, 'other'), past(open, 'due', firm)]).toEqual([false, false]);
  });
});
