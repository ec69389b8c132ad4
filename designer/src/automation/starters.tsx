import { addAutomation } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Select } from 'antd';
import { useState } from 'react';
import { Property } from '../kit/property.tsx';
import type { Draft } from '../state/draft.ts';
import { keyFor } from '../state/key.ts';
import * as css from './automation.module.css';
import { entitiesFor, STARTING_POINTS, type StartingPoint, startingName, startingPoint } from './starting-points.ts';

/** The ready-made ways to begin an automation: one press makes one. */
export function Starters({ draft, onMade }: { draft: Draft; onMade: (key: string) => void }) {
  const { t, say } = useDesignText();
  const [about, setAbout] = useState<string>();
  const entities = entitiesFor(draft.app, 'blank');
  const entity = entities.find(({ key }) => key === about) ?? entities[0];
  if (!entity) return null;
  const make = (point: StartingPoint) => {
    const key = keyFor(startingName(point), draft.taken('automations'), () => '');
    const automation = startingPoint(draft.app, entity, point, key);
    if (!automation) return;
    draft.set(addAutomation(draft.app, automation));
    onMade(key);
  };
  return (
    <>
      <Property label={t('automate.about')} htmlFor="automation_about">
        <Select
          id="automation_about"
          className={css.about}
          value={entity.key}
          options={entities.map(({ key, name }) => ({ value: key, label: say(name) }))}
          onChange={setAbout}
        />
      </Property>
      <ul className={css.starters}>
        {STARTING_POINTS.filter((point) => startingPoint(draft.app, entity, point, 'x')).map((point) => (
          <li key={point}>
            <button type="button" className={css.starter} onClick={() => make(point)}>
              <strong>{say(startingName(point))}</strong>
              <span>{t(`automate.start.${point}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
