import type { CodeList } from '@gloact/codes'
import { sixWords } from './lists.ts'

/** Words in the six languages, in the order English, Arabic, French, Spanish, Portuguese, Russian, with a bar between. */
export function six(line: string) {
  const [en, ar, fr, es, pt, ru, more] = line.split('|')
  if (!en || !ar || !fr || !es || !pt || !ru || more !== undefined) throw new TypeError(`not six languages: ${line}`)
  return sixWords([en, ar, fr, es, pt, ru])
}

/** What every field of this module begins with: nothing of it is about a person. */
export const asked = (id: string, label: string) => ({ id, sensitivity: 'open' as const, label: six(label) })

export const listIn = (id: string, codes: Readonly<Record<string, string>>): CodeList => ({
  id,
  version: '1',
  codes: Object.entries(codes).map(([code, line]) => ({ code, label: six(line) })),
})
