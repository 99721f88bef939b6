import { isAtMost, type Handling, type HandlingCode, type Tlp } from '@gloact/exchange'

/** Where nobody said anything: within the organisation, on a need to know, and passed on by nobody. */
export const USUAL_HANDLING: Handling = { tlp: 'amber', h: ['h0', 'h2'], evaluation: null, text: null }

/** What may be done with what came from abroad. `view` is for those who work on it, and is always allowed. */
export const HANDLED_ACTIONS = ['view', 'print', 'export', 'forward', 'use_in_court'] as const
export type HandledAction = (typeof HANDLED_ACTIONS)[number]

/** What an originator may be asked to allow. */
export const ASKED_FOR = ['print', 'export', 'forward', 'use_in_court'] as const satisfies readonly HandledAction[]

/** From which level on an action is the originator's to allow (TLP 2.0). */
const FROM_LEVEL: Readonly<Record<HandledAction, Tlp | null>> = {
  view: null,
  print: 'red',
  export: 'amber_strict',
  forward: 'amber',
  use_in_court: null,
}

/** Which codes make an action the originator's to allow. What `h3` forbids stands in words, so that it forbids all. */
const BY_CODE: Readonly<Record<HandledAction, readonly HandlingCode[]>> = {
  view: [],
  print: [],
  export: ['h2', 'h3'],
  forward: ['h2', 'h3'],
  use_in_court: ['h1', 'h3'],
}

/**
 * Whether something may be done with what is handled so. The originator may do all with their own; another, what the codes leave
 * open and what the originator has allowed. Asked by every route that exports, prints or passes on, and by every button.
 */
export function permits(
  handling: Handling,
  action: HandledAction,
  { originator, permitted = [] }: { readonly originator: boolean; readonly permitted?: readonly HandledAction[] },
): boolean {
  if (originator || permitted.includes(action)) return true
  const from = FROM_LEVEL[action]
  if (from !== null && isAtMost(from, handling.tlp)) return false
  return !BY_CODE[action].some((code) => handling.h.includes(code))
}
