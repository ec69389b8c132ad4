import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  NodeIndexOutlined,
  PauseCircleOutlined,
  PlayCircleOutlined,
  RightCircleOutlined,
  RollbackOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { StandingAct } from './standing.ts';

/** The picture of each act. */
export const ACT_ICONS: Readonly<Record<StandingAct, ReactNode>> = {
  move: <RightCircleOutlined />,
  rechoose: <NodeIndexOutlined />,
  win: <CheckCircleOutlined />,
  lose: <CloseCircleOutlined />,
  resume: <PlayCircleOutlined />,
  wake: <PlayCircleOutlined />,
  reopen: <RollbackOutlined />,
  restore: <RollbackOutlined />,
  pause: <PauseCircleOutlined />,
  future: <ClockCircleOutlined />,
  void: <StopOutlined />,
};
