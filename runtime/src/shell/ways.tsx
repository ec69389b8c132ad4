import {
  BarChartOutlined,
  BellOutlined,
  CarryOutOutlined,
  EditOutlined,
  EllipsisOutlined,
  ImportOutlined,
  ProjectOutlined,
} from '@ant-design/icons';
import { type AppForPerson, type Entity, iconOf } from '@pipewright/definition';
import { EntityIcon, later, look, Part, useText } from '@pipewright/ui';
import { Menu } from 'antd';
import type { ReactNode } from 'react';
import { useToDecide } from '../approvals/use-to-decide.ts';

// Few apps ask people for approval.
const ApprovalsIcon = later(() => import('../approvals/approvals-icon.tsx').then((module) => module.ApprovalsIcon));

/** A page of an app that its menu leads to; `key` is its address. */
export interface Way {
  readonly key: string;
  readonly label: string;
  /** What it is called where there is room for a word. */
  readonly short?: string;
  readonly icon: ReactNode;
  /** What waits there, in words. */
  readonly waits?: string | undefined;
}

/** Where the menu of an app leads: its pages, the less used ones, and what is done with the app itself. */
export interface Ways {
  readonly pages: readonly Way[];
  readonly more: readonly Way[];
  readonly tools: readonly Way[];
}

/** All ways in their order. */
export const allWays = ({ pages, more, tools }: Ways): Way[] => [...pages, ...more, ...tools];

/** The ways of an app as this person knows it. */
export function useWays(inApp: AppForPerson | undefined): Ways {
  const { t, say } = useText();
  const toDecide = useToDecide(inApp);
  if (!inApp) return { pages: [], more: [], tools: [] };
  const { key, app, role } = inApp;
  const entities = app.entities.filter((entity) => !entity.retired);
  const boards = entities.filter(({ process }) => process).length;
  const waysOf = (entity: Entity): Way[] => [
    { key: `/a/${key}/${entity.key}`, icon: <EntityIcon icon={iconOf(entity)} />, label: say(entity.plural) },
    ...(entity.process
      ? [
          {
            key: `/a/${key}/${entity.key}/board`,
            icon: <ProjectOutlined />,
            label: t('nav.board', { entity: say(entity.name) }),
            ...(boards === 1 ? { short: t('nav.boardShort') } : {}),
          },
        ]
      : []),
  ];
  return {
    pages: [
      ...(entities.some((entity) => entity.process)
        ? [{ key: `/a/${key}/today`, icon: <CarryOutOutlined />, label: t('today.title') }]
        : []),
      ...(inApp.approves
        ? [
            {
              ...{ key: `/a/${key}/approvals`, label: t('nav.approvals') },
              icon: (
                <span className="anticon">
                  <Part>
                    <ApprovalsIcon count={toDecide} />
                  </Part>
                </span>
              ),
              waits: toDecide > 0 ? t('nav.toDecide', { count: toDecide > 99 ? '99+' : toDecide }) : undefined,
            },
          ]
        : []),
      ...app.dashboards.map((board) => ({ key: `/a/${key}/dashboard/${board.key}`, icon: <BarChartOutlined />, label: say(board.name) })),
      ...entities.filter(({ menu }) => menu === undefined).flatMap(waysOf),
    ],
    more: entities.filter(({ menu }) => menu === 'more').flatMap(waysOf),
    tools: [
      { key: `/a/${key}/notices`, icon: <BellOutlined />, label: t('notice.title') },
      { key: `/a/${key}/import`, icon: <ImportOutlined />, label: t('nav.import') },
      ...(role.admin ? [{ key: 'designer', icon: <EditOutlined />, label: t('nav.designer') }] : []),
    ],
  };
}

/** The way that an address lies on: a record stands under the list of its entity. */
export function wayAt(path: string, ways: readonly Way[]): string | undefined {
  const here = path.replace(/\/$/, '');
  const above = ways.filter(({ key }) => here === key || here.startsWith(`${key}/`));
  return above.sort((a, b) => b.key.length - a.key.length)[0]?.key;
}

/** The menu of an app; less used pages fold away behind one entry. */
export function SideMenu({ ways, at, go }: { ways: Ways; at: string | undefined; go: (to: string) => void }) {
  const { t } = useText();
  const items = (some: readonly Way[]) =>
    some.map(({ key, icon, label, waits }) => ({ key, icon, label: <Named label={label} waits={waits} /> }));
  return (
    <Menu
      mode="inline"
      selectedKeys={at ? [at] : []}
      defaultOpenKeys={ways.more.some(({ key }) => key === at) ? ['more'] : []}
      items={[
        ...items(ways.pages),
        ...(ways.more.length > 0 ? [{ key: 'more', icon: <EllipsisOutlined />, label: t('nav.more'), children: items(ways.more) }] : []),
        ...items(ways.tools),
      ]}
      onClick={({ key }) => go(key)}
    />
  );
}

/** What a way is called, with what waits there for those who do not see its number. */
export function Named({ label, waits }: Pick<Way, 'label' | 'waits'>) {
  return (
    <>
      {label}
      {waits && <span className={look.unseen}> ({waits})</span>}
    </>
  );
}
