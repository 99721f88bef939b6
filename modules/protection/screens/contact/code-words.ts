import { appointmentKind, findCode, labelOf, offeredCodes, type CodeLists } from '@gloact/codes'
import { wordsIn } from '@gloact/forms'
import type { Option } from '@gloact/ui'
import type { Labels } from '@gloact/standards/indicators'

/** The codes of a list to choose from, in the words of a language. */
export function codeOptions(codeLists: CodeLists, listId: string, language: string): readonly Option[] {
  const list = codeLists[listId]
  return list ? offeredCodes(list).map(({ code }) => ({ value: code, label: labelOf(list, code, language) })) : []
}

/** What a code says; the code itself where the list is not known. */
export function codeWords(codeLists: CodeLists, listId: string, code: string, language: string): string {
  const list = codeLists[listId]
  return list ? labelOf(list, code, language) : code
}

/** What an appointment is about. Until the country's own words are there, or without a signal, in those that every country has. */
export function appointmentWords(codeLists: CodeLists | undefined, code: string, language: string): string {
  if (codeLists) return codeWords(codeLists, appointmentKind.id, code, language)
  return labelOf(appointmentKind, findCode(appointmentKind, code) ? code : 'other', language)
}

/** What an indicator or dimension is called in a language; English where it has no words in it. */
export const labelIn = (labels: Labels, language: string): string => wordsIn(labels, language)

/** The same without what stands in brackets, where it is one of several in a sentence. */
export const shortLabelIn = (labels: Labels, language: string): string =>
  labelIn(labels, language).replace(/\s*\(.*\)$/, '')
