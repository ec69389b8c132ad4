import type { Stage } from '@pipewright/definition';

/** The stage a new pipeline begins with. */
export const FIRST_STAGE: Stage = {
  key: 'start',
  name: { en: 'Start', 'zh-CN': '开始' },
  probability: 10,
  color: 'blue',
  required: [],
  gates: [],
};
