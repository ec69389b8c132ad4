import { expect, it } from 'vitest';
import { design } from '../../../test/dom/design.tsx';
import { choose, screen } from '../../../test/dom/draw.tsx';
import { WonValues } from './won-values.tsx';

const drawn = async () => {
  const made = await design((draft, deal) => (
    <WonValues draft={draft} entity={deal} pipeline={deal.process?.pipelines[0] as NonNullable<typeof deal.process>['pipelines'][number]} />
  ));
  return { ...made, values: () => made.deal().process?.pipelines[0]?.wonValues };
};

it('are given to fields by their names, and let go of again', async () => {
  const { person, values, undo } = await drawn();
  await choose(person, screen.getByRole('combobox', { name: 'Add a field' }), 'Reason');
  expect(values()).toEqual({ reason: null });
  await choose(person, screen.getByRole('combobox', { name: 'Reason' }), 'Price');
  expect(values()).toEqual({ reason: 'price' });
  await person.click(screen.getByRole('button', { name: 'Leave “Reason” as it is' }));
  expect(values()).toBeUndefined();
  await undo();
  expect(values()).toEqual({ reason: 'price' });
});
