import type { Option } from './field.ts'

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').trim().toLocaleLowerCase('en')

/** The option that somebody means who typed this and chose nothing: by its code, its words, or as the only one that begins so. */
export function choiceOf(text: string, options: readonly Option[]): Option | undefined {
  const typed = folded(text)
  if (typed === '') return undefined
  const open = options.filter(({ disabled }) => disabled !== true)
  const exact = open.find(({ value, label }) => folded(value) === typed || folded(label) === typed)
  if (exact) return exact
  const begun = open.filter(({ label }) => folded(label).startsWith(typed))
  return begun.length === 1 ? begun[0] : undefined
}
