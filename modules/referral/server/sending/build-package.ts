import { createHash } from 'node:crypto'
import type { Principal } from '@gloact/identity/contract/principal'
import {
  canonicalJson,
  err,
  failure,
  ok,
  valueOf,
  type Answer,
  type Failure,
  type Json,
  type Result,
} from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import { openPayload, type LoadedRequest } from '@gloact/records/server'
import type { EMPTY_BECAUSE, PackageView } from '../../contract/referrals.ts'
import { answersByLink, groupsByLink, isToldByLink } from '../../domain/by-link.ts'
import { IN_WORDS_ALONE, wantedGroups } from '../../domain/passing-on.ts'
import { reachedByLink } from '../directory/channels.ts'
import { confirmedAsking, groupsOnGround, isGround, type Ground } from '../../domain/override.ts'
import { agreedForAll } from '../../domain/between/sharing.ts'
import { betweenNameOf } from '../../domain/between/kinds.ts'
import { serviceOf } from '../find-service.ts'
import { recipientsOf } from './recipients.ts'
import type { FilesPort, ReferralContext } from '../referral-context.ts'

/** What a draft says, beside what is coded of it. */
export interface Drafted {
  readonly words: string
  readonly groups: readonly string[]
  readonly child: { readonly assent: string; readonly guardian: string } | null
}

type ToPassOn = Extract<Awaited<ReturnType<FilesPort['toPassOn']>>, { readonly ok: true }>['value']

export interface BuiltPackage {
  readonly view: PackageView
  readonly digest: string
  readonly notAgreed: readonly string[]
  /** Agreed groups of which nothing goes: for its sender, and never in what is sent. */
  readonly empty: readonly { readonly group: string; readonly because: (typeof EMPTY_BECAUSE)[number] }[]
  readonly fileSequence: number
  /** Every group that it holds, under what, and a digest of each. */
  readonly groups: readonly {
    readonly group: string
    readonly grantId: string | null
    readonly basis?: string | null
    readonly digest: string
  }[]
}

export const digestOf = (value: Json): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

export const draftedOf = ({ log, key }: LoadedRequest): Drafted => {
  const first = log[0]!
  return openPayload(key, 'referral', first).also as unknown as Drafted
}

/** The ground of an exception that two people found; null where there is none. */
function groundOf({ log, key }: LoadedRequest): Ground | null {
  const asked = confirmedAsking(log)
  const ground = asked && valueOf(openPayload(key, 'referral', asked).answers['reason'])
  return isGround(ground) ? ground : null
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
  const between = betweenNameOf(row.kind)
  const service = between === undefined ? await serviceOf(trx, String(facts['service_id'])) : undefined
  const recipients = await recipientsOf(trx, row)
  if (recipients.length === 0 || fileId === null) return err(failure('referral.no_service'))
  const drafted = draftedOf(loaded)
  const type = between ?? service!.type
  const byLink = service !== undefined && (await reachedByLink(trx, [service.id])).has(service.id)
  const asked = wantedGroups(drafted.groups, type, { ofChild: facts['child'] === true })
  const wanted = byLink ? groupsByLink(asked, service.recipient_kind) : asked
  const ground = groundOf(loaded)
  const without = groupsOnGround(ground, wanted)
  const passed: ToPassOn[] = []
  for (const recipient of recipients) {
    const one = await files.toPassOn(trx, who, fileId, { ...recipient, groups: wanted, without })
    if (!one.ok) return err(failure('referral.no_file'))
    passed.push(one.value)
  }
  const { child, sequence } = passed[0]!
  const forAll = agreedForAll(passed.map((one) => one.groups.map(({ group }) => group)))
  const groups = passed[0]!.groups.filter(({ group }) => forAll.includes(group))
  // A person who was on the child's path when it was drafted, or is now: asked again.
  if (child && drafted.child === null) return err(failure('referral.assent_missing'))
  const allowed = groups.filter(({ group }) => !child || wantedGroups([group], type, { ofChild: true }).includes(group))
  if (!allowed.some(({ group }) => group === 'needs')) return err(failure('referral.not_consented'))
  const shown = allowed.flatMap(({ group, grantId, forms }) => {
    const parts = IN_WORDS_ALONE.includes(group)
      ? []
      : forms.flatMap(({ form, version, answers: all, unsettled: open }) => {
          const whole = all as Readonly<Record<string, Answer>>
          const answers = byLink ? answersByLink(group, whole) : whole
          const unsettled = byLink ? open.filter((field) => isToldByLink(group, field)) : open
          if (Object.keys(answers).length + unsettled.length === 0) return []
          return [{ form, version, answers, ...(unsettled.length > 0 && { unsettled: [...unsettled] }) }]
        })
    // No empty heading: nothing says that there might have been something.
    return parts.length === 0 && group !== 'needs' ? [] : [{ group, grantId, parts }]
  })
  const view: PackageView = {
    number: String(facts['number'] ?? ''),
    need: String(facts['need'] ?? between),
    urgency: String(facts['urgency'] ?? 'standard'),
    words: drafted.words,
    senderAgencyId: who.agencyId,
    child: child ? drafted.child : null,
    ...(!child && ground !== null && shown.some(({ grantId }) => grantId === null) && { withoutConsent: ground }),
    groups: shown.map(({ group, parts }) => ({ group, parts })),
  }
  return ok({
    view,
    digest: digestOf(view),
    notAgreed: wanted.filter((group) => !allowed.some((each) => each.group === group)),
    empty: [
      ...asked.filter((group) => !wanted.includes(group)).map((group) => ({ group, because: 'by_link' as const })),
      ...allowed
        .filter(({ group }) => !shown.some((each) => each.group === group && each.parts.length > 0))
        .map(({ group }) => ({
          group,
          because: IN_WORDS_ALONE.includes(group) ? ('in_words' as const) : ('nothing_recorded' as const),
        })),
    ],
    fileSequence: sequence,
    // What was told in words alone is under no heading, and under a grant all the same: withdrawn, the words go.
    groups: allowed
      .filter(({ group }) => IN_WORDS_ALONE.includes(group) || shown.some((each) => each.group === group))
      .map(({ group, grantId }) => ({
        group,
        grantId,
        basis: grantId !== null ? null : child ? 'child_protection' : ground,
        digest: digestOf(shown.find((each) => each.group === group)?.parts ?? []),
      })),
  })
}
