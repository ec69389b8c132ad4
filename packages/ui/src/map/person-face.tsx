import type { MapChoice } from '@pipewright/definition';
import * as look from '../frame/look.module.css';
import { Badge } from '../shell/badge.tsx';
import { useText } from '../text/language.ts';
import * as css from './map.module.css';
import { attitudeSign, type MapFields, type MapPerson, optionOf } from './person.ts';

/** What is told of somebody on the map: name and title, role and weight, and how that person stands to us in sign, word and colour. */
export function PersonFace({ person, fields, onOpen }: { person: MapPerson; fields: MapFields; onOpen: () => void }) {
  const { t, say } = useText();
  const [role, attitude, influence] = (['role', 'attitude', 'influence'] as const).map((what) => optionOf(fields, person, what));
  /** What a word is about, for those who do not see where it stands. */
  const heard = (what: MapChoice) => <span className={look.unseen}>{say(fields[what]?.name)} </span>;
  return (
    <>
      <div className={css.head}>
        {person.outOfSight && (
          <span title={t('map.outOfSight')} className={look.quiet}>
            ↑
          </span>
        )}
        {/* The box has the keyboard: Enter opens there. */}
        <button type="button" tabIndex={-1} className={css.name} onClick={onOpen}>
          {person.name}
        </button>
      </div>
      <div className={`${css.second} ${look.quiet}`}>
        <span className={css.subtitle}>{person.subtitle}</span>
        {influence && (
          <span className={css.influence}>
            {say(fields.influence?.name)} {say(influence.name)}
          </span>
        )}
      </div>
      <div className={css.marks}>
        {role && (
          <Badge color={role.color}>
            {heard('role')}
            {say(role.name)}
          </Badge>
        )}
        {attitude && (
          <Badge color={attitude.color}>
            {heard('attitude')}
            {attitudeSign(attitude.color)} {say(attitude.name)}
          </Badge>
        )}
      </div>
    </>
  );
}
