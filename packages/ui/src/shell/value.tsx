import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { Field, RecordJson, Status } from '@pipewright/definition';
import type { ReactNode } from 'react';
import { formatValue, optionName } from '../text/format.ts';
import { useText } from '../text/language.ts';
import { Badge } from './badge.tsx';
import { statusColors } from './color.ts';

/** A field's value on screen; an empty one as a dash. */
export function Value({ field, record, currency }: { field: Field; record: RecordJson; currency: string }): ReactNode {
  const { language, t } = useText();
  const value = record[field.key];
  if (value === null || value === undefined) return '–';
  const text = formatValue(field, value, { language, currency });
  switch (field.type) {
    case 'choice': {
      const option = field.options?.find((each) => each.key === value);
      const color = field.key === 'status' ? statusColors[value as Status] : option?.color;
      return color ? <Badge color={color}>{text}</Badge> : text;
    }
    case 'choices':
      return (value as string[]).map((key) => (
        <span key={key} style={{ marginInlineEnd: 4 }}>
          <Badge color={field.options?.find((each) => each.key === key)?.color}>{optionName(field, key, language)}</Badge>
        </span>
      ));
    case 'person':
    case 'department':
    case 'reference':
      return record.$names?.[field.key] ?? t('value.outOfSight');
    case 'boolean':
      return value ? <CheckOutlined aria-label={t('value.yes')} /> : <CloseOutlined aria-label={t('value.no')} />;
    case 'url':
      return (
        <a href={text} target="_blank" rel="noreferrer noopener">
          {text}
        </a>
      );
    case 'email':
      return <a href={`mailto:${text}`}>{text}</a>;
    case 'long_text':
      return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>;
    default:
      return ['money', 'decimal', 'integer', 'percent', 'date', 'datetime'].includes(field.type) ? (
        <span style={{ fontVariantNumeric: 'tabular-nums' }}>{text}</span>
      ) : (
        text
      );
  }
}
