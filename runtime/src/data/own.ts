import { call } from '@pipewright/client';
import type { Language, Me } from '@pipewright/definition';
import { changeLanguage, keepZone } from '@pipewright/ui';

/** Whose language was taken over on this page; later ones are chosen here. */
let settled: string | undefined;
/** What was chosen before anybody was signed in. */
let chosen: Language | undefined;

/** Nobody is known yet: a page begins. */
export function forgetOwn(): void {
  settled = undefined;
  chosen = undefined;
}

/** Keeps a language that was chosen by whoever is signed in, so that it is there on other machines too. */
export function keepOwnLanguage(language: Language): void {
  // Here it is spoken already; elsewhere it will be with the next change.
  call('changeProfile', { body: { language } }).catch(() => undefined);
}

/** Remembers a language that was chosen while signing in: it is the person's once it is known who that is. */
export function chooseLanguage(language: Language): void {
  chosen = language;
}

/** Takes over what a person brings along, language and clock, before the first screen is drawn. */
export async function takeOwn(me: Me): Promise<Me> {
  keepZone(me.timeZone);
  const before = chosen;
  chosen = undefined;
  if (before && before !== me.language) keepOwnLanguage(before);
  else if (settled !== me.user && me.language && me.language !== document.documentElement.lang)
    await changeLanguage(me.language).catch(() => undefined);
  settled = me.user;
  return me;
}
