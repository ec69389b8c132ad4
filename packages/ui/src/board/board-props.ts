import type { App, BoardColumn, Color, Entity, RecordJson } from '@pipewright/definition';
import type { Facts } from '@pipewright/logic';
import type { PreparedEntity } from '@pipewright/process';
import type { ReactNode } from 'react';

/** A place a card can be moved to: a stage, or an end. In a former stage cards only stand. */
export interface BoardTarget {
  readonly key: string;
  readonly name: string;
  readonly color: Color;
  readonly probability?: number;
  readonly kind: 'stage' | 'won' | 'lost';
  readonly former?: true;
}

/** Something a card's menu offers besides its columns. */
export interface CardAct {
  readonly key: string;
  readonly name: string;
  readonly icon?: ReactNode;
}

/** What a board shows and how it is worked with. */
export interface BoardProps {
  readonly app: App;
  readonly entity: Entity;
  readonly targets: readonly BoardTarget[];
  readonly columns: readonly BoardColumn[];
  /** True while the cards are on their way. */
  readonly pending?: boolean;
  /** Who looks and when; `today` is the day by which dates are past. */
  readonly surroundings: Facts;
  /** The rules cards are judged by; without them, as under design where they may be unfinished, no place is dim and no card marked. */
  readonly prepared?: PreparedEntity | undefined;
  /** The pipeline on show, whose standards and criteria the cards are held against. */
  readonly pipeline: string;
  readonly canMove: boolean;
  /** What can be done with a card besides carrying it; nothing where it is left out. */
  readonly actsOn?: (record: RecordJson) => readonly CardAct[];
  readonly onAct?: (record: RecordJson, act: string) => void;
  readonly onMove: (record: RecordJson, target: BoardTarget) => void;
  readonly onOpen: (record: RecordJson) => void;
  readonly onMore: (column: BoardColumn) => void;
  /** Begins a new record in a stage; left out where this person may not make one. */
  readonly onAdd?: ((target: BoardTarget) => void) | undefined;
}
