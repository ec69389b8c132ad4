import type { Rule } from '@pipewright/logic';
import { useRef, useState } from 'react';

/** A condition that is being built: kept until it is applied, which it is only where nothing in it is said to be wrong. */
export function useConditionDraft(rule: Rule | undefined, onApply: (rule: Rule | undefined) => void) {
  const [draft, setDraft] = useState<Rule | undefined>(rule);
  const lines = useRef<HTMLDivElement>(null);
  // What is said to be wrong would be left out without a word.
  const applyDraft = () => {
    const wrong = lines.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (wrong) wrong.focus();
    else onApply(draft);
  };
  return { lines, setDraft, applyDraft };
}
