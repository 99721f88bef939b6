/** An entry on its way from one page to the next: public keys, for the page that enters them. Taken once, and nowhere kept. */
let file: string | null = null

export const handOver = (text: string): void => void (file = text)

export function takeOver(): string {
  const taken = file ?? ''
  file = null
  return taken
}
