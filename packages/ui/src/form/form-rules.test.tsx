import { fieldOf } from '@pipewright/definition';
import { describe, expect, it } from 'vitest';
import { screen } from '../../../../test/dom/draw.tsx';
import { deal, fillIn } from '../../../../test/dom/fill-in.tsx';

describe('the rules of an app in a form', () => {
  it('judge the values before anything is sent', async () => {
    const { person, input, onRefuse, onSubmit } = await fillIn({ values: { name: 'A' } });
    await person.type(await input(/^Amount/), '-5');
    await person.click(screen.getByText('Send'));
    expect(onSubmit).not.toHaveBeenCalled();
    expect(onRefuse.mock.calls[0]?.[0]).toMatchObject([{ path: 'amount', message: 'Must not be negative' }]);
  });

  it('do not judge again what was stored before a rule of today', async () => {
    const before = { name: 'A', amount: '-5', status: 'open', owner: 'p1' };
    const { person, input, onSubmit, onRefuse } = await fillIn({ values: before, before });
    await person.type(await input(/^Note/), 'x');
    await person.click(screen.getByText('Send'));
    expect(onRefuse).not.toHaveBeenCalled();
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(fieldOf(deal, 'amount')?.required).toBe(true);
  });
});
