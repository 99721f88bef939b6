import { requestKind } from '@gloact/records'
import { told, type Said } from './said.ts'

const work = { by: ['officer'], permission: 'children.work' } as const
const keeper = { by: ['keeper'], permission: 'children.work' } as const

/**
 * A brother or sister whose file another agency keeps. That agency is asked, and confirms it or not; it gives no reason, and a number of
 * nobody's is asked and answered alike. Confirmed, each side knows what was written here, and of the other's file no more than it reads.
 */
export const kinKind = requestKind({
  kind: 'children.kin',
  parties: ['officer', 'keeper'],
  states: {
    asked: { turn: 'keeper' },
    confirmed: { turn: 'officer', isSettled: true },
    not_confirmed: { turn: null },
    withdrawn: { turn: null },
    ended: { turn: null },
  },
  clocks: { answer: { of: 'keeper' } },
  steps: {
    ask: { ...work, from: 'new', to: 'asked', needs: 'kin_asked', starts: ['answer'], tells: ['keeper'] },
    confirm: {
      ...keeper,
      from: ['asked'],
      to: 'confirmed',
      needs: 'kin_confirmed',
      stops: ['answer'],
      tells: ['officer'],
    },
    decline: { ...keeper, from: ['asked'], to: 'not_confirmed', stops: ['answer'], tells: ['officer'] },
    withdraw: { ...work, from: ['asked'], to: 'withdrawn', stops: ['answer'], tells: ['keeper'] },
    end: { ...work, by: ['officer', 'keeper'], from: ['confirmed'], to: 'ended', needs: 'file_link_end' },
  },
})

export const KIN_GAPS = ['kin_not_agreed', 'kin_not_yours'] as const
export type KinGap = (typeof KIN_GAPS)[number]

/** Another agency learns that there is a file: only as the child agrees, or the guardian of one who is too young. */
export const kinMissing = (said: Said): readonly KinGap[] =>
  told(said, 'agreed') === 'child' || told(said, 'agreed') === 'guardian' ? [] : ['kin_not_agreed']

/** A file's number as it was typed, in no part of which three letters stand in a row: whatever else was typed stays sealed. */
export function fileNumber(typed: unknown): string | null {
  const number = typeof typed === 'string' ? typed.trim().toLowerCase() : ''
  return /^[a-z]{1,4}-(?!.*[a-z]{3})[0-9a-z]{3,8}-[0-9a-z]$/.test(number) ? number : null
}
