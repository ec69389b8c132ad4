import * as css from './avatar.module.css';
import { tones } from './color.ts';
import { firstLetter } from './first-letter.ts';
import { personColor } from './person-color.ts';
import { useDark } from './theme.tsx';

/** A person at a glance, beside the name: its first letter on the colour this person always has. */
export function Avatar({ person, name }: { person: string; name: string }) {
  const { dark } = useDark();
  const [color, background] = tones[personColor(person)][dark ? 'dark' : 'light'];
  return (
    <span className={css.avatar} style={{ color, background }} aria-hidden="true">
      {firstLetter(name)}
    </span>
  );
}
