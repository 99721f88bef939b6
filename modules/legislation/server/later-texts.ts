import { asPlainDate } from '@gloact/kernel'
import type { Database } from '@gloact/postgres'
import type { CitedProvision } from '../contract/assessments.ts'
import { laterChange } from '../domain/finding.ts'
import { tables } from './tables.ts'

/** A cited provision, with the text that it stands in. */
interface Cited {
  readonly expression_id: string
  readonly eid: string
  readonly digest: string
}

/** Where cited words stand in a later text, and what happened to them; `change` is null where they are as they were. */
export type LaterPlace = Omit<NonNullable<CitedProvision['later']>, 'change'> & {
  readonly change: NonNullable<CitedProvision['later']>['change'] | null
}

/**
 * What happened to cited provisions in the latest text of their law, in its language, that is in force on a day: by expression and
 * address. What no later text follows is not in the answer.
 */
export async function laterTexts(
  trx: Database,
  cited: readonly Cited[],
  today: string,
): Promise<ReadonlyMap<string, LaterPlace>> {
  const expressions = [...new Set(cited.map(({ expression_id: id }) => id))]
  if (expressions.length === 0) return new Map()
  const later = await tables(trx)
    .selectFrom('legislation.expression as cited')
    .innerJoin('legislation.expression as later', (join) =>
      join
        .onRef('later.law_id', '=', 'cited.law_id')
        .onRef('later.language', '=', 'cited.language')
        .onRef('later.valid_from', '>', 'cited.valid_from'),
    )
    .where('cited.id', 'in', expressions)
    .where('later.valid_from', '<=', today)
    .select(['cited.id as of', 'later.id as id', 'later.valid_from as valid_from'])
    .distinctOn('cited.id')
    .orderBy('cited.id')
    .orderBy('later.valid_from', 'desc')
    .execute()
  if (later.length === 0) return new Map()
  const provisions = await tables(trx)
    .selectFrom('legislation.provision')
    .select(['expression_id', 'eid', 'digest', 'words'])
    .where('expression_id', 'in', [...new Set(later.map(({ id }) => id))])
    .where((eb) =>
      eb.or([
        eb('eid', 'in', [...new Set(cited.map(({ eid }) => eid))]),
        eb('digest', 'in', [...new Set(cited.map(({ digest }) => digest))]),
      ]),
    )
    .orderBy('position')
    .execute()
  const found = cited.flatMap((one) => {
    const text = later.find(({ of }) => of === one.expression_id)
    if (!text) return []
    const there = provisions.filter(({ expression_id: id }) => id === text.id)
    const change = laterChange(
      { eId: one.eid, digest: one.digest },
      there.map(({ eid: eId, digest }) => ({ eId, digest })),
    )
    const words = there.find(({ eid }) => eid === (change ?? { eId: one.eid }).eId)?.words ?? ''
    const told = {
      ...(change ?? { change: null, eId: one.eid }),
      expressionId: text.id,
      validFrom: asPlainDate(text.valid_from),
      words,
    }
    return [[`${one.expression_id} ${one.eid}`, told] as const]
  })
  return new Map(found)
}
