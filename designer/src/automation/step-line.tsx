import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { type Item, moveNode, outcomeName, removeNode, stepName } from '@pipewright/definition';
import { look, stepInWords, useDesignText } from '@pipewright/ui';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import * as css from './automation.module.css';
import type { Editing } from './editing.ts';
import { movesOf } from './moves.ts';
import { PlaceFaults } from './place-faults.tsx';
import { StepSettings } from './step-settings.tsx';

/** A sentence from what stands in the middle of one. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** A step in its line, with the ways that leave it below: it opens where it stands. */
export function StepLine({
  editing,
  item,
  before,
  behind,
  open,
  onOpen,
  onPlace,
  children,
}: {
  editing: Editing;
  item: Item;
  before: Item | undefined;
  behind: Item | undefined;
  open: boolean;
  onOpen: () => void;
  /** Lets the end of the line lead to it, where nothing does. */
  onPlace?: () => void;
  /** What a line of it holds. */
  children: (arm: Item['arms'][number]) => ReactNode;
}) {
  const { t, say, language } = useDesignText();
  const { automation, change, draft, entity } = editing;
  const { node, arms } = item;
  const words = capital(stepInWords(node, { language, t, app: draft.app, automation, entity }));
  const { up, down } = movesOf(item, before, behind);
  const path = `${editing.path}.nodes.${automation.nodes.indexOf(node)}`;
  return (
    <li className={open ? `${css.step} ${css.open}` : css.step}>
      <div className={css.head}>
        <button type="button" className={look.bare} aria-expanded={open} onClick={onOpen}>
          {words}
        </button>
        {onPlace && (
          <Button size="small" aria-label={`${t('flow.atEnd')}: ${words}`} onClick={onPlace}>
            {t('flow.atEnd')}
          </Button>
        )}
        <Button
          type="text"
          icon={<ArrowUpOutlined />}
          aria-label={t('automate.stepUp', { step: words })}
          disabled={!up}
          onClick={() => up && change((each) => moveNode(each, node.key, up))}
        />
        <Button
          type="text"
          icon={<ArrowDownOutlined />}
          aria-label={t('automate.stepDown', { step: words })}
          disabled={!down}
          onClick={() => down && change((each) => moveNode(each, node.key, down))}
        />
        <Button
          type="text"
          danger
          icon={<DeleteOutlined />}
          aria-label={t('automate.stepRemove', { step: words })}
          disabled={removeNode(automation, node.key) === automation}
          onClick={() => change((each) => removeNode(each, node.key))}
        />
      </div>
      {open ? <StepSettings editing={editing} node={node} path={path} /> : <PlaceFaults faults={draft.faults} path={path} />}
      {open && <PlaceFaults faults={draft.faults} path={path} only />}
      {arms.map((arm) => (
        <section
          key={arm.outcome}
          className={css.arm}
          aria-label={`${stepName(automation, node.key)[language]} › ${say(outcomeName(node, arm.outcome))}`}
        >
          <strong className={css.way}>{say(outcomeName(node, arm.outcome))}</strong>
          {children(arm)}
        </section>
      ))}
    </li>
  );
}
