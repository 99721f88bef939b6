import type { FormAnswers } from '@gloact/forms'
import { openPayload, requestTables } from '@gloact/records/server'
import type { ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import { rowsOf } from '../domain/said.ts'
import { tracingSubject } from '../domain/tracing/subject-kind.ts'
import type { KeptAwayFrom, KeptAwayIndex } from './children-context.ts'

/** Which steps name them, and where in them. What a child's side says last is what it says. */
const NAMED = {
  [KINDS.guardianship.kind]: { steps: ['ask', 'explain'], group: 'keep_away', telephone: 'phone', by: 'file' },
  [tracingSubject.kind]: { steps: ['register', 'change'], group: 'against', telephone: 'telephone', by: 'child' },
} as const
type NamedIn = (typeof NAMED)[string]

interface Held {
  readonly sequence: number
  readonly people: readonly KeptAwayFrom[]
}

interface KeptAwayParts {
  readonly vault: Vault
  /** Whom all files but one name as having had part in what happened, adults' files too: asked of the module that keeps them. */
  readonly namedInFiles?: (trx: ScopedTransaction, butFile: string | null) => Promise<readonly string[]>
}

/**
 * Everybody from whom a child is kept, of all files: who is suspected, who had part in what happened to anyone, who carried or seeks a child,
 * and whom a child fears. Opened in the memory of the server alone, what changed only, and told to nobody: anyone who asks learns whether
 * there is somebody, and asks the authority.
 * Anyone named in a file that was erased is in it no more at the next reading.
 */
export function keptAwayFrom({ vault, namedInFiles }: KeptAwayParts): KeptAwayIndex {
  const held = new Map<string, Held>()
  return async (trx, butFile) => {
    const rows = await requestTables(trx, 'children')
      .selectFrom('request')
      .select(['id', 'kind', 'sequence'])
      .where('kind', 'in', Object.keys(NAMED))
      .where('erased_at', 'is', null)
      // What this very transaction writes may be taken back: it is read by no one else, and not kept.
      .where(sql<boolean>`file_id is distinct from ${butFile}::uuid`)
      .execute()
    const there = new Set(rows.map(({ id }) => id))
    for (const id of held.keys()) if (!there.has(id)) held.delete(id)
    const changed = rows.filter(({ id, sequence }) => held.get(id)?.sequence !== sequence)
    if (changed.length > 0) {
      const ids = changed.map(({ id }) => id)
      const keys = await vault.personKeys(trx, ids)
      const steps = Map.groupBy(
        await requestTables(trx, 'children')
          .selectFrom('request_step')
          .selectAll()
          .where('request_id', 'in', ids)
          .where(
            'step',
            'in',
            Object.values(NAMED).flatMap((named) => [...named.steps]),
          )
          .orderBy('sequence')
          .execute(),
        ({ request_id: id }) => id,
      )
      for (const { id, kind, sequence } of changed) {
        const [key, named] = [keys.get(id), NAMED[kind]]
        if (!key || !named) continue
        const sayings = (steps.get(id) ?? []).map((step) => openPayload(key, 'children', step).answers)
        const people = (named.by === 'child' ? sayings.slice(-1) : sayings).flatMap((answers) =>
          peopleIn(answers, named),
        )
        held.set(id, { sequence, people })
      }
    }
    // The same person is named in many files: held against anyone once.
    const named = (await namedInFiles?.(trx, butFile)) ?? []
    const all = [
      ...[...held.values()].flatMap(({ people }) => people),
      ...named.map((name): KeptAwayFrom => ({ name, by: 'file' })),
    ]
    return [...new Map(all.map((one) => [`${one.by} ${one.name ?? ''} ${one.phone ?? ''}`, one])).values()]
  }
}

const peopleIn = (answers: FormAnswers, { group, telephone, by }: NamedIn): readonly KeptAwayFrom[] =>
  rowsOf(answers, group).map((row) => ({ name: row['name'], phone: row[telephone], by }))
