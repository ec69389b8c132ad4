import type { StatusRule } from '@pipewright/definition';
import { look, useText } from '@pipewright/ui';
import { Button, DatePicker, Flex, Form, Select } from 'antd';
import dayjs from 'dayjs';
import { quickDays } from './standing.ts';

/** Why, and until when. */
export interface ReasonAndDay {
  readonly reason?: string;
  readonly until?: string;
}

/** True where everything a change of status asks for is given. */
export function isComplete({ reasons, until }: StatusRule, given: ReasonAndDay): boolean {
  return (reasons.length === 0 || given.reason !== undefined) && (until !== true || given.until !== undefined);
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
  const { t, say } = useText();
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
            <DatePicker
              id="ask_until"
              aria-required
              className={look.roomy}
              value={value.until ? dayjs(value.until) : null}
              disabledDate={(day) => day.format('YYYY-MM-DD') <= today}
              onChange={(day) => {
                const { until: _, ...rest } = value;
                onChange(day && !Array.isArray(day) ? { ...rest, until: day.format('YYYY-MM-DD') } : rest);
              }}
            />
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
