import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { err, failure, ok, type Failure, type Instant, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { loadRequest, openRequest, requestTables, shown } from '@gloact/records/server'
import type * as contract from '../../contract/tracing/tracing.ts'
import { sideFromFile } from '../../domain/tracing/from-file.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import type { TracingKinds } from './kinds.ts'
import { subjectsServed } from './served.ts'
import { actorOf, may, SCHEMA, scopeOf, type TracingContext } from './tracing-context.ts'

const REFUSED = failure('children.not_allowed')

/** What the file says already of what the child's side asks, for somebody who works on it and registers that side. */
export async function knownOfChild(
  context: TracingContext,
  who: Principal,
  fileId: string,
): Promise<Result<ResponseOf<typeof contract.knownOfChild>, Failure>> {
  if (!may(who, 'children.trace_for_child')) return err(REFUSED)
  return inScope<ResponseOf<typeof contract.knownOfChild>, Failure>(context.db, scopeOf(who), async (trx) => {
    const identity = await context.files.whoIs(trx, who, fileId)
    return identity === null ? err(failure('children.no_child')) : ok({ answers: sideFromFile(identity) })
  })
}

/** Registers what a child says of their family: of a file on the child path that the asker works on, or of a child without one. */
export async function registerSubject(
  context: TracingContext,
  kinds: TracingKinds,
  who: Principal,
  { id, stepId, happenedAt, answers, fileId }: HandlerInput<typeof contract.registerSubject>['body'],
): Promise<Result<ResponseOf<typeof contract.registerSubject>, Failure>> {
  if (!may(who, 'children.trace_for_child')) return err(REFUSED)
  const to = subjectsServed(context, [])
  return inScope<ResponseOf<typeof contract.registerSubject>, Failure>(context.db, scopeOf(who), async (trx) => {
    if (fileId !== null) {
      const file = await context.files.toPassOn(trx, who, fileId, {
        purpose: 'family_tracing',
        recipientKind: 'family',
        recipientAgencyId: who.agencyId,
        groups: [],
      })
      if (!file.ok || !file.value.child) return err(failure('children.no_child'))
      const again = await loadRequest(trx, kinds.subjects, id)
      // Under the file's lock: of two at once the second is told so.
      if (!again.ok) {
        const there = await requestTables(trx, SCHEMA)
          .selectFrom('request')
          .select('id')
          .where('kind', '=', tracingSubject.kind)
          .where('file_id', '=', fileId)
          .where('ended_at', 'is', null)
          .executeTakeFirst()
        if (there) return err(failure('children.traced_already'))
      }
    }
    const opened = await openRequest(trx, kinds.subjects, actorOf(who), {
      requestId: id,
      id: stepId,
      step: 'register',
      happenedAt: happenedAt as Instant,
      parties: { agency: who.agencyId },
      fileId,
      facts: {},
      payload: { answers },
    })
    return opened.ok ? shown(trx, kinds.subjects, to, who, id) : opened
  })
}
