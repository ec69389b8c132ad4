import type { Icon } from '@pipewright/definition';
import type { ComponentType } from 'react';
import { fetchPart } from '../part/fetch-part.ts';

type Drawn = { readonly default: ComponentType };

/** Where each picture is fetched from: an app shows few of them. */
const drawings: Readonly<Record<Icon, () => Promise<Drawn>>> = {
  list: () => import('@ant-design/icons/es/icons/ProfileOutlined'),
  funnel: () => import('@ant-design/icons/es/icons/FunnelPlotOutlined'),
  target: () => import('@ant-design/icons/es/icons/AimOutlined'),
  trophy: () => import('@ant-design/icons/es/icons/TrophyOutlined'),
  flag: () => import('@ant-design/icons/es/icons/FlagOutlined'),
  bulb: () => import('@ant-design/icons/es/icons/BulbOutlined'),
  house: () => import('@ant-design/icons/es/icons/HomeOutlined'),
  shop: () => import('@ant-design/icons/es/icons/ShopOutlined'),
  bank: () => import('@ant-design/icons/es/icons/BankOutlined'),
  person: () => import('@ant-design/icons/es/icons/UserOutlined'),
  team: () => import('@ant-design/icons/es/icons/TeamOutlined'),
  contacts: () => import('@ant-design/icons/es/icons/ContactsOutlined'),
  phone: () => import('@ant-design/icons/es/icons/PhoneOutlined'),
  mail: () => import('@ant-design/icons/es/icons/MailOutlined'),
  calendar: () => import('@ant-design/icons/es/icons/CalendarOutlined'),
  box: () => import('@ant-design/icons/es/icons/GoldOutlined'),
  cart: () => import('@ant-design/icons/es/icons/ShoppingCartOutlined'),
  tags: () => import('@ant-design/icons/es/icons/TagsOutlined'),
  gift: () => import('@ant-design/icons/es/icons/GiftOutlined'),
  money: () => import('@ant-design/icons/es/icons/DollarOutlined'),
  contract: () => import('@ant-design/icons/es/icons/FileDoneOutlined'),
  file: () => import('@ant-design/icons/es/icons/FileTextOutlined'),
  tool: () => import('@ant-design/icons/es/icons/ToolOutlined'),
  globe: () => import('@ant-design/icons/es/icons/GlobalOutlined'),
};

/** The pictures that are there. */
export const drawn = new Map<Icon, ComponentType>();

/** Fetches pictures before they are shown. One that cannot be had is done without: it says nothing that the name beside it does not. */
export async function fetchIcons(icons: Iterable<Icon>): Promise<void> {
  const wanted = [...new Set(icons)].filter((icon) => !drawn.has(icon));
  const fetch = async (icon: Icon) => drawn.set(icon, (await fetchPart(drawings[icon])).default);
  await Promise.all(wanted.map((icon) => fetch(icon).catch(() => undefined)));
}
