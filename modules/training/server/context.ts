import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { DisclosureRule } from '@gloact/disclosure'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { dateIn, err, failure, ok, type Clock, type Json, type PlainDate } from '@gloact/kernel'
import { inScope, systemScope, type Database } from '@gloact/postgres'
import { READS, trainingPolicy, type TrainingAction } from '../domain/policy.ts'
import { tables } from './tables.ts'

/** What seals words that belong to no person of a file: the vault's key of words. */
export interface WordKey {
  seal(place: string, value: Json): Uint8Array
  unseal(place: string, sealed: Uint8Array): unknown
}

/** What every use case of this module is given. */
export interface TrainingContext {
  readonly db: Database
  readonly clock: Clock
  readonly country: string
  readonly timeZone: string
  readonly publicUrl: string
  readonly wordKey: () => Promise<WordKey>
  /** The rule for figures that leave the training team. */
  readonly smallCounts: DisclosureRule
}

export const today = ({ clock, timeZone }: TrainingContext): PlainDate => dateIn(clock.now(), timeZone)

export const notAllowed = err(failure('training.not_allowed'))
export const unknown = err(failure('training.unknown'))
export const DONE = ok({ done: true } as const)

export const scopeOf = (who: Principal) => ({ ...principalScope(who) })

/** Whether the roles allow it on an event; on one of their own agency where none is named. */
export const may = (
  { agencyId, roles }: Principal,
  action: TrainingAction,
  event: { readonly agency_id: string; readonly published_at: string | null } = {
    agency_id: agencyId,
    published_at: null,
  },
): boolean =>
  trainingPolicy.decide({ agencyId, roles }, action, {
    agencyId: event.agency_id,
    published: event.published_at !== null,
  }).allowed

export const holdsTraining = ({ roles }: Principal): boolean => roles.some((role) => READS.includes(role))

/** What is kept of somebody, sealed. */
export interface Contact {
  readonly name: string
  readonly email: string
  readonly phone: string
}

const contactPlace = (id: string): string => `training.practitioner.sealed:${id}`

export const sealContact = (key: WordKey, id: string, contact: Contact): Uint8Array =>
  key.seal(contactPlace(id), { ...contact })

export const contactOf = (key: WordKey, id: string, sealed: Uint8Array): Contact =>
  key.unseal(contactPlace(id), sealed) as Contact

const SECRET_PLACE = 'training.code_secret.sealed'

type Digest = (code: string) => Uint8Array

const digests = new WeakMap<TrainingContext, Promise<Digest>>()

/** What codes are digested with. It lies sealed, so that a stolen table of digests cannot be tried out. */
export function codeDigests(context: TrainingContext): Promise<Digest> {
  const known = digests.get(context)
  if (known) return known
  const found = openDigests(context)
  digests.set(context, found)
  found.catch(() => digests.delete(context))
  return found
}

async function openDigests({ db, country, wordKey }: TrainingContext): Promise<Digest> {
  const key = await wordKey()
  const found = await inScope(db, systemScope(country), async (trx) => {
    const read = () => tables(trx).selectFrom('training.code_secret').selectAll().where('country', '=', country)
    const before = await read().executeTakeFirst()
    if (before) return ok(before.sealed)
    await tables(trx)
      .insertInto('training.code_secret')
      .values({ country, sealed: key.seal(SECRET_PLACE, randomBytes(32).toString('base64')) })
      // Another process may make it in the same moment: one of the two stands.
      .onConflict((conflict) => conflict.column('country').doNothing())
      .execute()
    return ok((await read().executeTakeFirstOrThrow()).sealed)
  })
  if (!found.ok) throw new Error('the secret of codes is not there')
  const secret = Buffer.from(String(key.unseal(SECRET_PLACE, found.value)), 'base64')
  return (code) => createHmac('sha256', secret).update(code).digest()
}

export const sha256 = (text: string): Uint8Array => createHash('sha256').update(text).digest()

export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(Buffer.from(other))
