import { ruleSchema } from '@pipewright/logic';
import { z } from 'zod';
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
