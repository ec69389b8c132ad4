import type { Impact } from '@pipewright/definition';
import { useText } from '@pipewright/ui';
import { Alert, Button } from 'antd';
import { worthInWords } from './worth.ts';

/** What a publish does to records and people, in numbers; each effect opens as the list of records it hits. */
export function ImpactList({ impact, onShow }: { impact: readonly Impact[]; onShow: (effect: Impact) => void }) {
  const { t, say, language } = useText();
  if (impact.length === 0) return <p>{t('publish.noImpact')}</p>;
  const list = (each: Impact) => [...(each.fields?.map(say) ?? []), ...(each.words?.map((word) => t(word)) ?? [])].join(t('publish.comma'));
  return impact.map((each) => (
    <Alert
      key={each.id}
      type="warning"
      showIcon
      style={{ marginBottom: 6, flexWrap: 'wrap' }}
      title={t(`impact.${each.code}`, {
        count: each.count,
        people: each.people ?? 0,
        list: list(each),
        name: each.names.map(say).join(' › '),
      })}
      description={each.worth && t('impact.worth', { amount: worthInWords(each.worth, language) })}
      action={
        each.lists && (
          <Button size="small" onClick={() => onShow(each)}>
            {t('publish.showRecords')}
          </Button>
        )
      }
    />
  ));
}
