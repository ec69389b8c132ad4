import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
import type { Label } from '../ground/label.ts';
import { keySchema, labelSchema } from '../ground/label.ts';

/** The value that a row of a rule gives to records for which its condition holds, and what it is called: `Because …` on the screen. */
export const ruleRowSchema = z
  .strictObject({ key: keySchema, name: labelSchema, when: ruleSchema, value: keySchema })
  .meta({ id: 'RuleRow' });
/** A row of a rule by which a field gets its value. */
export type RuleRow = z.infer<typeof ruleRowSchema>;

/** By which rule a choice field gets its value: that of the first row that holds, else the one for everything else. */
export const byRuleSchema = z
  .strictObject({
    rows: z.array(ruleRowSchema).max(50),
    otherwise: keySchema.nullable(),
    /** True where those who may write the field may say another value. */
    mayOverride: z.literal(true).optional(),
    /** True where another value than the rule says needs a reason. */
    reason: z.literal(true).optional(),
  })
  .meta({ id: 'ByRule' });
/** By which rule a choice field gets its value. */
export type ByRule = z.infer<typeof byRuleSchema>;

const SET = '__set';
const REASON = '__reason';

/** The longest key of a field by rule, so that the two beside it have keys too. */
export const MOST_RULED_KEY = 40 - REASON.length;

/** The key of what a person says instead of the rule. */
export const setKey = (field: string) => `${field}${SET}`;
/** The key of why a person says something else than the rule. */
export const reasonKey = (field: string) => `${field}${REASON}`;
/** True for a key that only a field beside one by rule may have. */
export const isBesideRule = (key: string) => key.endsWith(SET) || key.endsWith(REASON);

/** What the field beside one by rule is called in which a person says something else. */
export const setName = (name: Label): Label => ({ en: `${name.en} by hand`, 'zh-CN': `人工${name['zh-CN']}` });
/** What the field is called that says why. */
export const reasonName = (name: Label): Label => ({
  en: `Reason for the ${lower(name.en)} by hand`,
  'zh-CN': `人工${name['zh-CN']}的理由`,
});

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
