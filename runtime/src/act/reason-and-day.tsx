import { type Fault, type Field, type StatusRule, sentence } from '@pipewright/definition';
import { addDays, isDate } from '@pipewright/logic';
import { FieldInput, look, useText } from '@pipewright/ui';
import { Button, Flex, Form, Select } from 'antd';
import { FaultsBelow, faultsId } from './faults-below.tsx';
import { quickDays } from './standing.ts';

/** Why, and until when. */
export interface ReasonAndDay {
  readonly reason?: string;
  readonly until?: string;
}

const REASON = 'status_reason';
const DAY = 'status_until';
/** The paths of faults that are said at these inputs, as far as they are asked for. */
export const reasonAndDayPaths = ({ reasons, until }: StatusRule): string[] => [
  ...(reasons.length > 0 ? [REASON] : []),
  ...(until ? [DAY] : []),
];

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
  faults = [],
  onChange,
}: {
  rule: StatusRule;
  value: ReasonAndDay;
  today: string;
  faults?: readonly Fault[];
  onChange: (value: ReasonAndDay) => void;
}) {
  const { t, say, language } = useText();
  const wrong = { reason: faults.filter(({ path }) => path === REASON), until: faults.filter(({ path }) => path === DAY) };
  const past = isDate(value.until ?? '') && String(value.until) <= today;
  const chosen = rule.reasons.find(({ key }) => key === value.reason);
  const latest = chosen?.latestAfter === undefined ? undefined : (addDays(today, chosen.latestAfter) ?? undefined);
  const far = latest !== undefined && isDate(value.until ?? '') && String(value.until) > latest;
  // The day that a reason usually waits until, unless one was chosen for another reason that does not.
  const usual = (reason: string): Pick<ReasonAndDay, 'until'> => {
    const days = rule.until ? rule.reasons.find(({ key }) => key === reason)?.wakesAfter : undefined;
    const day = days === undefined ? null : addDays(today, days);
    return day === null ? {} : { until: day };
  };
  return (
    <Form layout="vertical" component="div">
      {rule.reasons.length > 0 && (
        <Form.Item label={t('ask.reason')} htmlFor="ask_reason" required>
          <Select
            id="ask_reason"
            aria-required
            {...(wrong.reason.length > 0 ? { status: 'error', 'aria-invalid': true, 'aria-describedby': faultsId('ask_reason') } : {})}
            className={look.wide}
            value={value.reason ?? null}
            placeholder={t('ask.reasonChoose')}
            options={rule.reasons.map((reason) => ({ value: reason.key, label: say(reason.name) }))}
            onChange={(reason) => onChange({ ...value, reason, ...usual(reason) })}
          />
          <FaultsBelow input="ask_reason" faults={wrong.reason} />
        </Form.Item>
      )}
      {rule.until && (
        <Form.Item label={t('ask.until')} htmlFor="ask_until" required>
          <Flex gap={8} wrap align="center">
            <div className={look.roomy}>
              <FieldInput
                id="ask_until"
                required
                invalid={wrong.until.length > 0}
                {...(wrong.until.length > 0 ? { describedBy: faultsId('ask_until') } : {})}
                field={UNTIL}
                currency=""
                value={value.until ?? null}
                warning={
                  past
                    ? sentence({ path: '', code: 'status.until_past' }, language)
                    : far && chosen
                      ? sentence({ path: '', code: 'status.until_far', params: { reason: chosen.name, day: latest } }, language)
                      : undefined
                }
                onChange={(day) => {
                  const { until: _, ...rest } = value;
                  onChange(typeof day === 'string' ? { ...rest, until: day } : rest);
                }}
              />
            </div>
            {quickDays(today)
              .filter(({ day }) => latest === undefined || day <= latest)
              .map(({ key, day }) => (
                <Button key={key} size="small" onClick={() => onChange({ ...value, until: day })}>
                  {t(`ask.quick.${key}`)}
                </Button>
              ))}
          </Flex>
          <FaultsBelow input="ask_until" faults={wrong.until} />
        </Form.Item>
      )}
    </Form>
  );
}
