import type { Label } from '../../ground/label.ts';
import type { NodeKind } from './node.ts';
import type { TriggerKind } from './trigger.ts';

const label = (en: string, zh: string): Label => ({ en, 'zh-CN': zh });

/** What each kind of step is called. */
export const stepNames: Readonly<Record<NodeKind, Label>> = {
  notify: label('Remind', '提醒'),
  cc: label('For your information', '抄送'),
  set: label('Set fields', '更新字段'),
  create: label('Create a record', '新建记录'),
  assign: label('Assign', '分配'),
  reclaim: label('Reclaim', '收回'),
  move: label('Move to a stage', '推进阶段'),
  status: label('Change the status', '变更状态'),
  post: label('Post to a channel', '发送到渠道'),
  mail: label('Send an e-mail', '发送邮件'),
  branch: label('Branch', '条件分支'),
  wait: label('Wait', '等待'),
  call: label('Call an automation', '调用自动化'),
  parallel: label('Side by side', '并行'),
  approve: label('Ask for approval', '审批'),
  http: label('HTTP request', 'HTTP 请求'),
  end: label('End', '结束'),
};

/** What each kind of trigger is called. */
export const triggerNames: Readonly<Record<TriggerKind, Label>> = {
  created: label('A record is created', '新建记录时'),
  changed: label('Fields change', '字段变更时'),
  deleted: label('A record is deleted', '删除记录时'),
  entered: label('A stage is entered', '进入阶段时'),
  left: label('A stage is left', '离开阶段时'),
  status: label('The status changes', '状态变更时'),
  since: label('Time passes without progress', '超时未推进'),
  date: label('A date comes near', '日期临近'),
  schedule: label('At fixed times', '定时'),
  webhook: label('A webhook arrives', '收到网络钩子时'),
  called: label('Another automation calls it', '被其他自动化调用时'),
  button: label('Somebody presses a button', '点击按钮时'),
};
