import { addNode, connect, type Link, leadsTo, type Node, type NodeKind, outcomesOf, outlineOf, stepNames } from '@pipewright/definition';
import { FlowCanvas, type FlowHandle, look, useDesignText } from '@pipewright/ui';
import { App as AntApp, Checkbox, Grid } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { openedApp } from '../../state/opened.ts';
import type { Editing } from '../editing.ts';
import { useAdding } from '../step-list.tsx';
import { AddDialog } from './add-dialog.tsx';
import { copiedStep } from './copied-step.ts';
import { type Asked, useFlowActs, waysBehind } from './flow-acts.tsx';
import * as css from './flow-view.module.css';
import { LeadDialog } from './lead-dialog.tsx';
import { Palette } from './palette.tsx';
import { PublishedFlow } from './published-flow.tsx';
import { type StepMark, stepMarks } from './step-marks.ts';
import { StepPanel } from './step-panel.tsx';
import { useFaces } from './use-faces.tsx';

const NONE: ReadonlyMap<string, StepMark> = new Map();

/** The steps of an automation, or of one level of a ladder, on a canvas, with what may be added above and the settings of the chosen step beside it. */
export function FlowView({ editing, level }: { editing: Editing; level: string | undefined }) {
  const { t, say } = useDesignText();
  const { message } = AntApp.useApp();
  const wide = Grid.useBreakpoint().md !== false;
  const { automation, base, draft, entity, change } = editing;
  const [comparing, setComparing] = useState(false);
  const published = base.automations?.some(({ key }) => key === automation.key) === true;
  const compared = comparing && published;
  const [chosen, setChosen] = useState<string>();
  /** Counts how often the keyboard asked for the settings. */
  const [entered, setEntered] = useState(0);
  const [asked, setAsked] = useState<Asked>();
  const handle = useRef<FlowHandle>(null);
  const returning = useRef(false);
  const marks = useMemo(() => (compared ? stepMarks(base, draft.app, automation.key) : NONE), [compared, base, draft.app, automation.key]);
  const face = useFaces(editing, level, marks);
  const adding = useAdding(editing);
  const node = automation.nodes.find(({ key }) => key === chosen);

  const place = (made: Node | undefined, links: readonly Link[]) => {
    setAsked(undefined);
    if (!made || adding.full) return;
    const [link] = links;
    if (outcomesOf(made).length === 0 && link && leadsTo(automation, link) !== null)
      return void message.warning(t('flow.onlyLast', { kind: say(stepNames[made.kind]) }));
    change((each) => addNode(each, made, links));
    setChosen(made.key);
  };
  const add = (kind: NodeKind, links: readonly Link[]) => place(adding.make(kind), links);
  const paste = (links: readonly Link[]) => {
    const copied = copiedStep(openedApp(), entity.key);
    place(copied && { ...copied, key: adding.freshKey() }, links);
  };
  const settings = (key: string, byKeyboard = true) => {
    setChosen(key);
    if (byKeyboard) setEntered((count) => count + 1);
  };
  const on = useFlowActs({
    ...{ editing, level, ask: setAsked, paste, settings },
    onCopied: () => void message.success(t('flow.copied')),
  });
  const behind = node ? (waysBehind(node, undefined)[0] ?? []) : outlineOf(automation, level).open;
  const shut = () => {
    returning.current = true;
    setAsked(undefined);
  };
  // The keyboard goes back to where it was once the dialog is gone.
  useEffect(() => {
    if (asked || !returning.current) return;
    returning.current = false;
    handle.current?.back();
  }, [asked]);
  const lead = (link: Link, to: string | null) => {
    shut();
    change((each) => connect(each, link, to));
  };
  return (
    <>
      {wide && <Palette editing={editing} handle={handle} onAdd={(kind, links) => add(kind, links ?? behind)} />}
      {published && (
        <Checkbox className={look.note} checked={comparing} onChange={({ target }) => setComparing(target.checked)}>
          {t('flow.compare')}
        </Checkbox>
      )}
      <div className={css.view}>
        {compared && <PublishedFlow {...{ editing, level, marks }} />}
        <div className={css.canvas}>
          {compared && <h3 className={look.subtitle}>{t('flow.draft')}</h3>}
          <FlowCanvas
            label={t('flow.label', { name: say(automation.name) })}
            {...{ automation, level, face, chosen: node?.key }}
            onChoose={(key, byKeyboard) => (key === undefined ? setChosen(undefined) : settings(key, byKeyboard))}
            handle={handle}
            acts={{
              on,
              add: (links) => setAsked({ what: 'add', ways: [links] }),
              connect: (link, to) => change((each) => connect(each, link, to)),
            }}
          />
        </div>
        <StepPanel {...{ editing, node, entered }} onClose={() => setChosen(undefined)} />
      </div>
      {asked?.what === 'add' && <AddDialog {...{ editing, ways: asked.ways, onAdd: add, onPaste: paste }} onClose={shut} />}
      {asked?.what === 'lead' && (
        <LeadDialog
          {...{ editing, ways: asked.ways, onLead: lead }}
          wordsOf={(key) => face(automation.nodes.find((each) => each.key === key)).words}
          onClose={shut}
        />
      )}
    </>
  );
}
