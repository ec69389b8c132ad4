import { GlobalOutlined, PlusOutlined } from '@ant-design/icons';
import { entityOf, type Found, iconOf } from '@pipewright/definition';
import { changeLanguage, EntityIcon, useText } from '@pipewright/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App as AntApp } from 'antd';
import { useApp } from '../data/app-context.ts';
import { foundQuery, foundWords, recordsById, speechOf } from '../data/found.ts';
import { grantFor } from '../data/reach.ts';
import { useRecentlyOpened } from '../data/recent.ts';
import type { Offer, Offered } from './palette-sections.ts';
import { isChinese, useSpeak } from './spoken.ts';
import { allWays, type Ways } from './ways.tsx';

/** What can be offered for a text, and how far the search for records has come. */
export interface OfferedNow extends Offered {
  /** True once the records are those of this text. */
  readonly settled: boolean;
  readonly failed: boolean;
}

/** All that the palette may offer: records that are found on the server, pages of the app, what can be made, the other language. */
export function useOffered(text: string, ways: Ways, go: (to: string) => void): OfferedNow {
  const inApp = useApp();
  const { app: definition, key: app, me } = inApp;
  const { t, say, mid, language } = useText();
  const { message } = AntApp.useApp();
  const wanted = text.trim();
  const found = useQuery({ ...foundQuery(app, wanted), enabled: wanted !== '', placeholderData: keepPreviousData });
  const opened = useRecentlyOpened(app, me.user);
  const recent = useQuery({
    queryKey: ['found', app, 'opened', opened],
    queryFn: () => recordsById(app, definition, opened),
    enabled: opened.length > 0,
    staleTime: 10_000,
  });
  const speech = speechOf({ say, language }, definition);
  const offerOf = ({ entity: key, record, by }: Found): Offer[] => {
    const entity = entityOf(definition, key);
    if (!entity) return [];
    const { title, detail } = foundWords(entity, record, speech, by);
    const icon = <EntityIcon icon={iconOf(entity)} />;
    return [{ key: record.id, label: title, detail, icon, kind: say(entity.name), run: () => go(`/a/${app}/${key}/${record.id}`) }];
  };
  const made = definition.entities.filter((entity) => !entity.retired && grantFor(inApp, entity.key).create);
  // Names of pages stand in the language of the screen, or in Chinese in any where an admin gave no other.
  const speak = useSpeak(allWays(ways).some(({ label }) => isChinese(label)));
  const spoken = (offer: Offer): Offer => ({ ...offer, spoken: isChinese(offer.label) ? speak(offer.label) : [] });
  const other = language === 'en' ? ('zh-CN' as const) : ('en' as const);
  return {
    recent: (recent.data ?? []).flatMap(offerOf),
    records: wanted ? (found.data ?? []).flatMap(offerOf) : [],
    pages: allWays(ways).map(({ key, label, icon }) => spoken({ key, label, icon, run: () => go(key) })),
    make: made.map((entity) =>
      spoken({
        key: `new ${entity.key}`,
        label: t('list.new', { entity: mid(entity.name) }),
        icon: <PlusOutlined />,
        run: () => go(`/a/${app}/${entity.key}/new`),
      }),
    ),
    more: [
      {
        key: 'language',
        label: other === 'en' ? 'English' : '中文',
        icon: <GlobalOutlined />,
        run: () => void changeLanguage(other).catch(() => message.warning(t('state.partMissing'))),
      },
    ],
    settled: wanted === '' || (!found.isPlaceholderData && !found.isPending) || found.isError,
    failed: wanted !== '' && found.isError,
  };
}
