import { useLookup } from '@pipewright/ui';
import { Mentions } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Person } from './comment-parts.ts';

/** True for an Enter that sends: not one that breaks the line, nor one that chooses a word of an input method. */
export function isSending(event: KeyboardEvent): boolean {
  return !event.shiftKey && !event.nativeEvent.isComposing && event.keyCode !== 229;
}

/** Has the library look at what is typed: it does so when a key is let go, and a chosen Chinese word, a dictated or a pasted one has none. */
function askAgain(): void {
  const box = document.activeElement;
  requestAnimationFrame(() => box?.dispatchEvent(new KeyboardEvent('keyup', { key: 'Unidentified', bubbles: true })));
}

/** True where a text after `@` may still become one of these names: to the library a space ends a name, and “Li Na” has one. */
export function isName(typed: string, offered: readonly Person[]): boolean {
  const begun = typed.toLowerCase();
  return !typed.includes(' ') || offered.some(({ name }) => name.toLowerCase().startsWith(begun));
}

/** Where a comment is written; `@` offers people. Enter sends, with Shift it breaks the line. */
export function CommentInput({
  label,
  text,
  onText,
  onChoose,
  onSend,
}: {
  label: string;
  text: string;
  onText: (text: string) => void;
  /** Called with each person that is chosen, after the name stands in the text. */
  onChoose: (person: Person) => void;
  onSend: () => void;
}) {
  const { people } = useLookup();
  const [offered, setOffered] = useState<readonly Person[]>([]);
  const asked = useRef('');
  const find = async (typed: string) => {
    asked.current = typed;
    const found = await people(typed);
    if (asked.current === typed) setOffered(found.map(({ id, title }) => ({ id, name: title })));
  };
  // Whoever types faster than the server answers has gone past the space before there were names to compare with.
  useEffect(() => {
    if (offered.length > 0) askAgain();
  }, [offered]);
  return (
    <Mentions
      aria-label={label}
      placeholder={label}
      autoSize={{ minRows: 1, maxRows: 8 }}
      value={text}
      filterOption={false}
      validateSearch={(typed) => isName(typed, offered)}
      options={offered.map(({ id, name }) => ({ key: id, value: name, label: name }))}
      onSearch={(typed) => void find(typed)}
      onSelect={({ key }) => {
        // The library adds something of its own to the keys of options.
        const person = offered.find(({ id }) => key?.startsWith(`${id}-`));
        if (person) onChoose(person);
      }}
      onChange={(typed) => {
        onText(typed);
        askAgain();
      }}
      onPressEnter={(event) => {
        if (!isSending(event)) return;
        event.preventDefault();
        onSend();
      }}
    />
  );
}
