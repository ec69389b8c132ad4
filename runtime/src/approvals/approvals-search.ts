import { APPROVAL_SHELVES, type ApprovalShelf } from '@pipewright/definition';

/** What the address of the page of approvals holds: which are shown, and the one that lies open. */
export interface ApprovalsSearch {
  readonly show?: string;
  readonly approval?: string;
}

/** The shelf that an address asks for: those that wait where it names none. */
export const shelfOf = ({ show }: ApprovalsSearch): ApprovalShelf => APPROVAL_SHELVES.find((each) => each === show) ?? 'todo';
