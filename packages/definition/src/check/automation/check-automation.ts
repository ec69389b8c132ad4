import type { Issue } from '@pipewright/logic';
import type { App } from '../../model/app.ts';
import type { Automation } from '../../model/automation/automation.ts';
import { calendarsOf } from '../../model/calendar.ts';
import { entityOf, vocabularyOf } from '../../model/vocabulary.ts';
import { chainFaults } from './chain-faults.ts';
import { conditionFaults, type Ground, gone } from './ground.ts';
import { stepFaults } from './step-faults.ts';
import { triggerFaults } from './trigger-faults.ts';

const WHOLE = { en: 'what it is about', 'zh-CN': '作用对象' };
const CONDITION = { en: 'condition', 'zh-CN': '条件' };
const CALENDAR = { en: 'working calendar', 'zh-CN': '工作日历' };

/** Every reason an automation cannot be published. Each sentence names the automation and the step or row at fault. */
export function checkAutomation(app: App, automation: Automation, path: string): Issue[] {
  const entity = entityOf(app, automation.entity);
  if (!entity) return [gone({ automation }, { path: `${path}.entity`, at: WHOLE }, 'entity', automation.entity)];
  const ground: Ground = { app, automation, entity, scope: vocabularyOf(app, entity) };
  return [
    ...calendarFaults(ground, path),
    ...triggerFaults(ground, `${path}.on`),
    ...conditionFaults(ground, { path: `${path}.when`, at: CONDITION }, automation.when),
    ...chainFaults(ground, path),
    ...automation.nodes.flatMap((node, i) => stepFaults(ground, node, `${path}.nodes.${i}`)),
  ];
}

function calendarFaults(ground: Ground, path: string): Issue[] {
  const { calendar } = ground.automation;
  return calendar === undefined || calendarsOf(ground.app).some(({ key }) => key === calendar)
    ? []
    : [gone(ground, { path: `${path}.calendar`, at: CALENDAR }, 'calendar', calendar)];
}
