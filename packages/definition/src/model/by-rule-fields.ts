import type { Label } from '../ground/label.ts';

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
