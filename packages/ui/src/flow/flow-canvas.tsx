import '@xyflow/react/dist/base.css';
import { type Edge, MarkerType, MiniMap, type Node, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { Grid } from 'antd';
import { useMemo, useRef, useState } from 'react';
import * as look from '../frame/look.module.css';
import { useDark } from '../shell/theme.tsx';
import { useDesignText } from '../text/language.ts';
import * as css from './flow.module.css';
import { FlowCard } from './flow-card.tsx';
import { FlowContext } from './flow-context.ts';
import { boxOf, END, flowOf, START } from './flow-graph.ts';
import { FLOW, layFlow, type PlacedBox, type PlacedWay } from './flow-layout.ts';
import type { FlowCanvasProps } from './flow-props.ts';
import { FlowTools } from './flow-tools.tsx';
import { FlowJoins, FlowWay } from './flow-way.tsx';
import { useCatch } from './use-catch.ts';
import { useFlowKeys } from './use-flow-keys.ts';
import { useSight } from './use-sight.ts';
import { linesOf, widthOf } from './words-width.ts';

const KINDS = { nodeTypes: { box: FlowCard }, edgeTypes: { way: FlowWay } };
/** From so many boxes a small picture of all of it helps, and what is out of sight is not drawn. */
const [LARGE, HUGE] = [14, 40];
const ROOM = FLOW.width - 26;
/** What stays free below the end, at least. */
const SPARE = 24;

/** An automation as boxes and ways, which are laid out by themselves: what leads where is changed by the mouse, and by the keyboard through the menus of the boxes. */
export function FlowCanvas(props: FlowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ label, automation, level, face, chosen, onChoose, acts, handle }: FlowCanvasProps) {
  const { t, say, language } = useDesignText();
  const { dark } = useDark();
  const wide = Grid.useBreakpoint().md !== false;
  const frame = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<string>();
  const flow = useMemo(() => flowOf(automation, level), [automation, level]);
  const faces = flow.map(({ id, node }) => ({ id, own: id === END ? undefined : face(node) }));
  const heights = new Map(faces.map(({ id, own }) => [id, own ? heightOf(own) : 32]));
  const shape = `${language} ${[...heights.values()].join()}`;
  // Of the faces it needs their heights alone.
  const layout = useMemo(
    () =>
      layFlow(
        flow,
        ({ id }) => heights.get(id) ?? 0,
        ({ name }) => widthOf(say(name)),
      ),
    [flow, shape],
  );
  const nodes = useMemo(() => layout.boxes.map(asNode), [layout]);
  const edges = useMemo(() => layout.ways.map(asEdge), [layout]);
  const sight = useSight(frame, layout, chosen === undefined ? undefined : boxOf(chosen));
  const closeMenu = (id: string | undefined) => {
    if (id === undefined && menu !== undefined) sight.focus(menu);
    setMenu(id);
  };
  const over = useCatch(handle, frame, layout, sight.back);
  const onKeyDown = useFlowKeys({ layout, menu, acts, onChoose, setMenu, focus: sight.focus });
  const linkOf = (id: string | null) => layout.ways.find(({ way }) => way.id === id)?.way.link;
  const keyOf = (id: string | null) => flow.find((box) => box.id === id)?.node?.key ?? null;
  const wordsOf = (id: string) => faces.find((each) => each.id === id)?.own?.words ?? t('flow.end');
  return (
    <FlowContext value={{ face, chosen, onChoose, acts, menu, setMenu: closeMenu, over, wordsOf }}>
      <FlowTools onFit={sight.fit} />
      {/* biome-ignore lint/a11y/useSemanticElements: what is inside is no set of fields */}
      <div
        ref={frame}
        role="group"
        aria-label={label}
        className={css.frame}
        style={{ height: layout.height + SPARE }}
        onKeyDown={onKeyDown}
        onFocus={sight.onFocus}
      >
        <ReactFlow
          {...KINDS}
          nodes={nodes}
          edges={edges}
          className={css.flow}
          colorMode={dark ? 'dark' : 'light'}
          minZoom={0.1}
          maxZoom={1.5}
          nodesDraggable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          nodesConnectable={acts !== undefined}
          zoomOnScroll={false}
          zoomOnDoubleClick={false}
          preventScrolling={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          multiSelectionKeyCode={null}
          panActivationKeyCode={null}
          onlyRenderVisibleElements={layout.boxes.length > HUGE}
          ariaLabelConfig={{ 'minimap.ariaLabel': t('flow.overview') }}
          onInit={sight.begin}
          isValidConnection={({ source, target }) => source !== target && !(source === START && target === END)}
          onConnect={({ sourceHandle, target }) => {
            const link = linkOf(sourceHandle);
            if (link) acts?.connect(link, keyOf(target));
          }}
        >
          <FlowJoins layout={layout} />
          {wide && layout.boxes.length > LARGE && <MiniMap pannable className={css.overview ?? ''} />}
        </ReactFlow>
      </div>
      <p className={`${look.quiet} ${look.small}`}>{t(acts ? 'flow.help' : 'flow.look')}</p>
    </FlowContext>
  );
}

function heightOf({ words, faults }: { words: string; faults: readonly string[] }): number {
  return 46 + 20 * linesOf(words, ROOM, 3) + (faults.length > 0 ? 4 + 20 * linesOf(faults.join(' '), ROOM, 3) : 0);
}

function asNode(placed: PlacedBox): Node {
  const { box, x, y, width, height, leaves } = placed;
  const handle = { width: 12, height: 12 };
  return {
    ...{ id: box.id, type: 'box', data: { placed }, position: { x, y }, width, height, measured: { width, height } },
    handles: [
      { ...handle, type: 'target', position: 'top' as never, x: width / 2 - 6, y: -6 },
      ...[...leaves].map(([id, left]) => ({
        ...handle,
        id,
        type: 'source' as const,
        position: 'bottom' as never,
        x: left - 6,
        y: height - 6,
      })),
    ],
    // The box says itself what it is.
    domAttributes: { 'aria-roledescription': undefined },
  };
}

function asEdge(placed: PlacedWay): Edge {
  const { id, from, to } = placed.way;
  return {
    ...{ id, source: from, sourceHandle: id, target: to, type: 'way', data: { placed } },
    markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--ant-color-text-quaternary)' },
    // What leads where is told by the boxes and the buttons on the ways.
    ariaRole: 'presentation',
    ariaLabel: null as never,
    domAttributes: { 'aria-roledescription': undefined },
  } as Edge;
}
