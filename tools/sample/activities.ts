import { regionOf } from './company.ts';
import { days } from './dice.ts';
import { opportunities } from './opportunities.ts';

const { whole, pick } = days;

const talks = [
  ['call', '电话确认了预算审批进度，本季度可立项', 'Called about the budget: it can be approved this quarter', 'progress'],
  ['call', '电话未接通，改约下周', 'No answer, will try again next week', 'not_reached'],
  ['visit', '拜访现场，看了生产线和现有系统', 'Visited the site and saw the line and the present system', 'progress'],
  ['email', '邮件发送了案例与资质文件', 'Sent references and certificates', 'waiting'],
  ['meeting', '与项目组开会，明确了验收标准', 'Met the project team and agreed on acceptance', 'progress'],
  ['needs', '梳理了三个部门的需求，形成清单', 'Went through the needs of three departments', 'progress'],
  ['proposal', '提报方案，客户希望补充集成部分', 'Presented the proposal; integration is to be added', 'waiting'],
  ['quote', '报价已发出，客户认为偏高', 'Sent the quote; the customer finds it high', 'setback'],
] as const;
/** What was done about deals that are open: the last of it a few days ago. */
export const activities = opportunities
  .filter(({ steps }) => !steps.at(-1)?.status)
  .flatMap(({ key, owner, at, values }) =>
    Array.from({ length: whole(0, 2) }, () => {
      const [kind, zh, en, outcome] = pick(talks);
      const abroad = regionOf(owner) === 'overseas';
      return {
        ...{ owner, at: Math.max(at, -whole(1, 30)) },
        values: { summary: abroad ? en : zh, opportunity: `@${key}`, kind, outcome, contact: values.decision_maker },
      };
    }),
  )
  .sort((a, b) => a.at - b.at)
  .map((each, i) => ({ key: `activity${i}`, ...each }));
