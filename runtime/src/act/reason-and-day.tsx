import { type Field, type StatusRule, sentence } from '@pipewright/definition';
import { isDate } from '@pipewright/logic';
import { FieldInput, look, useText } from '@pipewright/ui';
import { Button, Flex, Form, Select } from 'antd';
import { quickDays } from './standing.ts';

/** Why, and until when. */
export interface ReasonAndDay {
  readonly reason?: string;
  readonly until?: string;
}

const UNTIL: Field = { key: 'until', type: 'date', name: { en: 'Until', 'zh-CN': '到哪一天' } };

/** True where everything a change of status asks for is given. */
export function isComplete({ reasons, until }: StatusRule, given: ReasonAndDay): boolean {
  return (reasons.length === 0 || given.reason !== undefined) && (until !== true || isDate(given.until ?? ''));
}

/** Asks why and until when, as far as the admin wants to know. */
export function ReasonAndDayInputs({
  rule,
  value,
  today,
  onChange,
}: {
  rule: StatusRule;
  value: ReasonAndDay;
  today: string;
  onChange: (value: ReasonAndDay) => void;
}) {
  const { t, say, language } = useText();
  const past = isDate(value.until ?? '') && String(value.until) <= today;
  return (
    <Form layout="vertical" component="div">
      {rule.reasons.length > 0 && (
        <Form.Item label={t('ask.reason')} htmlFor="ask_reason" required>
          <Select
            id="ask_reason"
            aria-required
            className={look.wide}
            value={value.reason ?? null}
            placeholder={t('ask.reasonChoose')}
            options={rule.reasons.map((reason) => ({ value: reason.key, label: say(reason.name) }))}
            onChange={(reason) => onChange({ ...value, reason })}
          />
        </Form.Item>
      )}
      {rule.until && (
        <Form.Item label={t('ask.until')} htmlFor="ask_until" required>
          <Flex gap={8} wrap align="center">
            <div className={look.roomy}>
              <FieldInput
                id="ask_until"
                required
                field={UNTIL}
                currency=""
                value={value.until ?? null}
                warning={past ? sentence({ path: '', code: 'status.until_past' }, language) : undefined}
                onChange={(day) => {
                  const { until: _, ...rest } = value;
                  onChange(typeof day === 'string' ? { ...rest, until: day } : rest);
                }}
              />
            </div>
            {quickDays(today).map(({ key, day }) => (
              <Button key={key} size="small" onClick={() => onChange({ ...value, until: day })}>
                {t(`ask.quick.${key}`)}
              </Button>
            ))}
          </Flex>
        </Form.Item>
      )}
    </Form>
  );
}
