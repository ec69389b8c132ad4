import type { ways as en } from '../en/ways.ts';

/** The words in Chinese for choosing pipelines by how customers buy and what is wanted of them. */
export const ways: Readonly<Record<keyof typeof en, string>> = {
  'ways.aim': '组织目标：希望从这类客户得到什么？',
  'ways.aim.balanced': '稳定成交，部分为大单',
  'ways.aim.relationship': '少数大客户，长期合作',
  'ways.aim.volume': '数量多、成交快',
  'ways.buying': '买卖环境：这类客户怎样采购？',
  'ways.buying.quick': '一个人决定，几天内成交',
  'ways.buying.several': '几个人决定，需要数周',
  'ways.buying.tender': '多部门参与，历时数月，常需招投标',
  'ways.choose': '按客户分类选择流程',
  'ways.lead': '回答两个问题，即为每类客户推荐流程；可以改选其他流程，未回答的分类保持不变。',
  'ways.of': '{{class}}：{{what}}',
  'ways.other': '您选择的流程与推荐的“{{proposed}}”不同。',
  'ways.pipeline': '流程',
  'ways.sample': '示例数据使用模板自带的流程；要按客户分类选择流程，请不要包含示例数据。',
  'ways.stages': '{{pipeline}}的阶段',
  'ways.way.key_account': '适合跟随客户采购步骤的流程：从立项到签订合同，各阶段时间更长。',
  'ways.way.short': '适合短流程：阶段少、跟进快、可同时推进多个商机。',
  'ways.way.stepwise': '适合五个阶段的流程：逐步确认，不必经历招投标。',
  'ways.why': '“{{buying}}”且“{{aim}}”。{{way}}',
};
