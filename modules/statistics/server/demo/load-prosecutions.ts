import type { Principal } from '@gloact/identity/contract/principal'
import { unwrap } from '@gloact/kernel'
import { readInScope, systemScope } from '@gloact/postgres'
import { saveRow } from '@gloact/registers/server'
import { sql } from 'kysely'
import { prosecutions } from '../../contract/prosecutions.ts'
import type { Stage } from '../../domain/prosecution-form.ts'
import { today, type FiguresContext } from '../context.ts'
import { prosecutionsContext } from '../prosecutions.ts'

/** Of which all are: `00000000-0000-7000-8071-…`, so that they are found again. */
const idOf = (at: number): string => `00000000-0000-7000-8071-${String(at).padStart(12, '0')}`

/** The first invented figure. */
export const DEMO_PROSECUTION = idOf(1)

type Line = readonly [stage: Stage, broken: Readonly<Record<string, string>>, lastYear: number, yearBefore: number]

/** Invented. Last year’s acquittals and pending cases are not known: there is no line for them, which is not a zero. */
const LINES: readonly Line[] = [
  ['offences', {}, 214, 187],
  ['offences', { form: 'sexual_exploitation' }, 121, 112],
  ['offences', { form: 'forced_labour' }, 71, 58],
  ['offences', { form: 'other_forms' }, 22, 17],
  ['formal_contact', {}, 268, 241],
  ['formal_contact', { sex: 'female' }, 83, 77],
  ['formal_contact', { sex: 'male' }, 185, 164],
  ['prosecuted', {}, 143, 128],
  ['prosecuted', { sex: 'female' }, 41, 39],
  ['prosecuted', { sex: 'male' }, 102, 89],
  ['prosecuted', { form: 'sexual_exploitation' }, 84, 79],
  ['prosecuted', { form: 'forced_labour' }, 47, 38],
  ['prosecuted', { form: 'other_forms' }, 12, 11],
  ['convicted', {}, 76, 69],
  ['convicted', { sex: 'female' }, 21, 18],
  ['convicted', { sex: 'male' }, 55, 51],
  ['convicted', { age: 'child' }, 3, 2],
  ['convicted', { age: 'adult' }, 73, 67],
  ['convicted', { citizenship: 'national' }, 58, 54],
  ['convicted', { citizenship: 'foreign' }, 18, 15],
]

const BODIES: Readonly<Record<Stage, readonly [body: string, document: string]>> = {
  offences: ['National Police of Demoland (invented)', 'Crime statistics, table 7'],
  formal_contact: ['National Police of Demoland (invented)', 'Crime statistics, table 8'],
  prosecuted: ['Prosecutor General of Demoland (invented)', 'Annual report, annex 3'],
  convicted: ['Supreme Court of Demoland (invented)', 'Judicial statistics, criminal chambers'],
}

/** What police, prosecution and courts of the demonstration reported of two years; added as well to a folder that is there already. */
export async function loadProsecutions(context: FiguresContext, analyst: Principal): Promise<void> {
  const there = await readInScope(context.db, systemScope(context.country), async (trx) => {
    const { rows } = await sql<{ id: string }>`
      select id from statistics.prosecution where country = ${context.country}`.execute(trx)
    return new Set(rows.map(({ id }) => id))
  })
  const year = Number(today(context).slice(0, 4))
  const [article = 'Criminal Code, article 171'] = context.settings.glotip.articles
  const register = prosecutionsContext(context)
  for (const [at, [stage, broken, ...counts]] of LINES.entries()) {
    for (const [before, persons] of counts.entries()) {
      const id = idOf(1 + before * LINES.length + at)
      if (there.has(id)) continue
      const of = year - 1 - before
      const [body, document] = BODIES[stage]
      const said = {
        article,
        year: String(of),
        stage,
        form: 'total',
        sex: 'total',
        age: 'total',
        citizenship: 'total',
        ...broken,
        persons,
        body,
        document: `${document}, ${of}`,
        // Reports of a year appear in the spring after it, and the demonstration may be started before that.
        dated: [`${of + 1}-03-31`, today(context)].toSorted()[0]!,
      }
      unwrap(
        await saveRow(prosecutions, register, analyst, {
          id,
          version: undefined,
          answers: Object.fromEntries(Object.entries(said).map(([field, value]) => [field, { value }])),
        }),
      )
    }
  }
}
