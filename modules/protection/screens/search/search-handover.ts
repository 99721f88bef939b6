/** What was typed elsewhere to search for. */
export interface HandedSearch {
  readonly text: string
  /** It is a file's number: where there is such a file, it opens at once. */
  readonly opens: boolean
}

const NOTHING: HandedSearch = { text: '', opens: false }

let handedOver = NOTHING
const listeners = new Set<() => void>()

/** Hands what was typed to search for to the search page: through memory, never through the address. */
export function handOverSearch(text: string, opens = false): void {
  handedOver = { text, opens }
  for (const listener of listeners) listener()
}

/** What was handed over, once. */
export function takeSearch(): HandedSearch {
  const taken = handedOver
  handedOver = NOTHING
  return taken
}

/** Told when something is handed over while the search page is already on the screen. Gives what ends it. */
export function onHandedOver(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
