import type { CurrentSession } from './session.ts'

let place: string | undefined
let whose: string | undefined

/** Remembers where somebody was (or wanted to go) when they had to sign in first. In memory: the next page forgets it. */
export function rememberPlace(path: string): void {
  place = path === '/' ? undefined : path
}

/** The place to go back to, once: for who was there, or who came with an address and nobody signed in. */
export function takePlace({ principal }: CurrentSession): string | undefined {
  const taken = whose === undefined || whose === principal?.userId ? place : undefined
  place = undefined
  whose = principal?.userId
  return taken
}
