import { LoadingOutlined, SearchOutlined } from '@ant-design/icons';
import { Nothing, useText } from '@pipewright/ui';
import { Input, type InputRef, Modal } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import * as css from './palette.module.css';
import { type Offer, sectionsFor } from './palette-sections.ts';
import { useOffered } from './use-offered.tsx';
import type { Ways } from './ways.tsx';

const PAUSE_MS = 80;
const idOf = (at: number) => `pw-palette-${at}`;

/** The text once nobody typed for a moment. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), text ? PAUSE_MS : 0);
    return () => clearTimeout(timer);
  }, [text]);
  return text ? rested : '';
}

interface PaletteProps {
  readonly open: boolean;
  readonly ways: Ways;
  readonly go: (to: string) => void;
  readonly onClose: () => void;
}

/** The dialog in which anything is found by typing; the arrows mark, Enter goes there. */
export function Palette({ open, ways, go, onClose }: PaletteProps) {
  const { t } = useText();
  const input = useRef<InputRef>(null);
  return (
    <Modal
      className={css.palette as string}
      open={open}
      onCancel={onClose}
      footer={null}
      closable={false}
      width={640}
      aria-label={t('shell.palette')}
      afterOpenChange={(shown) => shown && input.current?.focus()}
      destroyOnHidden
    >
      <Finder input={input} ways={ways} go={go} onClose={onClose} />
    </Modal>
  );
}

function Finder({
  input,
  ways,
  go,
  onClose,
}: {
  input: React.RefObject<InputRef | null>;
  ways: Ways;
  go: (to: string) => void;
  onClose: () => void;
}) {
  const { t } = useText();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [hurried, setHurried] = useState(false);
  const rested = useRested(text);
  const offered = useOffered(rested, ways, go);
  const settled = offered.settled && rested === text;
  const sections = sectionsFor(text, { ...offered, records: text ? offered.records : [] });
  const offers = sections.flatMap((section) => section.offers);
  const run = (offer: Offer | undefined) => {
    if (!offer) return;
    onClose();
    offer.run();
  };
  // Who types fast and presses Enter means what will be found, not what an earlier text has found.
  const meant = hurried && settled;
  useEffect(() => {
    if (!meant) return;
    setHurried(false);
    run(offers[0]);
  });
  useEffect(() => {
    // Newer browsers answer with a promise, which no effect may return.
    void document.getElementById(idOf(at))?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);
  const key = (event: KeyboardEvent) => {
    // Enter that ends the writing of a Chinese word chooses nothing.
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowDown: Math.min(offers.length - 1, at + 1), ArrowUp: Math.max(0, at - 1) }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setAt(to);
    }
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter') return;
    if (settled || at > 0 || sections[0]?.of !== 'records') run(offers[at]);
    if (!settled && at === 0 && (sections[0]?.of ?? 'records') === 'records') setHurried(true);
  };
  return (
    <>
      <Input
        ref={input}
        variant="borderless"
        size="large"
        prefix={<SearchOutlined />}
        suffix={settled ? null : <LoadingOutlined aria-hidden />}
        value={text}
        placeholder={t('find.hint')}
        role="combobox"
        aria-label={t('shell.palette')}
        aria-expanded="true"
        aria-controls="pw-palette"
        aria-activedescendant={offers.length > 0 ? idOf(at) : undefined}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setHurried(false);
        }}
        onKeyDown={key}
      />
      <div id="pw-palette" role="listbox" aria-label={t('shell.palette')} className={css.list}>
        {sections.map(({ of, offers: own }, i) => {
          const before = sections.slice(0, i).reduce((sum, each) => sum + each.offers.length, 0);
          return (
            // biome-ignore lint/a11y/useSemanticElements: options stand in groups here, which a fieldset is not
            <div key={`${of} ${i}`} role="group" aria-label={t(`find.${of}`)}>
              <div className={css.heading} aria-hidden>
                {t(`find.${of}`)}
              </div>
              {own.map((offer, j) => (
                <Line key={offer.key} offer={offer} at={before + j} marked={before + j === at} onMark={setAt} onRun={() => run(offer)} />
              ))}
            </div>
          );
        })}
      </div>
      <div role="status">
        {offered.failed && settled && <p className={css.failed}>{t('find.failed')}</p>}
        {offers.length === 0 && settled && !offered.failed && (
          <Nothing of="matches" small text={t('find.nothing', { text: text.trim() })} />
        )}
      </div>
    </>
  );
}

function Line(props: { offer: Offer; at: number; marked: boolean; onMark: (at: number) => void; onRun: () => void }) {
  const { offer, at, marked, onMark, onRun } = props;
  return (
    <div
      id={idOf(at)}
      role="option"
      aria-selected={marked}
      tabIndex={-1}
      className={css.line}
      onMouseMove={() => !marked && onMark(at)}
      onClick={onRun}
      onKeyDown={() => undefined}
    >
      <span className={css.icon} aria-hidden>
        {offer.icon}
      </span>
      <span className={css.label}>{offer.label}</span>
      {offer.detail && <span className={css.detail}>{offer.detail}</span>}
      {offer.kind && <span className={css.kind}>{offer.kind}</span>}
    </div>
  );
}
