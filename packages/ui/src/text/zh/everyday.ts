import { around } from './around.ts';
import { board } from './board.ts';
import { lists } from './lists.ts';
import { people } from './people.ts';
import { today } from './today.ts';
import { work } from './work.ts';

/** The product's words in Chinese for those who work in an app. */
export const everyday = { ...around, ...board, ...lists, ...people, ...today, ...work };
