import type { HandlerInput } from '@gloact/http/contract'
import type { Principal } from '@gloact/identity/contract/principal'
import { asInstant, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { RequestShown } from '@gloact/records/contract'
import { openRequest, readRequest } from '@gloact/records/server'
import type { openRecord as opening } from '../contract/records.ts'
import type { KindName } from '../domain/kinds.ts'
import type { RequestsByKind } from './child-records.ts'
import { may, scopeOf, systemFor, type ChildrenContext } from './children-context.ts'
import { sameId } from './same-id.ts'
import { servedTo } from './served-to.ts'
import { siblingsToWorkOn } from './siblings.ts'

/** Who is asked besides the officer, by kind: the role that somebody of that agency holds. */
export const ASKED_OF = {
  guardianship: { party: 'authority', role: 'guardianship_authority' },
  determination: { party: 'panel', role: 'panel_member' },
  kin: { party: 'keeper', role: 'caseworker' },
} as const satisfies Partial<Record<KindName, { readonly party: string; readonly role: string }>>

const isAsked = (kind: KindName): kind is keyof typeof ASKED_OF => kind in ASKED_OF

/** Begins a record about a child whose file is the asker's to work on. Sent twice, it is begun once. */
export async function openRecord(
  context: ChildrenContext,
  of: RequestsByKind,
  who: Principal,
  fileId: string,
  body: HandlerInput<typeof opening>['body'],
): Promise<Result<RequestShown, Failure>> {
  if (!may(who, 'children.work')) return err(failure('children.not_allowed'))
  const asked = isAsked(body.kind) ? ASKED_OF[body.kind] : undefined
  // An agency's own files are linked without asking anybody.
  if (body.kind === 'kin' && body.agencyId === who.agencyId) return err(failure('children.agency_unknown'))
  if (asked) {
    const holders = await context.directory.holders(asked.role)
    if (!holders.some(({ agencyId }) => agencyId === body.agencyId)) return err(failure('children.agency_unknown'))
  } else if (body.agencyId !== null) return err(failure('children.agency_unknown'))
  const together = body.kind === 'determination' ? (body.together ?? []) : []
  const numbers = await readNumbers(context, who, fileId, together)
  if (numbers === null) return err(failure('children.no_file'))
  const to = servedTo(context, body.kind)
  const opened = await inScope<unknown, Failure>(context.db, systemFor(who), async (trx) => {
    for (const [id, number] of numbers) {
      const own = id === fileId
      const begun = await openRequest(trx, of[body.kind], to.actorOf(who), {
        requestId: own ? body.id : sameId(`with ${body.id} ${id}`),
        id: own ? body.stepId : sameId(`with ${body.stepId} ${id}`),
        step: body.step,
        happenedAt: asInstant(body.happenedAt),
        parties: { officer: who.agencyId, ...(asked && { [asked.party]: body.agencyId! }) },
        fileId: id,
        facts: { number: number.toLowerCase(), ...(numbers.size > 1 && { together: body.id }) },
        payload: { answers: body.answers },
      })
      if (!begun.ok) return begun
    }
    return ok(undefined)
  })
  return opened.ok ? readRequest(of[body.kind], to, who, body.id) : opened
}

/** The numbers of the child's file and of those with whom it is decided, the child's first; null where one is not the asker's to work on. */
async function readNumbers(
  context: ChildrenContext,
  who: Principal,
  fileId: string,
  together: readonly string[],
): Promise<ReadonlyMap<string, string> | null> {
  const found = await inScope<ReadonlyMap<string, string> | null, Failure>(context.db, scopeOf(who), async (trx) => {
    const number = await context.files.toWorkOn(trx, who, fileId)
    const others = number === null ? null : await siblingsToWorkOn(trx, context, who, fileId, together)
    return ok(number === null || others === null ? null : new Map([[fileId, number], ...others]))
  })
  return found.ok ? found.value : null
}
