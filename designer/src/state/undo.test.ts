import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, redo, startUndo, undo } from './undo.ts';

describe('undo', () => {
  it('goes back through every change and forth again', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (values) => {
        const done = values.reduce(change, startUndo(-1));
        let back = done;
        while (back.past.length > 0) back = undo(back);
        expect(back.present).toBe(-1);
        while (back.future.length > 0) back = redo(back);
        expect(back).toEqual(done);
      }),
    );
  });

  it('forgets the way forth once something else is done', () => {
    const state = change(undo(change(startUndo('a'), 'b')), 'c');
    expect(redo(state).present).toBe('c');
    expect(undo(state).present).toBe('a');
  });
});
