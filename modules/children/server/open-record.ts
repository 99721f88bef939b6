import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { openRequest, readRequest } from '@gloact/records/server'
import type { openRecord as opening } from '../contract/records.ts'
import type { KindName } from '../domain/kinds.ts'
import type { RequestsByKind } from './child-records.ts'
import { may, scopeOf, systemFor, type ChildrenContext } from './children-context.ts'
import { servedTo } from './served-to.ts'

/** Who is asked besides the officer, by kind: the role that somebody of that agency holds. */
export const ASKED_OF = {
  guardianship: { party: 'authority', role: 'guardianship_authority' },
  determination: { party: 'panel', role: 'panel_member' },
} as const satisfies Partial<Record<KindName, { readonly party: string; readonly role: string }>>

/** Begins a record about a child whose file is the asker's to work on. Sent twice, it is begun once. */
export async function openRecord(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  fileId: string,
  body: HandlerInput<typeof opening>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const asked = body.kind === 'guardianship' || body.kind === 'determination' ? ASKED_OF[body.kind] : undefined
  if (asked) {
    const holders = await context.directory.holders(asked.role)
    if (!holders.some(({ agencyId }) => agencyId === body.agencyId)) return err(failure('children.agency_unknown'))
  } else if (body.agencyId !== null) return err(failure('children.agency_unknown'))
  const number = await readNumber(context, who, fileId)
  if (number === null) return err(failure('children.no_file'))
  const to = servedTo(context, body.kind)
  const opened = await inScope<unknown, Failure>(context.db, systemFor(who), (trx) =>
    openRequest(trx, of[body.kind], to.actorOf(who), {
      requestId: body.id,
      id: body.stepId,
      step: body.step,
      happenedAt: asInstant(body.happenedAt),
      parties: { officer: who.agencyId, ...(asked && { [asked.party]: body.agencyId! }) },
      fileId,
      facts: { number: number.toLowerCase() },
      payload: { answers: body.answers },
    }),
  )
  return opened.ok ? readRequest(of[body.kind], to, who, body.id) : opened
}

const readNumber = async (context: ChildrenContext, who: Principal, fileId: string): Promise<string | null> => {
  const found = await inScope<string | null, Failure>(context.db, scopeOf(who), async (trx) => ({
    ok: true,
    value: await context.files.toWorkOn(trx, who, fileId),
  }))
  return found.ok ? found.value : null
}
