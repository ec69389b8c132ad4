import { changeLanguage, Nothing, useText } from '@pipewright/ui';
import { App as AntApp, Input, type InputRef, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import * as css from './shell.module.css';

const OPEN = 'pipewright:palette';

/** Opens the command palette from anywhere. */
export function openPalette(): void {
  window.dispatchEvent(new Event(OPEN));
}

/** Ctrl/⌘ K: go to any page or change the language by typing. */
export function CommandPalette({ items, go }: { items: readonly { key: string; label: string }[]; go: (to: string) => void }) {
  const { t, language } = useText();
  const { message } = AntApp.useApp();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<InputRef>(null);
  useEffect(() => {
    const show = () => {
      setText('');
      setAt(0);
      setOpen(true);
    };
    const key = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        show();
      }
    };
    window.addEventListener(OPEN, show);
    window.addEventListener('keydown', key);
    return () => {
      window.removeEventListener(OPEN, show);
      window.removeEventListener('keydown', key);
    };
  }, []);
  const next = language === 'en' ? 'zh-CN' : 'en';
  const commands = [
    ...items.map((item) => ({ ...item, run: () => go(item.key) })),
    {
      key: 'language',
      label: next === 'en' ? 'English' : '中文',
      run: () => void changeLanguage(next).catch(() => message.warning(t('state.partMissing'))),
    },
  ];
  const found = commands.filter((command) => command.label.toLowerCase().includes(text.toLowerCase()));
  const run = (index: number) => {
    setOpen(false);
    found[index]?.run();
  };
  return (
    <Modal
      open={open}
      onCancel={() => setOpen(false)}
      footer={null}
      title={t('shell.palette')}
      afterOpenChange={(shown) => shown && input.current?.focus()}
      destroyOnHidden
    >
      <Input
        ref={input}
        value={text}
        role="combobox"
        aria-label={t('shell.palette')}
        aria-expanded="true"
        aria-controls="pw-palette"
        aria-activedescendant={`pw-palette-${at}`}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1));
          if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
          if (event.key === 'Enter') run(at);
        }}
      />
      <div id="pw-palette" role="listbox" aria-label={t('shell.palette')} className={css.list}>
        {found.map((command, i) => (
          <div
            key={command.key}
            id={`pw-palette-${i}`}
            role="option"
            aria-selected={i === at}
            tabIndex={-1}
            className={css.command}
            onClick={() => run(i)}
            onKeyDown={() => undefined}
          >
            {command.label}
          </div>
        ))}
      </div>
      {found.length === 0 && <Nothing of="matches" small text={t('form.nothingFound')} />}
    </Modal>
  );
}
