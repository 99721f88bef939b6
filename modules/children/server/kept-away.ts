import type { FormAnswers } from '@gloact/forms'
import { openPayload, requestTables } from '@gloact/records/server'
import type { ScopedTransaction } from '@gloact/postgres'
import type { Vault } from '@gloact/vault'
import { sql } from 'kysely'
import { KINDS } from '../domain/kinds.ts'
import type { Contacts } from '../domain/contacts.ts'
import { rowsOf } from '../domain/said.ts'
import { inquirerOf } from '../domain/tracing/misuse.ts'
import { SAYING_STEPS, tracingRequest } from '../domain/tracing/request-kind.ts'
import { textOf } from '../domain/tracing/said.ts'
import { tracingSubject } from '../domain/tracing/subject-kind.ts'
import type { KeptAwayFrom, KeptAwayIndex } from './children-context.ts'
import { keptAwayRow } from './near.ts'
import { againstOf } from './tracing/who-is-alike.ts'

interface Step {
  readonly step: string
  readonly answers: FormAnswers
}

/** Which steps name somebody, and whom. What a child's side says last is what it says. */
const NAMED: Readonly<
  Record<string, { readonly steps: readonly string[]; readonly people: (taken: readonly Step[]) => KeptAwayFrom[] }>
> = {
  [KINDS.guardianship.kind]: {
    steps: ['ask', 'explain'],
    people: (taken) =>
      taken.flatMap(({ answers }) =>
        rowsOf(answers, 'keep_away').map((row): KeptAwayFrom => ({ ...keptAwayRow(row), by: 'file' })),
      ),
  },
  [tracingSubject.kind]: {
    steps: ['register', 'change'],
    people: (taken) =>
      taken.slice(-1).flatMap((last) => againstOf(last).map((one): KeptAwayFrom => ({ ...one, by: 'child' }))),
  },
  [tracingRequest.kind]: {
    steps: [...SAYING_STEPS, 'refuse'],
    people: (taken) => {
      const by = taken.some(({ step }) => step === 'refuse') ? 'refused' : 'inquirer'
      return taken.flatMap(({ step, answers }) =>
        step === 'refuse' ? [] : inquirerOf(answers).map(({ name: _name, ...one }): KeptAwayFrom => ({ ...one, by })),
      )
    },
  },
  [KINDS.care.kind]: {
    steps: ['place', 'record_irregular'],
    people: (taken) => taken.map(({ answers }): KeptAwayFrom => ({ address: textOf(answers, 'address'), by: 'carer' })),
  },
}
const STEPS = Object.values(NAMED).flatMap(({ steps }) => steps)

interface Held {
  readonly sequence: number
  readonly people: readonly KeptAwayFrom[]
}

interface KeptAwayParts {
  readonly vault: Vault
  /** Whom all files but one name as having had part in what happened, adults' files too: asked of the module that keeps them. */
  readonly namedInFiles?: (trx: ScopedTransaction, butFile: string | null) => Promise<readonly Contacts[]>
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
      .where(sql<boolean>`(${butFile}::uuid is null or file_id is distinct from ${butFile}::uuid)`)
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
          .where('step', 'in', STEPS)
          .orderBy('sequence')
          .execute(),
        ({ request_id: id }) => id,
      )
      for (const { id, kind, sequence } of changed) {
        const [key, named] = [keys.get(id), NAMED[kind]]
        if (!key || !named) continue
        const taken = (steps.get(id) ?? []).map((row) => ({
          step: row.step,
          answers: openPayload(key, 'children', row).answers,
        }))
        const people = named.people(taken.filter(({ step }) => named.steps.includes(step)))
        held.set(id, { sequence, people })
      }
    }
    // The same person is named in many files: held against anyone once.
    const named = (await namedInFiles?.(trx, butFile)) ?? []
    const all = [
      ...[...held.values()].flatMap(({ people }) => people),
      ...named.map((one): KeptAwayFrom => ({ ...one, by: 'file' })),
    ]
    return [...new Map(all.flatMap((one) => (keyOf(one) === '' ? [] : [[`${one.by} ${keyOf(one)}`, one]]))).values()]
  }
}

/** What there is of somebody; empty where there is nothing. */
const keyOf = ({ name = '', phone = '', address = '', paper = '' }: Contacts): string =>
  [name, phone, address, paper].every((one) => one === '') ? '' : JSON.stringify([name, phone, address, paper])
