import assert from 'node:assert/strict'
import { newId } from '@gloact/kernel'
import fc from 'fast-check'
import { sql } from 'kysely'
import { consentPayload } from './consent-payload.ts'
import { TODAY, value, type referralStage } from './referral-stage.ts'

type Stage = Awaited<ReturnType<typeof referralStage>>

const GROUPS = ['needs', 'identity', 'contact', 'exploitation'] as const
type Group = (typeof GROUPS)[number]

/** What happens next; in `race` it happens at once with a withdrawal, each over a connection of its own. */
interface Event {
  readonly what: 'consent' | 'withdraw' | 'send' | 'acknowledge' | 'accept' | 'read' | 'recall'
  readonly groups: readonly Group[]
  readonly race: boolean
}

const event: fc.Arbitrary<Event> = fc.record({
  what: fc.constantFrom('consent', 'withdraw', 'send', 'send', 'acknowledge', 'accept', 'read', 'recall'),
  groups: fc.subarray([...GROUPS], { minLength: 1 }),
  race: fc.boolean(),
})

/** Most begin with something that was agreed and sent; what follows is any. */
const history: fc.Arbitrary<readonly Event[]> = fc
  .tuple(fc.subarray([...GROUPS], { minLength: 1 }), fc.boolean(), fc.array(event, { minLength: 2, maxLength: 5 }))
  .map(([groups, race, rest]) => [
    { what: 'consent', groups: [...new Set(['needs' as const, ...groups])], race: false },
    { what: 'send', groups, race },
    ...rest,
  ])

/** A file to which histories happen one after another: what the person agrees to now, and what was sent. */
interface Told {
  readonly fileId: string
  /** Grants in force, by group; of each when it was given and withdrawn, by the action that did it. */
  readonly live: Map<Group, Set<string>>
  readonly given: Map<string, { readonly by: string; withdrawnBy: string | null }>
  readonly sent: { readonly id: string; readonly digest: string }[]
}

/** A file's log grows with its histories: after so many another file begins. */
const HISTORIES_A_FILE = 20

/**
 * Random histories of consent, sending, reading and recall against the database. After each event: for every group of every package a
 * grant was in force when the file had come as far as the package says; nothing withdrawn is read by either side; what was sent is
 * what was previewed. Gives how many packages were sent and how many readings were held against the rule.
 */
