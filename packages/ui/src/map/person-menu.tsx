import { ApartmentOutlined, PlusOutlined, SelectOutlined } from '@ant-design/icons';
import { MAP_CHOICES } from '@pipewright/definition';
import { Button, Dropdown, type MenuProps } from 'antd';
import { useText } from '../text/language.ts';
import * as css from './map.module.css';
import { attitudeSign, type MapActs, type MapFields, type MapPerson } from './person.ts';

const CLEAR = '-';

/** The button of somebody on the map, with what can be done: the menu itself is there once it is opened, for there may be hundreds. */
export function PersonMenu({
  person,
  fields,
  acts,
  open,
  onOpen,
  onPlace,
}: {
  person: MapPerson;
  fields: MapFields;
  acts: MapActs;
  open: boolean;
  onOpen: (open: boolean) => void;
  /** Asks whom the person is to report to. */
  onPlace: () => void;
}) {
  const { t, say } = useText();
  const { name, id, chosen } = person;
  const button = (
    <Button
      type="text"
      size="small"
      tabIndex={-1}
      className={css.more ?? ''}
      aria-label={t('map.acts', { name })}
      aria-haspopup="menu"
      onClick={() => onOpen(!open)}
    >
      ⋮
    </Button>
  );
  if (!open) return button;
  const choices = MAP_CHOICES.flatMap((what) => {
    const field = fields[what];
    if (!field || !acts.choose || !acts.choosable.includes(what)) return [];
    const options = (field.options ?? []).filter(({ retired, key }) => !retired || key === chosen[what]);
    return [
      {
        key: what,
        label: say(field.name),
        children: [
          ...options.map((option) => ({
            key: `${what} ${option.key}`,
            label: `${what === 'attitude' ? `${attitudeSign(option.color)} ` : ''}${say(option.name)}`,
          })),
          { key: `${what} ${CLEAR}`, label: t('map.notKnown') },
        ],
      },
    ];
  });
  const items: MenuProps['items'] = [
    { key: 'open', icon: <SelectOutlined />, label: t('map.open') },
    ...(acts.place ? [{ key: 'place', icon: <ApartmentOutlined />, label: t('map.reportsTo') }] : []),
    ...choices,
    ...(acts.add ? [{ key: 'add', icon: <PlusOutlined />, label: t('map.addBelow', { name }) }] : []),
  ];
  const selected = MAP_CHOICES.map((what) => `${what} ${chosen[what] ?? CLEAR}`);
  const act: MenuProps['onClick'] = ({ key, domEvent }) => {
    // The same key would press what a dialog that opens puts the keyboard on.
    domEvent.preventDefault();
    onOpen(false);
    const what = MAP_CHOICES.find((each) => key.startsWith(`${each} `));
    const option = key.slice(key.indexOf(' ') + 1);
    if (what) acts.choose?.(id, what, option === CLEAR ? null : option);
    else if (key === 'open') acts.open(id);
    else if (key === 'place') onPlace();
    else acts.add?.(id);
  };
  return (
    <Dropdown open autoFocus trigger={['click']} menu={{ items, selectedKeys: selected, onClick: act }} onOpenChange={onOpen}>
      {button}
    </Dropdown>
  );
}
