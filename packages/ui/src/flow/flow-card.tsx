import { Handle, type Node, type NodeProps, Position, useConnection } from '@xyflow/react';
import { Button, Dropdown } from 'antd';
import { useDesignText } from '../text/language.ts';
import * as css from './flow.module.css';
import { useFlow } from './flow-context.ts';
import { END, START } from './flow-graph.ts';
import type { PlacedBox } from './flow-layout.ts';
import type { FlowFace } from './flow-props.ts';

/** A box of a canvas: how the flow begins, a step with what is wrong with it, or the end. */
export function FlowCard({ data: { placed } }: NodeProps<Node<{ placed: PlacedBox }>>) {
  const { t } = useDesignText();
  const { face, chosen, onChoose, acts, setMenu } = useFlow();
  const { box, leaves } = placed;
  const connecting = useConnection(({ inProgress }) => inProgress);
  const target = box.id !== START && (
    <Handle
      type="target"
      position={Position.Top}
      className={connecting ? (css.whole ?? '') : (css.inlet ?? '')}
      isConnectableStart={false}
    />
  );
  if (box.id === END)
    return (
      <div className={css.end}>
        {target}
        {t('flow.end')}
      </div>
    );
  const own = face(box.node);
  const tone = own.faults.length > 0 ? css.faulty : box.id === START || own.lit ? css.start : '';
  const on = box.node !== undefined && chosen === box.node.key;
  return (
    <div className={`nopan ${css.card} ${tone} ${box.loose ? css.loose : ''} ${on ? css.chosen : ''}`}>
      {target}
      <button
        type="button"
        className={css.face}
        data-box={box.id}
        aria-pressed={on}
        onClick={({ detail }) => (box.node || !acts ? onChoose?.(box.node?.key, detail === 0) : setMenu(box.id))}
      >
        <Face face={own} />
      </button>
      {acts && <CardMenu id={box.id} node={box.node?.key} words={own.words} />}
      {box.ways.map((way) => (
        <Handle
          key={way.id}
          type="source"
          id={way.id}
          position={Position.Bottom}
          className={(acts ? css.outlet : css.inlet) ?? ''}
          style={{ left: leaves.get(way.id) }}
        />
      ))}
    </div>
  );
}

function Face({ face: { icon, kind, words, faults, mark } }: { face: FlowFace }) {
  return (
    <>
      <span className={css.kind}>
        <span className={css.icon} aria-hidden="true">
          {icon}
        </span>
        <span className={css.name}>{kind}</span>
        {mark && <span className={css.mark}>{mark}</span>}
      </span>
      <span className={css.words} title={words}>
        {words}
      </span>
      {faults.length > 0 && (
        <span className={css.fault} title={faults.join('\n')}>
          {faults.join(' ')}
        </span>
      )}
    </>
  );
}

/** The button of a box with what can be done with it; the menu itself is there once it is opened. */
function CardMenu({ id, node, words }: { id: string; node: string | undefined; words: string }) {
  const { t } = useDesignText();
  const { acts, menu, setMenu } = useFlow();
  const open = menu === id;
  const button = (
    <Button
      type="text"
      size="small"
      tabIndex={-1}
      className={css.more ?? ''}
      aria-label={t('flow.acts', { step: words })}
      aria-haspopup="menu"
      onClick={() => setMenu(open ? undefined : id)}
    >
      ⋮
    </Button>
  );
  if (!open || !acts) return button;
  const offered = acts.on(node);
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      menu={{
        items: offered.map(({ key, name, icon, disabled = false, danger = false }) => ({ key, label: name, icon, disabled, danger })),
        onClick: ({ key, domEvent }) => {
          // The same key would press what a dialog that opens puts the keyboard on.
          domEvent.preventDefault();
          setMenu(undefined);
          offered.find((each) => each.key === key)?.act();
        },
      }}
      onOpenChange={(next) => !next && setMenu(undefined)}
    >
      {button}
    </Dropdown>
  );
}
