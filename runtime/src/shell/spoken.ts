import { useEffect, useState } from 'react';

/** The syllables that a name is spoken as, one for each Chinese character, other letters one by one. */
export type Speak = (name: string) => readonly string[];

const mute: Speak = () => [];

/** True for a name with Chinese characters in it. */
export const isChinese = (name: string) => /\p{Script=Han}/u.test(name);

/** True where a text is how a name is spoken from some character on, written out or by initials: `shangjikanban`, `sjkb` and `kb` mean 商机看板. */
export function soundsLike(text: string, syllables: readonly string[], anywhere: boolean): boolean {
  const from = anywhere ? syllables.map((_, i) => syllables.slice(i)) : [syllables];
  return from.some(
    (rest) =>
      rest.join('').startsWith(text) ||
      rest
        .map((each) => each.charAt(0))
        .join('')
        .startsWith(text),
  );
}

/** Speaks Chinese names. The dictionary is large, so it is fetched when it is first wanted; until then, and where it cannot be had, nothing is spoken. */
export function useSpeak(wanted: boolean): Speak {
  const [speak, setSpeak] = useState<Speak>(() => mute);
  useEffect(() => {
    if (!wanted) return undefined;
    let here = true;
    import('pinyin-pro').then(
      ({ pinyin }) => {
        const spoken: Speak = (name) => pinyin(name.toLowerCase(), { toneType: 'none', type: 'array', v: true });
        if (here) setSpeak(() => spoken);
      },
      () => undefined,
    );
    return () => {
      here = false;
    };
  }, [wanted]);
  return speak;
}
