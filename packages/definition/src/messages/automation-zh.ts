import type { automationEn } from './automation-en.ts';

/** The sentences about automations, in Chinese. */
export const automationZh = {
  'automation.gone': '“{automation}”的{at}：{what}“{name}”不存在，请重新选择。',
  'automation.rule': '“{automation}”的{at}：{fault}',
  'automation.cycle': '“{automation}”的{at}：后续步骤又回到这一步，永远不会结束。请让最后一步之后不再有步骤。',
  'automation.unreached': '“{automation}”的{at}：没有步骤通向这里。请删除它，或让其他步骤通向它。',
  'automation.no_process': '“{automation}”的{at}：“{entity}”没有阶段，无法这样设置。',
  'automation.no_activity': '“{automation}”的{at}：“{entity}”没有跟进记录。请改为从进入阶段起算，或先设置它的跟进记录对象。',
  'automation.last_band': '“{automation}”：阶梯的最后一行须适用于其余所有记录，不能有条件。',
  'automation.band': '“{automation}”的{at}：请设置适用于哪些记录。只有最后一行适用于其余所有记录。',
  'automation.rising': '“{automation}”的{at}：“{level}”的时间须晚于“{before}”。',
  'automation.warning': '“{automation}”的{at}：这里会收回记录，之前须有一个层级发出预警：请在那里添加一条作为预警的提醒。',
  'automation.unwarned': '“{automation}”的{at}：“{level}”会收回记录，但在它之前没有到达任何预警层级。',
  'automation.waits': '“{automation}”的{at}：这里会收回记录，请填写预警之后至少要等多久。',
  'automation.changed_values': '“{automation}”的{at}：“从”和“到”只能用于一个有选项的字段。',
  'automation.date': '“{automation}”的{at}：“{field}”不是日期。',
  'automation.day': '“{automation}”的{at}：请选择星期几或每月几号，且仅用于每周或每月。',
  'automation.place': '“{automation}”的{at}：内容中的“{name}”不是该记录的字段，请从列表中插入字段。',
  'automation.person': '“{automation}”的{at}：“{field}”不是人员字段。',
  'automation.nothing': '“{automation}”的{at}：请至少选择一个要更新的字段。',
  'automation.not_written': '“{automation}”的{at}：“{field}”由系统填写，不能设置。',
  'automation.value': '“{automation}”的{at}：“{field}”不能取这个值。',
  'automation.required': '“{automation}”的{at}：新建“{entity}”必须填写“{field}”，请给它一个值。',
  'automation.link': '“{automation}”的{at}：只能用引用“{entity}”的字段来指向原记录，且原记录不能已删除。',
  'automation.reason': '“{automation}”的{at}：变更为该状态须有原因，请选择一个。',
  'automation.until': '“{automation}”的{at}：该状态须填写截止日期，只能由人来填，请选择其他状态。',
  'automation.among': '“{automation}”的{at}：“{field}”不是人员或部门字段。',
  'automation.team': '“{automation}”的{at}：角色“{role}”看不到“{entity}”。请选择其他角色，或授予查看权限。',
  'automation.deleted': '“{automation}”的{at}：已删除的记录不能再修改，请删除此步骤。',
  'automation.list':
    '“{automation}”的{at}：汇总所有记录时，只能提醒某些角色的人员，且文本中不能引用字段。请修改步骤，或改为对每条记录分别执行。',
} as const satisfies Readonly<Record<keyof typeof automationEn, string>>;
