import assert from 'node:assert/strict'
import { join } from 'node:path'
import { asInstant, newId, ok, unwrap } from '@gloact/kernel'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Message } from '../message.ts'
import type { TestClock, TestCountry } from '../testing.ts'
import { sealEnvelope, signMessage } from './envelope.ts'
import { openExchangeKeys } from './keys.ts'

/** The country takes messages of one word, and keeps them in the order in which they took effect. */
export async function takesTrials({ database, exchange }: TestCountry): Promise<void> {
  await sql`create table public.trial_effect (place int generated always as identity, id uuid, word text);
    grant all on public.trial_effect to gloact_app`.execute(database.owner)
  exchange.registerMessageType({
    type: 'trial.said',
    schemaVersion: 1,
    schema: z.strictObject({ word: z.string().max(100) }),
    apply: async (trx, message) => {
      await sql`insert into public.trial_effect (id, word) values (${message.id}, ${message.body.word})`.execute(trx)
      return ok(undefined)
    },
  })
}

export const alarms = async (of: TestCountry) =>
  (await of.asSystem((trx) => of.exchange.alarms(trx))).filter(({ seenAt }) => seenAt === null).map(({ kind }) => kind)

export const deskOf = (of: TestCountry, authority: string) =>
  of.exchange.peers.own().entry.encryptionKeys.find((key) => key.authority === authority)!

/** What Demoland sends to Norland: as officers do, or by hand, as a faulty or hostile partner would; and what Norland answers. */
export function trialsBetween({
  DL,
  XN,
  clock,
}: {
  readonly DL: TestCountry
  readonly XN: TestCountry
  readonly clock: TestClock
}) {
  const ownKeys = async (of: TestCountry) => unwrap(await openExchangeKeys(join(of.folder, 'keys'), clock))

  const letter = (more: Partial<Message> = {}): Message => ({
    id: newId(Date.parse(clock.now())),
    from: { country: 'DL', authority: 'central_authority' },
    to: { country: 'XN', authority: 'central_authority' },
    type: 'trial.said',
    schemaVersion: 1,
    conversationId: newId(),
    seq: 1,
    inReplyTo: null,
    createdAt: clock.now(),
    expiresAt: asInstant(Date.parse(clock.now()) + 86_400_000),
    handling: { tlp: 'amber', h: [], evaluation: null, text: null },
    purpose: 'trial',
    legalBasis: 'untoc-18',
    body: { word: 'x' },
    attachments: [],
    ...more,
  })

  /** Signed by Demoland's own key, to a desk of Norland. */
  const sealed = async (message: Message, desk = 'central_authority') =>
    sealEnvelope(await signMessage(message, (await ownKeys(DL)).signing()), deskOf(XN, desk))

  /** What Norland answers to bytes that came over a channel; Norland's key signed it. */
  async function answerTo(jwe: string, channel = 'DL'): Promise<{ kind: string; reason: string | null }> {
    const { signed } = await XN.exchange.handlers.message(channel, jwe, undefined)
    const [header, payload] = signed.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'))
    const { kid } = JSON.parse(header!) as { kid: string }
    assert.ok(XN.exchange.peers.own().entry.signingKeys.some((key) => key.kid === kid))
    return JSON.parse(payload!) as { kind: string; reason: string | null }
  }
  const refusalOf = async (jwe: string, channel?: string) => {
    const { kind, reason } = await answerTo(jwe, channel)
    return `${kind} ${reason}`
  }

  const said = (word: string, conversationId?: string) => ({
    fromAuthority: 'central_authority',
    to: { country: 'XN', authority: 'central_authority' },
    type: 'trial.said',
    schemaVersion: 1,
    handling: { tlp: 'amber' as const, h: [], evaluation: null, text: null },
    purpose: 'trial',
    legalBasis: 'untoc-18',
    body: { word },
    ...(conversationId !== undefined && { conversationId }),
  })
  const send = async (word: string, conversationId?: string) =>
    unwrap(await DL.asOfficer((trx) => DL.exchange.enqueueMessage(trx, said(word, conversationId))))
  const stateOf = async (id: string) =>
    (
      await sql<{ state: string; last_failure: string | null }>`
        select state, last_failure from exchange.message where direction = 'out' and id = ${id}`.execute(
        DL.database.owner,
      )
    ).rows[0]!

  return { ownKeys, letter, sealed, answerTo, refusalOf, said, send, stateOf }
}
