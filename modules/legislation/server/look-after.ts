import type { ExportPart, ModuleExamination } from '@gloact/module'
import type { ScopedTransaction } from '@gloact/postgres'
import { sql } from 'kysely'
import { tables } from './tables.ts'

/** What `gloact doctor` looks at: whether texts are as they were given, and findings rest on provisions that are there. */
export const LEGISLATION_EXAMINATIONS: readonly ModuleExamination[] = [
  {
    name: 'texts of laws are as they were given',
    why: 'A finding cites words of a dated text. Were the text changed, it would say something that the law never said.',
    async examine(trx) {
      const { rows } = await sql<{ texts: number; changed: number }>`select count(*)::int as texts,
        count(*) filter (where encode(sha256(convert_to(source, 'UTF8')), 'hex') <> source_sha256)::int as changed
        from legislation.expression`.execute(trx)
      const { texts = 0, changed = 0 } = rows[0] ?? {}
      return changed === 0
        ? { state: 'ok', found: `${texts} texts, each with the digest that it was given with.` }
        : {
            state: 'failed',
            found: `${changed} of ${texts} texts differ from their digest.`,
            advice: 'Somebody changed the database by hand. Restore a backup from before, and look at who could.',
          }
    },
  },
  {
    name: 'findings cite provisions that are there',
    why: 'A finding without its provision cannot be checked by a second person.',
    async examine(trx) {
      const { rows } = await sql<{ missing: number }>`select count(*)::int as missing
        from legislation.finding, jsonb_array_elements(citations) as citation
        where not exists (select from legislation.provision
          where expression_id = (citation ->> 'expressionId')::uuid and eid = citation ->> 'eId')`.execute(trx)
      const missing = rows[0]?.missing ?? 0
      return missing === 0
        ? { state: 'ok', found: 'Every provision that is cited is in the library.' }
        : {
            state: 'failed',
            found: `${missing} cited provisions are missing.`,
            advice: 'Restore a backup from before.',
          }
    },
  },
]

/** What an agency that leaves takes along: its library and its assessments, whole. */
export async function* exportLegislation(trx: ScopedTransaction, agencyId: string): AsyncIterable<ExportPart> {
  const db = tables(trx)
  const laws = await db
    .selectFrom('legislation.law')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()
  yield { name: 'laws', about: 'The laws of the library: one line an act or a bill.', lines: laws }
  const texts = await db
    .selectFrom('legislation.expression')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()
  yield {
    name: 'texts',
    about: 'What each law said from a day on: the text as it was given, and as Akoma Ntoso 3.0.',
    lines: texts,
  }
  const amendments = await db
    .selectFrom('legislation.amendment')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()
  yield {
    name: 'amendments',
    about: 'Which text of a law made which next one, with every instruction and what became of it.',
    lines: amendments,
  }
  const assessments = await db
    .selectFrom('legislation.assessment')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('id')
    .execute()
  yield {
    name: 'assessments',
    about: 'The assessments: which packs of obligations, as of which day.',
    lines: assessments,
  }
  const packs = await db
    .selectFrom('legislation.own_pack')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('pack')
    .execute()
  yield { name: 'packs', about: 'The packs of obligations that the agency added itself.', lines: packs }
  const signed = await db
    .selectFrom('legislation.translation_signoff')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('at')
    .execute()
  yield {
    name: 'translations',
    about: 'Which translations of obligations were signed off, and by whom.',
    lines: signed,
  }
  const ratifications = await db
    .selectFrom('legislation.ratification')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('pack')
    .orderBy('position')
    .execute()
  yield {
    name: 'ratifications',
    about: 'What the country did about each treaty, in order: the last entry of a treaty stands.',
    lines: ratifications,
  }
  const plans = await db
    .selectFrom('legislation.gap_plan')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('assessment_id')
    .orderBy('obligation')
    .orderBy('version')
    .execute()
  yield { name: 'gap plans', about: 'What closes each gap: every version, the last one stands.', lines: plans }
  const entries = await db
    .selectFrom('legislation.finding_entry')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .orderBy('assessment_id')
    .orderBy('element')
    .orderBy('version')
    .execute()
  yield {
    name: 'findings',
    about: 'Every answer to an element and every review, in order: the last of an element stands.',
    lines: entries,
  }
}
