import type { Calendar, Label, OwnDay } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex, Segmented } from 'antd';
import { useState } from 'react';
import { LabelInput } from '../kit/label-input.tsx';
import * as css from './calendar.module.css';
import { dayKinds } from './day-kind.ts';
import { longDay } from './long-day.ts';

const NOTHING: Label = { en: '', 'zh-CN': '' };

/** What the chosen day is and why, whether it is worked, and what a day of one's own is called. */
export function DayPanel({
  calendar,
  day,
  onDay,
  onClear,
}: {
  calendar: Calendar;
  day: string;
  onDay: (own: OwnDay) => void;
  onClear: () => void;
}) {
  const { t, say, language } = useDesignText();
  const own = calendar.days.find((each) => each.day === day);
  const kind = dayKinds(calendar)(day);
  const plain = dayKinds({ ...calendar, days: [] })(day);
  const named = own?.name ?? NOTHING;
  // A name is only kept once it is there in both languages; until then it is being typed.
  const [typed, setTyped] = useState<Label>();
  const name = typed && !(typed.en && typed['zh-CN']) ? typed : named;
  const rename = (next: Label) => {
    setTyped(next);
    if (!own) return;
    const { name: _, ...bare } = own;
    if (next.en && next['zh-CN']) onDay({ ...bare, name: next });
    else if (!next.en && !next['zh-CN']) onDay(bare);
  };
  const set = (works: boolean) => (works === plain.works && !own?.name ? onClear() : onDay({ ...own, day, works }));
  return (
    <section className={css.panel} aria-label={t('calendar.chosen')}>
      <Flex align="center" gap="4px 12px" wrap>
        <strong>{longDay(day, language, true)}</strong>
        <span className={look.aside}>{reason()}</span>
      </Flex>
      <Flex align="center" gap={8} wrap>
        <Segmented
          aria-label={t('calendar.dayIs')}
          value={kind.works ? 'on' : 'off'}
          onChange={(next) => set(next === 'on')}
          options={(['on', 'off'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        />
        {own && <Button onClick={onClear}>{t('calendar.asUsual')}</Button>}
      </Flex>
      {own && (
        <div className={css.name}>
          <label htmlFor="calendar_day_name">{t('calendar.dayName')}</label>
          <LabelInput id="calendar_day_name" value={name} onChange={rename} />
        </div>
      )}
    </section>
  );

  function reason(): string {
    const usual = `${t(plain.works ? 'calendar.on' : 'calendar.off')}${plain.name ? ` · ${say(plain.name)}` : ''}`;
    if (kind.by === 'own') return t('calendar.byOwn', { usual });
    return t(`calendar.by.${kind.by}`, { name: say(kind.name) });
  }
}
