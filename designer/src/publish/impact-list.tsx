import { WarningOutlined } from '@ant-design/icons';
import type { Impact } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Button, Flex } from 'antd';
import * as css from './publish.module.css';
import { worthInWords } from './worth.ts';

/** What a publish does to records and people, in numbers; each effect opens as the list of records it hits. */
export function ImpactList({ impact, onShow }: { impact: readonly Impact[]; onShow: (effect: Impact['id']) => void }) {
  const { t, say, language } = useDesignText();
  if (impact.length === 0) return <p>{t('publish.noImpact')}</p>;
  const list = (each: Impact) => [...(each.fields?.map(say) ?? []), ...(each.words?.map((word) => t(word)) ?? [])].join(t('publish.comma'));
  const sentence = (each: Impact) =>
    t(`impact.${each.code}`, { count: each.count, people: each.people ?? 0, list: list(each), name: each.names.map(say).join(' › ') });
  return (
    <ul className={`${look.plain} ${look.ruled}`}>
      {impact.map((each) => (
        <li key={each.id}>
          <Flex gap={8} align="start" wrap>
            <WarningOutlined aria-hidden className={css.sign} />
            <span className={`${look.roomy} ${look.breaks}`}>
              {sentence(each)}
              {each.worth && <span className={look.aside}> {t('impact.worth', { amount: worthInWords(each.worth, language) })}</span>}
            </span>
            {each.lists && (
              <Button size="small" onClick={() => onShow(each.id)}>
                {t('publish.showRecords')}
              </Button>
            )}
          </Flex>
        </li>
      ))}
    </ul>
  );
}
