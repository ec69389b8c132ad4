import type { Label, Language, Surrounding } from '@pipewright/definition';
import { isLogic, type OperatorName, type Rule } from '@pipewright/logic';
import type { Text } from '../text/language.ts';

/** What the words of an expression need from outside. */
export interface ExpressionContext {
  readonly language: Language;
  readonly t: Text['t'];
  /** What each name that it reads is called. */
  readonly names: Readonly<Record<string, Label>>;
  /** The words of a condition inside it; undefined for one that is too rich for words. */
  readonly condition: (rule: Rule) => string | undefined;
}

/** The signs between the parts of what people write with signs; all else is a phrase `expression.<operator>` around its parts. */
const SIGNS = { '+': ' + ', '-': ' − ', '*': ' × ', '/': ' ÷ ' } as const satisfies Partial<Record<OperatorName, string>>;

/** True for an operator that is written with a sign, the same in every language. */
const isSign = (operator: string): operator is keyof typeof SIGNS => Object.hasOwn(SIGNS, operator);

/** An expression as people write one: “Amount × (Probability ÷ 100)”. */
export function expressionInWords(expression: Rule, context: ExpressionContext): string {
  if (!isLogic(expression)) return plain(expression, context);
  const [[operator, args]] = Object.entries(expression) as [[OperatorName | 'var' | 'if', Rule]];
  const list: readonly Rule[] = Array.isArray(args) ? args : [args];
  if (operator === 'var') return nameInWords(String(list[0]), context);
  if (operator === 'if') return choiceInWords(list, context);
  const parts = list.map((each) =>
    isSign(operator) && isSigned(each) ? `(${expressionInWords(each, context)})` : expressionInWords(each, context),
  );
  const [first, second] = parts;
  if (!isSign(operator)) return context.t(`expression.${operator}`, { first, second, parts: parts.join(context.t('publish.comma')) });
  return parts.length === 1 && operator === '-' ? `−${parts[0]}` : parts.join(SIGNS[operator]);
}

const isSigned = (rule: Rule) => isLogic(rule) && Object.keys(rule).some(isSign);

function plain(value: Rule, { t }: ExpressionContext): string {
  if (value === null) return t('value.none');
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
  return typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value) ? t('publish.quoted', { name: value }) : String(value);
}

function nameInWords(name: string, { names, language, t }: ExpressionContext): string {
  return names[name]?.[language] ?? t(`expression.${name as Surrounding}`);
}

function choiceInWords(list: readonly Rule[], context: ExpressionContext): string {
  const { t } = context;
  const said = list.map((each, i) => {
    if (i === list.length - 1 && i % 2 === 0) return t('expression.otherwise', { value: expressionInWords(each, context) });
    if (i % 2 === 0) return '';
    const when = context.condition(list[i - 1] as Rule) ?? t('filter.rich');
    return t('expression.if', { when, value: expressionInWords(each, context) });
  });
  return said.filter((each) => each !== '').join(t('publish.semicolon'));
}
