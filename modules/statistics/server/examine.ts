import { CODE_LISTS, translate, type CodeLists } from '@gloact/codes'
import { fieldsMappedTo } from '@gloact/forms'
import type { ModuleExamination } from '@gloact/module'
import { sql } from 'kysely'
import type { FiguresContext } from './context.ts'

/** Which concept of the record each question of a form answers, and in which list the record has it. */
const CONCEPTS = [
  ['glotip', 'sex', 'sex'],
  ['ictip', 'victim.gender', 'gender'],
  ['glotip', 'age', 'age_group'],
  ['glotip', 'exploitation', 'exploitation_form'],
  ['ictip', 'event.internal_or_cross_border', 'border'],
] as const

/** Codes of a country’s own lists that no crosswalk says in the canon: their answers are counted as uncoded. */
export function codesWithoutCounterpart(
  { forms, settings }: Pick<FiguresContext, 'forms' | 'settings'>,
  lists: CodeLists,
): readonly string[] {
  return CONCEPTS.flatMap(([standard, target, to]) =>
    fieldsMappedTo(forms, standard).flatMap(({ target: mapped, field }) => {
      if (mapped !== target || !('codeList' in field) || typeof field.codeList !== 'string') return []
      const list = field.codeList
      if (list === to) return []
      const crosswalk = settings.crosswalks.find((one) => one.from === list && one.to === to)
      const codes = (lists[list] ?? CODE_LISTS[list])?.codes ?? []
      return codes.flatMap(({ code }) =>
        crosswalk && translate(crosswalk, code).length > 0 ? [] : [`${list}: ${code}`],
      )
    }),
  )
}

/** What `gloact doctor` looks at. */
export const examinations = (
  context: Pick<FiguresContext, 'forms' | 'settings' | 'country'>,
  lists: CodeLists,
): readonly ModuleExamination[] => [
  {
    name: 'crosswalks',
    why: 'An answer that no crosswalk has a word for is counted as uncoded, and the figures are marked incomplete.',
    examine: async () => {
      const missing = codesWithoutCounterpart(context, lists)
      return missing.length === 0
        ? { state: 'ok', found: 'Every code of the forms that is counted has its counterpart.' }
        : {
            state: 'warning',
            found: `No counterpart in the canon: ${missing.join(', ')}.`,
            advice: 'Add a crosswalk to modules/statistics.json of the country’s folder.',
          }
    },
  },
  {
    name: 'figures',
    why: 'Figures are published by a job of the night; where none were for long, people work with old ones.',
    examine: async (trx) => {
      const { rows } = await sql<{ persons: number; published: string | null }>`
        select (select count(*)::int from statistics.person where country = ${context.country}) as persons,
          (select max(as_of)::text from statistics.publication where country = ${context.country}) as published`.execute(
        trx,
      )
      const { persons = 0, published = null } = rows[0] ?? {}
      if (persons > 0 && published === null) {
        return {
          state: 'warning',
          found: 'Nothing has been published of the record yet.',
          advice: 'Wait for the night, or run ./gloact figures rebuild.',
        }
      }
      return { state: 'ok', found: published === null ? 'Nobody is counted yet.' : `Published last on ${published}.` }
    },
  },
]
