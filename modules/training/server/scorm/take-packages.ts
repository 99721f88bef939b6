import type { HandlerInput, ResponseOf } from '@gloact/http/contract'
import { canonicalJson, err, failure, ok, type Failure, type Result } from '@gloact/kernel'
import { inScope, readInScope, systemScope, type ScopedTransaction } from '@gloact/postgres'
import type { savePackage as saving, takePackage as taking, takePackages as listing } from '../../contract/scorm.ts'
import { scoreOf, statusOf, type CmiState, type ScormStatus } from '../../domain/scorm/cmi.ts'
import { DONE, unknown, type TrainingContext } from '../context.ts'
import { offeredBy } from '../courses/offer-courses.ts'
import { tables } from '../tables.ts'
import { whose } from '../take-part.ts'
import { launchOf } from './launch.ts'
import { packagesOf, shownPackage } from './packages.ts'

const statePlace = (id: string): string => `training.scorm_attempt.sealed_state:${id}`

/** What a code opens of packages, and how far its owner is in each. */
export async function takePackages(
  context: TrainingContext,
  address: string,
  { code }: HandlerInput<typeof listing>['body'],
): Promise<Result<ResponseOf<typeof listing>, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const items = await readInScope(context.db, systemScope(context.country), async (trx) => {
    const packages = await offeredPackages(trx, participant)
    const attempts = await tables(trx)
      .selectFrom('training.scorm_attempt')
      .select(['package_id', 'status', 'score'])
      .where('participant_id', '=', participant.id)
      .execute()
    return packages.map((each) => {
      const attempt = attempts.find((one) => one.package_id === each.id)
      const status = (attempt?.status ?? 'not attempted') as ScormStatus
      return { ...shownPackage(each), status, score: attempt?.score ?? null }
    })
  })
  return ok({ items })
}

async function offeredPackages(
  trx: ScopedTransaction,
  { agency_id, event_id }: { readonly agency_id: string; readonly event_id: string },
) {
  const offered = new Set(await offeredBy(trx, event_id))
  return (await packagesOf(trx, agency_id)).filter(({ id }) => offered.has(id))
}

/** Opens a package, with what it said when its owner left it. */
export async function takePackage(
  context: TrainingContext,
  address: string,
  { code, packageId }: HandlerInput<typeof taking>['body'],
): Promise<Result<ResponseOf<typeof taking>, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const key = await context.wordKey()
  const read = await readInScope(context.db, systemScope(context.country), async (trx) => {
    const one = (await offeredPackages(trx, participant)).find(({ id }) => id === packageId)
    return one && { one, attempt: await attemptOf(trx, participant.id, packageId) }
  })
  if (!read) return unknown
  const { one, attempt } = read
  return ok({
    launch: await launchOf(context, one),
    attempt: attempt
      ? {
          id: attempt.id,
          saved: attempt.saved,
          state: key.unseal(statePlace(attempt.id), attempt.sealed_state) as CmiState,
        }
      : null,
  })
}

const attemptOf = (trx: ScopedTransaction, participantId: string, packageId: string) =>
  tables(trx)
    .selectFrom('training.scorm_attempt')
    .select(['id', 'saved', 'sealed_state'])
    .where('participant_id', '=', participantId)
    .where('package_id', '=', packageId)
    .executeTakeFirst()

/**
 * Keeps what a package has said. Each saving names the one that it follows: one that arrives twice counts once, and one from a telephone
 * that has not seen what another sent meanwhile is refused instead of undoing it.
 */
export async function savePackage(
  context: TrainingContext,
  address: string,
  { code, packageId, attemptId, id, after, state }: HandlerInput<typeof saving>['body'],
): Promise<Result<{ done: true }, Failure>> {
  const found = await whose(context, address, code)
  if (!found.ok) return found
  const participant = found.value
  const key = await context.wordKey()
  return inScope<{ done: true }, Failure>(context.db, systemScope(context.country), async (trx) => {
    // Two telephones of one person: one after the other.
    await tables(trx)
      .selectFrom('training.participant')
      .select('id')
      .where('id', '=', participant.id)
      .forUpdate()
      .execute()
    const now = context.clock.now()
    const said = {
      saved: id,
      status: statusOf(state),
      score: scoreOf(state),
      sealed_state: key.seal(statePlace(attemptId), state),
      saved_at: now,
    }
    const before = await attemptOf(trx, participant.id, packageId)
    if (before) {
      if (before.id !== attemptId) return err(failure('training.attempt_elsewhere'))
      if (before.saved === id) {
        const same = canonicalJson(key.unseal(statePlace(attemptId), before.sealed_state)) === canonicalJson(state)
        return same ? DONE : err(failure('training.id_used'))
      }
      if (before.saved !== after) return err(failure('training.attempt_elsewhere'))
      await tables(trx).updateTable('training.scorm_attempt').set(said).where('id', '=', attemptId).execute()
      return DONE
    }
    if (!(await offeredPackages(trx, participant)).some((one) => one.id === packageId)) {
      return err(failure('training.not_offered'))
    }
    const added = await tables(trx)
      .insertInto('training.scorm_attempt')
      .values({
        ...said,
        id: attemptId,
        participant_id: participant.id,
        package_id: packageId,
        country: participant.country,
        agency_id: participant.agency_id,
        begun_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return added ? DONE : err(failure('training.id_used'))
  })
}
