let handedOver = ''

/** Hands what was typed to search for to the search page: through memory, never through the address. */
export function handOverSearch(text: string): void {
  handedOver = text
}

/** What was handed over, once. */
export function takeSearch(): string {
  const text = handedOver
  handedOver = ''
  return text
}
