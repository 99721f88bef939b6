import type { ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { ok, valueOf, type Failure, type Result } from '@gloact/kernel'
import { readInScope } from '@gloact/postgres'
import { readRequest } from '@gloact/records/server'
import { rowById } from '@gloact/registers/server'
import { carers } from '../contract/carers.ts'
import { guardians, type nameGuardians } from '../contract/guardians.ts'
import type { RequestsByKind } from './child-records.ts'
import { systemFor, type ChildrenContext } from './children-context.ts'
import { servedTo } from './served-to.ts'

/** Whom a record of a kind names, of which register. */
const NAMED = {
  guardianship: { register: guardians, question: 'guardian' },
  care: { register: carers, question: 'registered_carer' },
} as const

/**
 * What those are called whom a record of a child names: an officer sees the record and not the register. In the system's scope, once the
 * record was read in the asker's own; of the register nothing is told but the title of the row.
 */
export async function registeredNames(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  kind: keyof typeof NAMED,
  requestId: string,
): Promise<Result<ResponseOf<typeof nameGuardians>, Failure>> {
  const { register, question } = NAMED[kind]
  const read = await readRequest(of[kind], servedTo(context, kind), who, requestId)
  if (!read.ok) return read
  const ids = read.value.steps.flatMap(({ answers }) => {
    const id = valueOf(answers[question])
    return typeof id === 'string' ? [id] : []
  })
  const names = await readInScope(context.db, systemFor(who), async (trx) => {
    const found: [string, string][] = []
    for (const id of new Set(ids)) {
      const name = valueOf((await rowById(trx, register, id))?.answers[register.title])
      if (typeof name === 'string') found.push([id, name])
    }
    return Object.fromEntries(found)
  })
  return ok({ names })
}
