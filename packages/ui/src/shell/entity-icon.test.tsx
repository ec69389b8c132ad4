import { ICONS } from '@pipewright/definition';
import { expect, it } from 'vitest';
import { draw, waitFor } from '../../../../test/dom/draw.tsx';
import { EntityIcon } from './entity-icon.tsx';
import { fetchIcons } from './icons.ts';

const pictures = () => [...document.querySelectorAll('.anticon')].map((place) => place.querySelector('svg path')?.getAttribute('d'));

it('keeps the place of a picture that is fetched when it is first drawn', async () => {
  await draw(<EntityIcon icon="gift" />);
  await waitFor(() => expect(pictures()).toEqual([expect.stringMatching(/^M/)]));
});

it('draws what was fetched beforehand at once, and each as its own picture', async () => {
  await fetchIcons(ICONS);
  await draw(
    <p>
      {ICONS.map((icon) => (
        <EntityIcon key={icon} icon={icon} />
      ))}
    </p>,
  );
  expect(new Set(pictures()).size).toBe(ICONS.length);
  expect(pictures()).not.toContain(undefined);
});
