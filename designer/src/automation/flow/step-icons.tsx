import {
  ApartmentOutlined,
  BellOutlined,
  ClockCircleOutlined,
  EditOutlined,
  FlagOutlined,
  MailOutlined,
  PlusCircleOutlined,
  RightCircleOutlined,
  RollbackOutlined,
  SendOutlined,
  StopOutlined,
  ThunderboltOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import type { NodeKind } from '@pipewright/definition';
import type { ReactNode } from 'react';

const ICONS: Readonly<Partial<Record<NodeKind, ReactNode>>> = {
  notify: <BellOutlined />,
  set: <EditOutlined />,
  create: <PlusCircleOutlined />,
  assign: <UserSwitchOutlined />,
  reclaim: <RollbackOutlined />,
  move: <RightCircleOutlined />,
  status: <FlagOutlined />,
  post: <SendOutlined />,
  mail: <MailOutlined />,
  branch: <ApartmentOutlined />,
  wait: <ClockCircleOutlined />,
  end: <StopOutlined />,
};

/** The picture of a kind of step. */
export const stepIcon = (kind: NodeKind): ReactNode => ICONS[kind] ?? <ThunderboltOutlined />;
