import { isMainThread } from 'node:worker_threads'

export const readsOf = (text: string): { read: string; here: boolean } => ({ read: text, here: isMainThread })

export const countTo = (number: number): number => number

export function forEver(): never {
  for (;;);
}

export function swallowMemory(): number {
  const held: number[][] = []
  for (;;) held.push(Array.from({ length: 100_000 }, (_, at) => at * 1.5))
}

export function throwsWords(words: string): never {
  throw new TypeError(`cannot read ${words}`)
}
