import { isWritten } from '@gloact/messages'
import { readCountry } from '@gloact/platform/country'
import type { Examination, Finding } from './examination.ts'

/** Those that the app is not written in, as a finding. */
export const languagesFound = (wanted: readonly string[]): Finding => {
  const missing = wanted.filter((tag) => !isWritten(tag))
  if (missing.length === 0) return { state: 'ok', found: wanted.join(', ') }
  return {
    state: 'warning',
    found: `the app is not written in ${missing.join(', ')}`,
    advice:
      'It is not offered in the menu, and nobody can be given it as theirs. Translate the app ' +
      '(docs/guides/add-a-language.md), or take the language out of country.json.',
  }
}

/** Whether the app is written in the country's languages: forms and lists may be, where the app's own sentences are not. */
export const languages: Examination = {
  name: 'Languages',
  why: 'In a language that the app is not written in, people read its screens in another.',
  async examine({ settings }) {
    const { languages: wanted } = await readCountry(settings.countryDir).catch(() => ({ languages: undefined }))
    return wanted ? languagesFound(wanted) : { state: 'skipped', found: 'The country could not be read.' }
  },
}
