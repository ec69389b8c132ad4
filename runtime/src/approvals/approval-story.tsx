import type { ApprovalDetail, ApprovalHappening } from '@pipewright/definition';
import { Ago, look, useText } from '@pipewright/ui';
import { Timeline } from 'antd';
import * as css from './approvals.module.css';
import { doerOf, happeningInWords, placeOf } from './in-words.ts';

const COLORS: { readonly [Kind in ApprovalHappening['kind']]?: string } = {
  approve: 'green',
  reject: 'red',
  decide: 'blue',
  return: 'orange',
  withdraw: 'orange',
};

/** What has happened to an approval, the oldest first: who did what, in whose place, and what was said. */
export function ApprovalStory({ approval: { story } }: { approval: ApprovalDetail }) {
  const text = useText();
  return (
    <section aria-label={text.t('approval.story')}>
      <h3 className={look.subtitle}>{text.t('approval.story')}</h3>
      <Timeline
        items={story.map((each, n) => ({
          key: `${n} ${each.at}`,
          color: COLORS[each.kind] ?? 'gray',
          content: (
            <div className={look.breaks}>
              <div>
                {doerOf(each) && <strong>{doerOf(each)} </strong>}
                {placeOf(each) && <span>({text.t('approval.insteadWas', { person: placeOf(each) })}) </span>}
                {happeningInWords(each, text)}
              </div>
              {each.note && <div className={css.note}>{each.note}</div>}
              <div className={`${look.quiet} ${look.small}`}>
                <Ago at={each.at} />
              </div>
            </div>
          ),
        }))}
      />
    </section>
  );
}
