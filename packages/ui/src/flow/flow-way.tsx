import { PlusOutlined } from '@ant-design/icons';
import type { Link } from '@pipewright/definition';
import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, ViewportPortal } from '@xyflow/react';
import { useDesignText } from '../text/language.ts';
import * as css from './flow.module.css';
import { useFlow } from './flow-context.ts';
import type { FlowLayout, PlacedWay } from './flow-layout.ts';
import type { Point } from './way-path.ts';

/** A way from box to box, with its name and the button that lets a step stand on it. */
export function FlowWay({ data, markerEnd }: EdgeProps<Edge<{ placed: PlacedWay }>>) {
  const { say } = useDesignText();
  const { acts } = useFlow();
  if (!data) return null;
  const { way, at, path } = data.placed;
  return (
    <>
      <BaseEdge path={path} interactionWidth={0} {...(markerEnd ? { markerEnd } : {})} />
      {(way.name || acts) && (
        <EdgeLabelRenderer>
          <div className={css.label} style={{ transform: moved(at) }}>
            {way.name && (
              <span className={css.outcome} title={say(way.name)}>
                {say(way.name)}
              </span>
            )}
            <Plus id={way.id} links={[way.link]} from={way.from} name={say(way.name)} />
          </div>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

/** The buttons where ways come together, which let a step stand on all of them. */
export function FlowJoins({ layout }: { layout: FlowLayout }) {
  const { acts } = useFlow();
  if (!acts) return null;
  return (
    <ViewportPortal>
      {layout.joins.map(({ id, to, ways, at }) => (
        <div key={id} className={`${css.label} ${css.join}`} style={{ transform: moved(at) }}>
          <Plus id={id} links={ways.map(({ link }) => link)} to={to} name="" />
        </div>
      ))}
    </ViewportPortal>
  );
}

const moved = ({ x, y }: Point) => `translate(-50%, -50%) translate(${x}px, ${y}px)`;

/** The button that lets a step stand on ways. The keyboard has the menus of the boxes for it. */
function Plus({ id, links, from, to, name }: { id: string; links: readonly Link[]; from?: string; to?: string; name: string }) {
  const { t } = useDesignText();
  const { acts, over, wordsOf } = useFlow();
  if (!acts) return null;
  const words = to === undefined ? t('flow.addOn', { step: wordsOf(from ?? ''), way: name }) : t('flow.addBefore', { step: wordsOf(to) });
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`nopan nodrag ${css.plus} ${over === id ? css.over : ''}`}
      aria-label={words}
      title={words}
      onClick={() => acts.add(links)}
    >
      <PlusOutlined />
    </button>
  );
}
