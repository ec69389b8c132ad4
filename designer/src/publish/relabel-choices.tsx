import type { RelabellingJson } from '@pipewright/definition';
import { look, useDesignText } from '@pipewright/ui';
import { Alert, Radio } from 'antd';

/** Asks, for each rule that is new or another, whether records of before get what it says too; says first how many that are, from which value to which. */
export function RelabelChoices({
  relabels,
  chosen,
  onChoose,
}: {
  relabels: readonly RelabellingJson[];
  chosen: readonly string[];
  onChoose: (chosen: readonly string[]) => void;
}) {
  const { t, say } = useDesignText();
  if (relabels.length === 0) return null;
  return (
    <>
      <h3 className={look.subtitle}>{t('publish.relabels')}</h3>
      <p className={look.aside}>{t('publish.relabelsLead')}</p>
      {relabels.map(({ id, names, count, turns }) => {
        const called = names.map(say).join(' › ');
        return (
          <Alert
            key={id}
            type="info"
            className={look.note}
            title={t('publish.relabelCount', { name: called, count })}
            description={
              <>
                <ul className={look.bullets}>
                  {turns.map(({ from, to, count: many }) => {
                    const turn = { from: from ? say(from) : '–', to: to ? say(to) : '–', count: many };
                    return <li key={`${turn.from} ${turn.to}`}>{t('publish.relabelTurn', turn)}</li>;
                  })}
                </ul>
                <Radio.Group
                  className={look.after}
                  aria-label={called}
                  value={chosen.includes(id) ? 'old' : 'new'}
                  options={[
                    { value: 'new', label: t('publish.relabelNew') },
                    { value: 'old', label: t('publish.relabelOld') },
                  ]}
                  onChange={({ target }) => {
                    const others = chosen.filter((each) => each !== id);
                    onChoose(target.value === 'old' ? [...others, id] : others);
                  }}
                />
              </>
            }
          />
        );
      })}
    </>
  );
}
