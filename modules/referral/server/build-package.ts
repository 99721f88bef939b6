import { createHash } from 'node:crypto'
import type { Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, failure, ok, type Answer, type Failure, type Json, type Result } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { openPayload, type LoadedRequest } from '@gloact/records/server'
import type { PackageView } from '../contract/referrals.ts'
import { answersByLink, groupsByLink } from '../domain/by-link.ts'
import { IN_WORDS_ALONE, wantedGroups } from '../domain/passing-on.ts'
import { reachedByLink } from './channels.ts'
import { serviceOf } from './find-service.ts'
import { passedTo, type ReferralContext } from './referral-context.ts'

/** What a draft says, beside what is coded of it. */
export interface Drafted {
  readonly words: string
  readonly groups: readonly string[]
  readonly child: { readonly assent: string; readonly guardian: string } | null
}

export interface BuiltPackage {
  readonly view: PackageView
  readonly digest: string
  readonly notAgreed: readonly string[]
  readonly fileSequence: number
  /** Every group that it holds, under what, and a digest of each. */
  readonly groups: readonly { readonly group: string; readonly grantId: string | null; readonly digest: string }[]
}

const digestOf = (value: Json): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

export const draftedOf = ({ log, key }: LoadedRequest): Drafted => {
  const first = log[0]!
  return openPayload(key, 'referral', first).also as unknown as Drafted
}

/**
 * What the receiver would get now, under the live consent and the file's lock. The preview and the sending ask the same
 * function, so that their digests differ where anything does.
 */
export async function buildPackage(
  trx: ScopedTransaction,
  { files }: ReferralContext,
  who: Principal,
  loaded: LoadedRequest,
): Promise<Result<BuiltPackage, Failure>> {
  const { row } = loaded
  const { facts, file_id: fileId } = row
  const service = await serviceOf(trx, String(facts['service_id']))
  if (!service || fileId === null) return err(failure('referral.no_service'))
  const drafted = draftedOf(loaded)
  const byLink = (await reachedByLink(trx, [service.id])).has(service.id)
  const asked = wantedGroups(drafted.groups, service.type, facts['child'] === true)
  const wanted = byLink ? groupsByLink(asked, service.recipient_kind) : asked
  const passed = await files.toPassOn(trx, who, fileId, passedTo(service, wanted))
  if (!passed.ok) return err(failure('referral.no_file'))
  const { child, sequence, groups } = passed.value
  // A person who was on the child's path when it was drafted, or is now: asked again.
  if (child && drafted.child === null) return err(failure('referral.assent_missing'))
  const allowed = groups.filter(({ group }) => !child || wantedGroups([group], service.type, true).includes(group))
  if (!allowed.some(({ group }) => group === 'needs')) return err(failure('referral.not_consented'))
  const shown = allowed.flatMap(({ group, grantId, forms }) => {
    const parts = IN_WORDS_ALONE.includes(group)
      ? []
      : forms.flatMap(({ form, version, answers: all }) => {
          const whole = all as Readonly<Record<string, Answer>>
          const answers = byLink ? answersByLink(group, whole) : whole
          return Object.keys(answers).length === 0 ? [] : [{ form, version, answers }]
        })
    // No empty heading: nothing says that there might have been something.
    return parts.length === 0 && group !== 'needs' ? [] : [{ group, grantId, parts }]
  })
  const view: PackageView = {
    number: String(facts['number']),
    need: String(facts['need']),
    urgency: String(facts['urgency']),
    words: drafted.words,
    senderAgencyId: row.parties['sender']!,
    child: child ? drafted.child : null,
    groups: shown.map(({ group, parts }) => ({ group, parts })),
  }
  return ok({
    view,
    digest: digestOf(view),
    notAgreed: wanted.filter((group) => !allowed.some((each) => each.group === group)),
    fileSequence: sequence,
    groups: shown.map(({ group, grantId, parts }) => ({ group, grantId, digest: digestOf(parts) })),
  })
}
