import { HANDLING_CODES, TLP, type Handling, type HandlingCode } from '@gloact/exchange'
import type { FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { USUAL_HANDLING } from './handling.ts'

/** How a message is to be handled, as its form says; where it says nothing, as usual. `h0` always holds. */
export function handlingIn(answers: FormAnswers): Handling {
  const [tlp, codes, note] = ['tlp', 'codes', 'handling_note'].map((path) => valueOf(answers[path]))
  const level = TLP.find((each) => each === tlp)
  if (level === undefined) return USUAL_HANDLING
  const chosen = Array.isArray(codes) ? codes : []
  return {
    tlp: level,
    h: HANDLING_CODES.filter((code) => code === 'h0' || chosen.includes(code)),
    evaluation: null,
    text: typeof note === 'string' && note.trim() !== '' ? note : null,
  }
}

/** The codes of a handling as they lie in clear next to a request, and back. The note does not: it is in words. */
export const codesOf = ({ h }: Handling): string => h.join(' ')
export const codesFrom = (codes: unknown): readonly HandlingCode[] => {
  const given = typeof codes === 'string' ? codes.split(' ') : []
  return HANDLING_CODES.filter((code) => given.includes(code))
}
