import type { CurrentSession } from './session.ts'

let place: string | undefined
let whose: string | undefined

/** Remembers where somebody was (or wanted to go) when they had to sign in first. In memory: the next page forgets it. */
export function rememberPlace(path: string): void {
  place = path === '/' ? undefined : path
}

/**
 * The place to go back to: for who was there, or who came with an address and nobody signed in. Reading does not take it:
 * React may render a page several times before it shows it.
 */
export function placeFor({ principal }: CurrentSession): string | undefined {
  return whose === undefined || whose === principal?.userId ? place : undefined
}

/** They are back, or had nowhere to go back to: the place is forgotten. */
export function isBack({ principal }: CurrentSession): void {
  place = undefined
  whose = principal?.userId
}
