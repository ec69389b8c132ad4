import { PlayCircleOutlined } from '@ant-design/icons';
import { type Node, stepNames, unreachedOf } from '@pipewright/definition';
import { beginningInWords, type FlowFace, stepInWords, useDesignText } from '@pipewright/ui';
import type { Draft } from '../../state/draft.ts';
import type { Editing } from '../editing.ts';
import { capital } from '../step-line.tsx';
import { stepIcon } from './step-icons.tsx';
import type { StepMark } from './step-marks.ts';

/** How the steps of an automation look on a canvas, with how they differ from what they are compared with, and how it, or a level of it, begins. */
export function useFaces(
  { draft, automation, entity, path }: Pick<Editing, 'automation' | 'entity' | 'path'> & { readonly draft: Pick<Draft, 'app' | 'faults'> },
  level: string | undefined,
  marks: ReadonlyMap<string, StepMark>,
): (node: Node | undefined) => FlowFace {
  const { t, say, language } = useDesignText();
  const context = { language, t };
  return (node) => {
    if (!node)
      return {
        ...{ icon: <PlayCircleOutlined />, kind: t('flow.begins'), faults: [] },
        words: beginningInWords(draft.app, automation, context, level),
      };
    const mark = marks.get(node.key);
    const place = `${path}.nodes.${automation.nodes.indexOf(node)}`;
    const here = draft.faults.filter((fault) => fault.path === place || fault.path.startsWith(`${place}.`));
    return {
      mark: mark && t(`flow.mark.${mark}`),
      icon: stepIcon(node.kind),
      kind: say(stepNames[node.kind]),
      words: capital(stepInWords(node, { ...context, app: draft.app, automation, entity })),
      faults:
        here.length === 0 && unreachedOf(automation).includes(node) ? [t('flow.loose')] : [...new Set(here.map(({ message }) => message))],
    };
  };
}
