import type { Stage } from '@pipewright/definition';
import { useDesignText } from '@pipewright/ui';
import { Input } from 'antd';
import { Property } from '../kit/property.tsx';

const LONGEST = 4000;

/** What people read who work in a stage: how it is done well, where to read more. The reader's own language first. */
export function GuideEditor({ guide, onChange }: { guide: Stage['guide']; onChange: (guide: Stage['guide']) => void }) {
  const { t, language } = useDesignText();
  const other = language === 'en' ? 'zh-CN' : 'en';
  const set = (key: 'en' | 'zh-CN', text: string) => {
    const next = { en: guide?.en ?? '', 'zh-CN': guide?.['zh-CN'] ?? '', [key]: text };
    onChange(next.en === '' && next['zh-CN'] === '' ? undefined : next);
  };
  return (
    <Property label={t('design.guide')} htmlFor="stage_guide" help={t('design.guideHelp')}>
      {([language, other] as const).map((key) => (
        <Input.TextArea
          key={key}
          id={key === language ? 'stage_guide' : 'stage_guide_other'}
          aria-label={key === language ? t('design.guide') : `${t('design.guide')} · ${t('label.other')}`}
          autoSize={{ minRows: 2, maxRows: 8 }}
          maxLength={LONGEST}
          placeholder={key === language ? undefined : t('label.other')}
          value={guide?.[key] ?? ''}
          onChange={(event) => set(key, event.target.value)}
        />
      ))}
    </Property>
  );
}
