import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, newId, ok, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { Audience } from '@gloact/forms'
import type { HandlerInput } from '@gloact/http/contract'
import type { NewAction } from '../../contract/file/actions.ts'
import type { FileOutcome, handOver as contract } from '../../contract/lists/caseload.ts'
import { spanOfAppointment, standing } from '../../domain/file/appointments.ts'
import { namedAfter } from '../../domain/lists/caseload.ts'
import type { FileFailure } from '../../domain/failures.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import type { ActionType, Payloads } from '../../domain/file/actions/definitions.ts'
import { filePolicy } from '../../domain/file/policy.ts'
import type { ProtectionContext } from '../file/context.ts'
import { lockFile, resourceOf } from '../file/file-store.ts'
import { withoutFile } from '../file/without-file.ts'
import { allowedBy } from '../file/record-actions.ts'
import { recordOn } from '../file/save-appended.ts'

type Item = HandlerInput<typeof contract>['body']['items'][number]

/** Hands files over when somebody leaves, one transaction each. What was done already is left as it is. */
export async function handOverFiles(
  context: ProtectionContext,
  principal: Principal,
  leaving: string,
  { items, reasons }: HandlerInput<typeof contract>['body'],
): Promise<Result<{ items: FileOutcome[] }, FileFailure>> {
  if (!filePolicy.decide(principal, 'file.hand_over', withoutFile(principal)).allowed)
    return err({ code: 'protection.not_allowed' })
  const outcomes: FileOutcome[] = []
  for (const item of items) {
    const done = await handOverOne(context, principal, leaving, { ...item, reasons })
    outcomes.push(done.ok ? done.value : { fileId: item.fileId, number: null, state: 'failed', code: done.error.code })
  }
  return ok({ items: outcomes })
}

async function handOverOne(
  context: ProtectionContext,
  principal: Principal,
  leaving: string,
  item: Item & { readonly reasons: string },
): Promise<Result<FileOutcome, FileFailure>> {
  return inScope<FileOutcome, FileFailure>(context.db, principalScope(principal), async (trx) => {
    const loaded = await lockFile(trx, context.vault, item.fileId, principal.agencyId)
    if (!loaded.ok) return loaded
    const file = loaded.value
    if (!filePolicy.decide(principal, 'file.hand_over', resourceOf(file.row, file.shared)).allowed)
      return err({ code: 'protection.not_found' })
    const actions = handoverActions(context, file.state, leaving, item)
    if (!actions.ok) return actions
    const outcome = { fileId: item.fileId, number: file.row.number, code: null }
    if (actions.value.length === 0) return ok({ ...outcome, state: 'already' })
    const recorded = await recordOn(trx, context, file, actions.value, principal, allowedBy(principal, file))
    if (!recorded.ok) return recorded
    await recordAudit(trx, {
      action: 'caseload.handed_over',
      object: { kind: 'protection.case_file', id: file.row.id },
      detail: { from: leaving, ...(item.to && { to: item.to }) },
    })
    return ok({ ...outcome, state: 'done' })
  })
}

/**
 * What has to be recorded so that nothing of a file is left with the person who leaves. Worked out on the file as it is under its lock:
 * somebody who was taken from an audience meanwhile does not come back into it.
 */
export function handoverActions(
  context: Pick<ProtectionContext, 'clock' | 'rules'>,
  state: FileState,
  leaving: string,
  item: Pick<Item, 'to' | 'audiences' | 'note'> & { readonly reasons: string },
): Result<readonly NewAction[], FileFailure> {
  const now = context.clock.now()
  const { timeZone } = context.rules.calendar
  const make = <Type extends ActionType>(type: Type, payload: Payloads[Type]) =>
    ({ id: newId<'action'>(), type, payload, replaces: [], happenedAt: now, deviceTime: null }) as unknown as NewAction
  const actions: NewAction[] = []

  const theirs = state.assignedTo === leaving
  if (item.to !== null && !theirs && state.assignedTo !== item.to) return err({ code: 'protection.not_in_caseload' })
  if (item.to !== null && theirs) actions.push(make('assigned', { teamId: state.teamId, userId: item.to }))

  for (const [audience, inTheirPlace] of Object.entries(item.audiences) as [Audience, string | null][]) {
    const named = state.audiences[audience] ?? []
    if (!named.includes(leaving)) continue
    const after = namedAfter(named, leaving, inTheirPlace)
    if (!after) return err({ code: 'protection.audience_empty' })
    actions.push(make('audience_set', { audience, userIds: after }))
  }

  if (item.to !== null) {
    for (const appointment of state.appointments) {
      const arranged = standing(appointment)
      const over = appointment.outcomes.length > 0 || spanOfAppointment(arranged, timeZone).endsAt <= now
      if (over || !arranged.goingWith.includes(leaving)) continue
      actions.push(
        make('appointment_changed', {
          appointmentId: appointment.actionId,
          when: arranged.when,
          minutes: arranged.minutes,
          place: arranged.place,
          goingWith: [...new Set(arranged.goingWith.map((id) => (id === leaving ? item.to! : id)))],
          reasons: item.reasons,
        }),
      )
    }
  }
  // A note alone is no handover: sent again after everything was done, it is not written twice.
  if (item.note !== null && actions.length > 0)
    actions.push(make('note_added', { kind: 'supervision', text: item.note, notedOn: context.clock.today(timeZone) }))
  return ok(actions)
}
