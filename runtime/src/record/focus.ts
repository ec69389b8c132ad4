const EACH = 50;
const TRIES = 60;

/** Gives an element the focus as soon as it is there: a form may have to be fetched first. Gives up after three seconds. */
export function focusWhenThere(id: string, tries = TRIES): void {
  const found = document.getElementById(id);
  if (found) found.focus();
  else if (tries > 0) setTimeout(() => focusWhenThere(id, tries - 1), EACH);
}
