import { PlusOutlined } from '@ant-design/icons';
import { Refused } from '@pipewright/client';
import { fieldOf, MAP_CHOICES } from '@pipewright/definition';
import { look, Nothing, PeopleMap, useText } from '@pipewright/ui';
import { Button, Skeleton } from 'antd';
import type { Mapped } from './mapped.ts';
import { useMapActs } from './use-map-acts.tsx';
import { MOST_DRAWN, useMapPeople } from './use-map-people.ts';

/** The people of a customer and how they stand to each other and to us, to be read and changed. */
export function RecordMap({ mapped }: { mapped: Mapped }) {
  const { t, say, mid } = useText();
  const { entity, map } = mapped;
  const { found, people } = useMapPeople(mapped);
  const acts = useMapActs(mapped, people);
  if (found.error) return <p className={look.quiet}>{found.error instanceof Refused ? found.error.message : t('state.offline')}</p>;
  if (!found.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const { add } = acts;
  const button = add && (
    <Button icon={<PlusOutlined />} onClick={() => add(null)}>
      {t('map.add', { entity: mid(entity.name) })}
    </Button>
  );
  if (people.length === 0)
    return (
      <Nothing of="links" text={t('map.empty')}>
        {button}
      </Nothing>
    );
  const fields = Object.fromEntries(MAP_CHOICES.flatMap((what) => (map[what] ? [[what, fieldOf(entity, map[what])]] : [])));
  return (
    <>
      {button && <div className={look.note}>{button}</div>}
      <PeopleMap label={say(entity.plural)} people={people} fields={fields} acts={acts} />
      {found.data.more && <p className={look.quiet}>{t('map.first', { count: MOST_DRAWN })}</p>}
    </>
  );
}