export async function raceHistories(
  stage: Stage,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<{ readonly packages: number; readonly readings: number }> {
  const histories = fc.sample(history, { numRuns: count, seed })
  const serviceId = await clinicOf(stage)
  const done = { packages: 0, readings: 0 }
  let told: Told | undefined
  for (const [number, history] of histories.entries()) {
    if (number % HISTORIES_A_FILE === 0)
      told = { fileId: await openFile(stage), live: new Map(), given: new Map(), sent: [] }
    const file = told!
    const before = file.sent.length
    for (const [place, one] of history.entries()) {
      const about = `seed ${seed}, history ${number}, event ${place}: ${JSON.stringify(one)}`
      const beside = one.race && one.what !== 'withdraw' ? withdraw(stage, file, one.groups[0]!) : undefined
      await Promise.all([happen(stage, file, one, serviceId, about), beside])
      // What has ended stays as it is: only what this history sent is read again.
      for (const { id } of file.sent.slice(before)) {
        await nothingWithdrawnIsRead(stage, file, id, about)
        done.readings += 2
      }
    }
    await everyGroupHadAGrant(stage, file, `seed ${seed}, history ${number}`)
    done.packages += file.sent.length - before
  }
  return done
}

async function clinicOf({ ask, WHO }: Stage): Promise<string> {
  const { items } = (await ask('caseworker', 'GET', '/referral/services?type=health')).body
  return items.find(({ agencyId, byLink }) => agencyId === WHO.clinic.agencyId && !byLink)!.id
}

async function openFile({ ask, WHO, clock }: Stage): Promise<string> {
  const fileId = newId()
  const opened = { age: 'adult', contactOn: TODAY, channel: 'ngo', teamId: null, assignedTo: WHO.caseworker.userId }
  const action = {
    id: newId(),
    type: 'file_opened',
    payload: opened,
    happenedAt: clock.now(),
    replaces: [],
    deviceTime: null,
  }
  const recorded = consentPayload(TODAY, [])
  const { status, text } = await ask('caseworker', 'POST', '/protection/files', {
    fileId,
    personId: newId(),
    actions: [action, { ...action, id: newId(), type: 'consent_recorded', payload: recorded }],
  })
  assert.equal(status, 201, text)
  return fileId
}

async function record({ ask, clock }: Stage, fileId: string, type: string, payload: object): Promise<string> {
  const id = newId()
  const action = { id, type, payload, happenedAt: clock.now(), replaces: [], deviceTime: null }
  const { status, text } = await ask('caseworker', 'POST', `/protection/files/${fileId}/actions`, { actions: [action] })
  assert.ok(status < 300, text)
  return id
}

async function consent(stage: Stage, { fileId, live, given }: Told, groups: readonly Group[]): Promise<void> {
  const to = { purpose: 'referral', recipientKind: 'health', recipientAgencyId: stage.WHO.clinic.agencyId }
  const payload = consentPayload(
    TODAY,
    groups.map((dataGroup) => ({ ...to, dataGroup })),
  )
  const by = await record(stage, fileId, 'consent_recorded', payload)
  for (const { id, dataGroup } of payload.grants) {
    given.set(id, { by, withdrawnBy: null })
    live.set(dataGroup, (live.get(dataGroup) ?? new Set()).add(id))
  }
}

async function withdraw(stage: Stage, { fileId, live, given }: Told, group: Group): Promise<void> {
  const grantIds = [...(live.get(group) ?? [])]
  if (grantIds.length === 0) return
  const by = await record(stage, fileId, 'consent_withdrawn', { withdrawnOn: TODAY, grantIds, reason: null })
  for (const id of grantIds) {
    given.get(id)!.withdrawnBy = by
    live.get(group)!.delete(id)
  }
}

async function happen(
  stage: Stage,
  file: Told,
  { what, groups }: Event,
  serviceId: string,
  about: string,
): Promise<void> {
  const { ask, clock, runJob } = stage
  if (what === 'consent') return consent(stage, file, groups)
  if (what === 'withdraw') return withdraw(stage, file, groups[0]!)
  if (what === 'send') return send(stage, file, groups, serviceId, about)
  if (what === 'recall') return runJob('referral.recall_ended')
  const id = file.sent.at(-1)?.id
  if (id === undefined) return
  if (what === 'read') return void (await ask('clinic', 'GET', `/referral/referrals/${id}/package`))
  // Whether it is still open when it arrives is the race.
  await ask('clinic', 'POST', `/referral/referrals/${id}/steps`, {
    id: newId(),
    step: what,
    happenedAt: clock.now(),
    answers: what === 'accept' ? { first_on: value(TODAY) } : {},
  })
}

async function send(
  { ask, clock }: Stage,
  file: Told,
  groups: readonly Group[],
  serviceId: string,
  about: string,
): Promise<void> {
  const id = newId()
  const drafted = await ask('caseworker', 'POST', '/referral/referrals', {
    id,
    stepId: newId(),
    fileId: file.fileId,
    serviceId,
    urgency: 'standard',
    words: 'A check of the burns on her hands.',
    groups,
    child: null,
    happenedAt: clock.now(),
  })
  assert.equal(drafted.status, 201, `${about}: ${drafted.text}`)
  const { digest } = (await ask('caseworker', 'GET', `/referral/referrals/${id}/preview`)).body
  if (digest === undefined) return
  const sent = await ask('caseworker', 'POST', `/referral/referrals/${id}/send`, {
    stepId: newId(),
    digest,
    happenedAt: clock.now(),
  })
  if (sent.status === 201) file.sent.push({ id, digest })
}

async function nothingWithdrawnIsRead({ ask, owner }: Stage, { live }: Told, id: string, about: string): Promise<void> {
  const agreed = (group: string): boolean => (live.get(group as Group)?.size ?? 0) > 0
  const { rows } = await sql<{ group: string }>`
    select data_group as group from referral.package_group join referral.package on package_id = id
    where request_id = ${id} and destroyed_at is null`.execute(owner)
  for (const who of ['clinic', 'caseworker'] as const) {
    const { status, body, text } = await ask(who, 'GET', `/referral/referrals/${id}/package`)
    if (status !== 200) continue
    assert.deepEqual(
      body.groups.filter(({ group }) => !agreed(group)),
      [],
      `${about}: ${who} reads what was withdrawn`,
    )
    // The words may speak of what is told in words alone.
    const inWords = rows.filter(({ group }) => group === 'needs' || group === 'exploitation')
    assert.ok(
      inWords.every(({ group }) => agreed(group)),
      `${about}: ${who} reads words about what was withdrawn: ${text}`,
    )
  }
}

async function everyGroupHadAGrant({ owner }: Stage, { fileId, given, sent }: Told, about: string): Promise<void> {
  const actions = await sql<{ id: string; sequence: number }>`
    select id, sequence from protection.file_action where file_id = ${fileId}`.execute(owner)
  const at = new Map(actions.rows.map(({ id, sequence }) => [id, sequence]))
  const { rows } = await sql<{
    request: string
    group: string
    grant: string | null
    sequence: number
    digest: string
    because: string | null
  }>`
    select request_id as request, data_group as group, grant_id as grant, file_sequence as sequence, package.digest,
      destroyed_because as because
    from referral.package join referral.package_group on package_id = package.id
    where request_id = any (${sent.map(({ id }) => id)}::uuid[]) order by sent_at, package.id`.execute(owner)
  const digests = new Map(sent.map(({ id, digest }) => [id, digest]))
  const seen = new Set<string>()
  for (const { request, group, grant, sequence, digest } of rows) {
    const grantedAt = given.get(grant ?? '')
    assert.ok(grantedAt, `${about}: ${group} went without a grant`)
    assert.ok(at.get(grantedAt.by)! <= sequence, `${about}: ${group} went before it was agreed`)
    const withdrawnAt = grantedAt.withdrawnBy === null ? undefined : at.get(grantedAt.withdrawnBy)
    assert.ok(withdrawnAt === undefined || withdrawnAt > sequence, `${about}: ${group} went after it was withdrawn`)
    // The first package of a referral is the one that was sent; what follows it is narrower.
    if (!seen.has(`${request}/${digest}`) && ![...seen].some((each) => each.startsWith(request)))
      assert.equal(digest, digests.get(request), `${about}: what was sent is what was previewed`)
    seen.add(`${request}/${digest}`)
  }
}
