import { openingsByDay, readAudit, recordAudit, type AuditAction, type RecordedEntry } from '@gloact/audit'
import type { Principal } from '@gloact/identity/contract/principal'
import { addDays, dateIn, ok, type Failure, type Result } from '@gloact/kernel'
import type { ResponseOf } from '@gloact/http/contract'
import type * as contract from '../contract/oversight.ts'
import { scoreDays } from '../domain/unusual-days.ts'
import { authorise, inOwnScope, type OversightContext } from './context.ts'

/** What counts as having opened who somebody is. */
const OPENINGS: readonly AuditAction[] = ['file.identity_opened', 'file.restricted_opened']

/** Whatever takes something out of the system. */
const EXPORTS: readonly AuditAction[] = [
  'export.made',
  'file.exported',
  'file.printed',
  'backup.made',
  'audit.proof_exported',
]
const PAGE = 100

/** What was opened, folded by staff and day. The officer's own right to the audit reads it: row-level security agrees. */
export async function readOpenings(
  context: OversightContext,
  principal: Principal,
  input: { readonly days: number },
): Promise<Result<ResponseOf<typeof contract.readOpenings>, Failure>> {
  const allowed = authorise(context, principal, 'oversight.read_use')
  if (!allowed.ok) return allowed
  const from = addDays(dateIn(context.clock.now(), context.timeZone), -input.days)
  const { days, emergencies, reviewed, refused, slowed } = await inOwnScope(context, principal, async (trx) => {
    const days = await openingsByDay(trx, { actions: OPENINGS, from, timeZone: context.timeZone })
    const emergencies = await readAudit(trx, { actions: ['file.glass_broken'], limit: 200 })
    const reviewed = await readAudit(trx, { actions: ['file.opening_reviewed'], limit: 1_000 })
    const refused = await readAudit(trx, { actions: ['file.refused'], limit: 500 })
    const slowed = await readAudit(trx, { actions: ['use.slowed'], limit: 500 })
    await recordAudit(trx, { action: 'audit.read', detail: { page: 'openings', days: input.days } })
    return { days, emergencies, reviewed, refused, slowed }
  })
  const names = await context.staffNames([
    ...days.map(({ staffId }) => staffId),
    ...[...emergencies, ...refused, ...slowed].flatMap(({ actorId }) => actorId ?? []),
  ])
  const within = ({ at }: RecordedEntry): boolean => dateIn(at, context.timeZone) >= from
  const shown = emergencies.filter(({ at, objectId }) => objectId !== null && dateIn(at, context.timeZone) >= from)
  return ok({
    from,
    items: scoreDays(days, context.unusualDay)
      .toSorted((a, b) => Number(b.unusual) - Number(a.unusual) || b.day.localeCompare(a.day) || b.opened - a.opened)
      .map((day) => ({ ...day, purposes: [...day.purposes], name: names.get(day.staffId) ?? '' })),
    emergencies: shown.map((entry) => ({
      at: entry.at,
      name: names.get(entry.actorId ?? '') ?? '',
      fileId: entry.objectId ?? '',
      reason: entry.purpose ?? '',
      // A review is of the file and follows the opening; which of two openings it was of, protection's list says.
      reviewed: reviewed.some(({ objectId, at }) => objectId === entry.objectId && at > entry.at),
    })),
    refused: refused.filter(within).map(({ at, lastAt, times, actorId }) => ({
      at,
      lastAt,
      times,
      name: names.get(actorId ?? '') ?? '',
    })),
    slowed: slowed.filter(within).map(({ at, actorId, detail }) => {
      const { kind, span, limit } = detail as Readonly<Record<string, unknown>>
      return { at, name: names.get(actorId ?? '') ?? '', kind: String(kind), span: String(span), limit: Number(limit) }
    }),
  })
}

/** What left the system, latest first. */
export async function readExports(
  context: OversightContext,
  principal: Principal,
  input: { readonly before?: number | undefined },
): Promise<Result<ResponseOf<typeof contract.readExports>, Failure>> {
  const allowed = authorise(context, principal, 'oversight.read_use')
  if (!allowed.ok) return allowed
  const found = await inOwnScope(context, principal, async (trx) => {
    const entries = await readAudit(trx, {
      actions: EXPORTS,
      limit: PAGE,
      ...(input.before !== undefined && { before: input.before }),
    })
    await recordAudit(trx, { action: 'audit.read', detail: { page: 'exports' } })
    return entries
  })
  const names = await context.staffNames(found.flatMap(({ actorId }) => actorId ?? []))
  return ok({
    items: found.map((entry) => ({
      sequence: entry.sequence,
      at: entry.at,
      action: entry.action,
      name: entry.actorId === null ? null : (names.get(entry.actorId) ?? ''),
      purpose: entry.purpose,
      details: detailsOf(entry),
    })),
    next: found.length === PAGE ? (found.at(-1)?.sequence ?? null) : null,
  })
}

/** Codes and counts as they were recorded; ids say nothing to a reader and are left out. */
const detailsOf = ({ detail }: RecordedEntry) =>
  Object.entries(detail).flatMap(([name, value]: [string, unknown]) => {
    const text = (Array.isArray(value) ? value : [value]).map(String).filter((one) => !/^[0-9a-f]{8}-/.test(one))
    return text.length === 0 ? [] : [{ name, value: text.join(', ') }]
  })
