import type { Label, Worth } from '@pipewright/definition';
import { formatMoney, formatValue } from '@pipewright/ui';

/** What records are worth, as people write it. */
export function worthInWords({ amount, currency }: Worth, language: keyof Label): string {
  if (currency) return formatMoney(amount, currency, language);
  return formatValue({ key: 'worth', type: 'decimal', name: { en: '', 'zh-CN': '' } }, amount, { language, currency });
}
