import { pathOfPointer } from '@gloact/forms'
import type { Client, Problem } from '@gloact/http/client'
import { err, ok, type FieldFailure, type Result } from '@gloact/kernel'
import type { Drafts } from '@gloact/offline'
import { recordActions } from '../../contract/routes.ts'
import { afterRecording, heldOf, nextBatch, withoutRefusals, withRefusal, type Unsent } from '../file/unsent.ts'
import { newAction } from '../new-action.ts'

/**
 * Sends the answers that wait on this device for one file, those that were refused before too. What is refused again
 * stays, with the reason; what was recorded leaves the device.
 */
export async function sendKept(client: Client, drafts: Drafts, fileId: string): Promise<Result<null, Problem>> {
  const key = `protection.answers:${fileId}`
  const draft = await drafts.load(key)
  let unsent = withoutRefusals((draft?.value ?? {}) as Unsent)
  let problem: Problem | undefined
  for (;;) {
    const batch = nextBatch(unsent, heldOf(unsent))
    if (!batch) break
    const { form, version, edits, replaces, at, reason } = batch
    const action = newAction(
      'answers_recorded',
      { form, version, edits, ...(reason !== undefined && { reason }) },
      { replaces, happenedAt: at },
    )
    const result = await client.call(recordActions, { params: { fileId }, body: { actions: [action] } })
    if (result.ok) {
      unsent = afterRecording(unsent, batch, action.id)
      continue
    }
    problem = result.error
    const refused = result.error.status >= 400 && result.error.status < 500 && ![401, 429].includes(result.error.status)
    if (!refused) break
    const failed = ((result.error.fields ?? []) as readonly FieldFailure[]).map((failure) => ({
      ...failure,
      path: pathOfPointer(failure.pointer),
    }))
    unsent = withRefusal(unsent, batch, result.error.code, failed)
  }
  if (Object.keys(unsent).length === 0) await drafts.remove(key)
  else await drafts.save(key, unsent)
  return problem === undefined ? ok(null) : err(problem)
}
