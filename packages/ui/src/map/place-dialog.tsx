import { Modal, type RefSelectProps, Select } from 'antd';
import { useRef, useState } from 'react';
import * as look from '../frame/look.module.css';
import { useText } from '../text/language.ts';
import { downFrom, type Forest } from './forest.ts';
import type { MapPerson } from './person.ts';

const NOBODY = '';

/** Asks whom somebody reports to: anybody on the map who is not below. */
export function PlaceDialog({
  person,
  people,
  forest,
  onPlace,
  onClose,
}: {
  person: MapPerson;
  people: readonly MapPerson[];
  forest: Forest;
  onPlace: (above: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useText();
  const select = useRef<RefSelectProps>(null);
  const [above, setAbove] = useState(person.above && forest.places.has(person.above) ? person.above : NOBODY);
  const below = new Set(downFrom(forest, [person.id]));
  const options = people.flatMap(({ id, name, subtitle }) =>
    below.has(id) ? [] : [{ value: id, label: subtitle ? `${name} · ${subtitle}` : name }],
  );
  return (
    <Modal
      open
      title={t('map.whose', { name: person.name })}
      okText={t('action.save')}
      cancelText={t('action.cancel')}
      afterOpenChange={(open) => open && select.current?.focus()}
      onCancel={onClose}
      onOk={() => onPlace(above === NOBODY ? null : above)}
    >
      <Select
        className={look.wide}
        aria-label={t('map.whose', { name: person.name })}
        ref={select}
        showSearch={{ optionFilterProp: 'label' }}
        value={above}
        options={[{ value: NOBODY, label: t('map.nobody') }, ...options]}
        onChange={setAbove}
      />
    </Modal>
  );
}
