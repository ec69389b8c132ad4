import {
  AimOutlined,
  BankOutlined,
  BulbOutlined,
  CalendarOutlined,
  ContactsOutlined,
  DollarOutlined,
  FileDoneOutlined,
  FileTextOutlined,
  FlagOutlined,
  FunnelPlotOutlined,
  GiftOutlined,
  GlobalOutlined,
  GoldOutlined,
  HomeOutlined,
  MailOutlined,
  PhoneOutlined,
  ProfileOutlined,
  ShopOutlined,
  ShoppingCartOutlined,
  TagsOutlined,
  TeamOutlined,
  ToolOutlined,
  TrophyOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { Icon } from '@pipewright/definition';
import type { ComponentType } from 'react';

const drawn: Readonly<Record<Icon, ComponentType>> = {
  list: ProfileOutlined,
  funnel: FunnelPlotOutlined,
  target: AimOutlined,
  trophy: TrophyOutlined,
  flag: FlagOutlined,
  bulb: BulbOutlined,
  house: HomeOutlined,
  shop: ShopOutlined,
  bank: BankOutlined,
  person: UserOutlined,
  team: TeamOutlined,
  contacts: ContactsOutlined,
  phone: PhoneOutlined,
  mail: MailOutlined,
  calendar: CalendarOutlined,
  box: GoldOutlined,
  cart: ShoppingCartOutlined,
  tags: TagsOutlined,
  gift: GiftOutlined,
  money: DollarOutlined,
  contract: FileDoneOutlined,
  file: FileTextOutlined,
  tool: ToolOutlined,
  globe: GlobalOutlined,
};

/** The picture of an entity in menus. */
export function EntityIcon({ icon }: { icon: Icon }) {
  const Drawn = drawn[icon];
  return <Drawn />;
}
