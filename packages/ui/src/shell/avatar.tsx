import * as look from '../frame/look.module.css';
import * as css from './avatar.module.css';
import { tones } from './color.ts';
import { firstLetter } from './first-letter.ts';
import { personColor } from './person-color.ts';
import { useDark } from './theme.tsx';

/**
 * A person at a glance, beside the name: its first letter on the colour this person always has. The letter is drawn and not written, so that what is
 * copied from a list is the name alone.
 */
export function Avatar({ person, name }: { person: string; name: string }) {
  const { dark } = useDark();
  const [color, background] = tones[personColor(person)][dark ? 'dark' : 'light'];
  return <span className={css.avatar} style={{ color, background }} data-letter={firstLetter(name)} aria-hidden="true" />;
}

/** A person by picture and name, in a line of its own or among words. */
export function PersonName({ person, name }: { person: string; name: string }) {
  return (
    <span className={css.person}>
      <Avatar person={person} name={name} />
      <span className={look.clipped}>{name}</span>
    </span>
  );
}
