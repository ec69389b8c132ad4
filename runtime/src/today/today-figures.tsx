import { type Entity, fieldOf, TODAY_FIGURES, type Today } from '@pipewright/definition';
import { formatMoney, look, Panel, useText } from '@pipewright/ui';
import { Link } from '@tanstack/react-router';
import { useApp } from '../data/app-context.ts';
import * as css from './today.module.css';
import { type TodayAsk, wholeList } from './today-asks.ts';

/** What is open, and what was won since the month began: worth and number, each a way to the records behind it. */
export function TodayFigures({ entity, ask, figures }: { entity: Entity; ask: TodayAsk; figures: Today['figures'] }) {
  const inApp = useApp();
  const { t, language } = useText();
  const amount = fieldOf(entity, entity.process?.amount ?? '');
  const currency = amount?.currency ?? inApp.app.currency;
  return (
    <Panel size="small">
      <dl className={css.figures}>
        {TODAY_FIGURES.map((name) => {
          const figure = figures[name];
          if (!figure) return null;
          const { count, sum } = figure;
          // Of nothing there is a sum too, where a sum may be known at all.
          const worth = amount ? formatMoney(sum ?? '0', currency, language) : t('today.count', { count });
          return (
            <div key={name}>
              <dt className={look.quiet}>{t(`today.${name}`)}</dt>
              <dd>
                <Link
                  to="/a/$app/$entity"
                  params={{ app: inApp.key, entity: entity.key }}
                  search={wholeList(inApp, entity, ask, name) ?? {}}
                >
                  {worth}
                </Link>
              </dd>
              {amount && <dd className={look.quiet}>{t('today.count', { count })}</dd>}
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
