import { LoadingOutlined } from '@ant-design/icons';
import { useEffect, useSyncExternalStore } from 'react';
import { useText } from '../text/language.ts';

/** The way to the server: whether it is lost, and what is to be said where a write got no answer. */
export interface Way {
  readonly isAway: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  readonly speak: (sentence: string) => void;
}

/** Says quietly that the server cannot be reached and that it is tried again; nothing is covered or locked meanwhile. */
export function Reconnecting({ way }: { way: Way }) {
  const { t } = useText();
  const away = useSyncExternalStore(way.subscribe, way.isAway);
  const offline = t('state.offline');
  useEffect(() => way.speak(offline), [way, offline]);
  return (
    <div className="pw-reconnecting" role="status" aria-live="polite">
      {away && (
        <span>
          <LoadingOutlined aria-hidden /> {t('state.reconnecting')}
        </span>
      )}
    </div>
  );
}
