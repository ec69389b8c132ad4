import { setRight } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { design } from '../../../test/dom/design.tsx';
import { screen } from '../../../test/dom/draw.tsx';
import { ExceptionsSwitch } from './exceptions-switch.tsx';

it('lets exceptions be asked for or not, and says who grants them', async () => {
  const { person, draft: now, deal, undo } = await design((draft, entity) => <ExceptionsSwitch draft={draft} entity={entity} />);
  const roles = () => document.body.textContent ?? '';
  expect(roles()).toContain('It is granted by: Admin.');
  await person.click(screen.getByRole('switch', { name: 'Exceptions' }));
  expect(deal().process?.exceptions).toBe(true);
  await person.click(screen.getByRole('switch', { name: 'Exceptions' }));
  expect(deal().process).not.toHaveProperty('exceptions');
  await undo();
  expect(deal().process?.exceptions).toBe(true);
  expect(setRight(now().app, 'sales', 'deal', 'except', true).roles.find(({ key }) => key === 'sales')?.grants.deal?.may).toContain(
    'except',
  );
});
