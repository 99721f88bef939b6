import type { Problem } from '@gloact/http/client'
import { err, ok, type Result } from '@gloact/kernel'
import { draftKey, problemIn, type Drafts, type Outbox } from '@gloact/offline'
import { answersEntry } from './answers-entry.ts'
import { heldOf, nextBatch, withoutRefusals, type Unsent } from './unsent.ts'
import { ofAnswers } from './draft-places.ts'

/**
 * Sends the answers that wait on this device for one file, those that were refused before too. What is refused again
 * stays, with the reason; what was recorded leaves the device. What was sent before and may have arrived goes first, as it
 * was: it is recorded once.
 */
export async function sendKept(outbox: Outbox, drafts: Drafts, fileId: string): Promise<Result<null, Problem>> {
  const of = ofAnswers(fileId)
  const key = draftKey(of)
  const read = async () => ((await drafts.load(key))?.value ?? {}) as Unsent
  const before = await read()
  if (heldOf(before).size > 0) await drafts.save(key, withoutRefusals(before))
  let problem: Problem | undefined
  for (;;) {
    const unsent = await read()
    const [waiting] = await outbox.waitingOf(of)
    const batch = waiting ? undefined : nextBatch(unsent, heldOf(unsent))
    const entry = waiting ?? (batch && answersEntry(fileId, batch))
    if (!entry) break
    // The outbox takes what was recorded out of the draft, and puts the reason to what was refused.
    const verdict = await outbox.send(entry)
    problem = problemIn(verdict) ?? problem
    if (verdict.kind !== 'sent' && verdict.kind !== 'refused') break
  }
  return problem === undefined ? ok(null) : err(problem)
}
