import {
  ApartmentOutlined,
  AuditOutlined,
  BellOutlined,
  ClockCircleOutlined,
  EditOutlined,
  FlagOutlined,
  ForkOutlined,
  GlobalOutlined,
  MailOutlined,
  NodeIndexOutlined,
  NotificationOutlined,
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
  notify: <BellOutlined aria-hidden />,
  cc: <NotificationOutlined aria-hidden />,
  set: <EditOutlined aria-hidden />,
  create: <PlusCircleOutlined aria-hidden />,
  assign: <UserSwitchOutlined aria-hidden />,
  reclaim: <RollbackOutlined aria-hidden />,
  move: <RightCircleOutlined aria-hidden />,
  status: <FlagOutlined aria-hidden />,
  post: <SendOutlined aria-hidden />,
  mail: <MailOutlined aria-hidden />,
  branch: <ApartmentOutlined aria-hidden />,
  wait: <ClockCircleOutlined aria-hidden />,
  call: <NodeIndexOutlined aria-hidden />,
  parallel: <ForkOutlined aria-hidden />,
  approve: <AuditOutlined aria-hidden />,
  http: <GlobalOutlined aria-hidden />,
  end: <StopOutlined aria-hidden />,
};

/** The picture of a kind of step. */
export const stepIcon = (kind: NodeKind): ReactNode => ICONS[kind] ?? <ThunderboltOutlined aria-hidden />;
