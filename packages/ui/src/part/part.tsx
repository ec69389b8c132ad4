import { Alert, Button } from 'antd';
import { Component, type ComponentType, createContext, type ReactNode, useContext, useLayoutEffect, useState } from 'react';
import { useText } from '../text/language.ts';
import { fetchPart, PartMissing } from './fetch-part.ts';

const Waiting = createContext<ReactNode>(null);

/** A component that is fetched when it is first drawn, or a little before. */
type Later<P> = ComponentType<P> & {
  /** Has it fetched: it will be drawn as soon as what it draws is known. */
  readonly soon: () => void;
};

/**
 * A component that is fetched when it is first drawn. It is drawn inside a `Part`. React's own `lazy` is not used: what suspends is shown 300 ms
 * after its fallback at the earliest (React's throttle of fallbacks), however soon it is there.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  let had: ComponentType<P> | undefined;
  function Later(props: P) {
    const [Found, setFound] = useState(() => had);
    const [missing, setMissing] = useState<PartMissing>();
    const waiting = useContext(Waiting);
    useLayoutEffect(() => {
      if (Found) return;
      let gone = false;
      fetchPart(load).then(
        (part) => {
          had = part;
          if (!gone) setFound(() => part);
        },
        (fault: PartMissing) => {
          if (!gone) setMissing(fault);
        },
      );
      return () => {
        gone = true;
      };
    }, [Found]);
    if (missing) throw missing;
    return Found ? <Found {...props} /> : waiting;
  }
  // What cannot be had is said where it is to be drawn.
  const soon = () => void load().catch(() => undefined);
  return Object.assign(Later, { soon });
}

/**
 * A place for what is fetched when it is first shown: `waiting` stands there until then. Where it cannot be had, words and the way out stand there,
 * and everything around stays as it is, with whatever was typed into it.
 */
export function Part({ waiting = null, children }: { waiting?: ReactNode; children: ReactNode }) {
  return (
    <Missing>
      <Waiting value={waiting}>{children}</Waiting>
    </Missing>
  );
}

/** A dialog or drawer that is fetched when it is first opened, and stays, so that it can close the way it opened. */
export function laterOpened<P extends { readonly open: boolean }>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Fetched = later(load);
  return function Opened(props: P) {
    const [wanted, setWanted] = useState(props.open);
    if (props.open && !wanted) setWanted(true);
    return wanted ? (
      <Part>
        <Fetched {...props} />
      </Part>
    ) : null;
  };
}

/** What stands where a part of the program is missing: what happened, and the page anew. */
export function PartMissingNote() {
  const { t } = useText();
  return (
    <Alert
      type="warning"
      role="alert"
      showIcon
      title={t('state.partMissing')}
      action={<Button onClick={() => window.location.reload()}>{t('action.reload')}</Button>}
    />
  );
}

class Missing extends Component<{ children: ReactNode }, { error?: unknown }> {
  override state: { error?: unknown } = {};
  static getDerivedStateFromError(error: unknown) {
    return { error };
  }
  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    // A fault of another kind is not this place's to explain.
    if (!(error instanceof PartMissing)) throw error;
    return <PartMissingNote />;
  }
}
