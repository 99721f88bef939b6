import { useQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant, newId } from '@gloact/kernel'
import { requestWords } from '@gloact/records'
import type { RequestShown } from '@gloact/records/contract'
import { Button, Callout, KeyValueList, Refusal, Row, Section, Stack, Tag, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { makeLink, readLink, type LinkMade, type LinkState } from '../contract/links.ts'
import { OPEN_BY_LINK } from '../domain/by-link.ts'
import { referralKind } from '../domain/referral-kind.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** A referral's link, as its sender has it: where it stands, and making one or a new PIN. The PIN is in no cache and is shown once. */
export interface SenderLink {
  readonly state: LinkState | undefined
  readonly byLink: boolean
  readonly made: LinkMade | null
  readonly refused: string | null
  readonly busy: boolean
  /** A new link; or, of one that is there, a new PIN. */
  readonly make: (id?: string) => Promise<void>
}

export function useSenderLink(requestId: string, sender: boolean): SenderLink {
  const client = useClient()
  const queries = useQueryClient()
  const { problem } = useReferralWords()
  const [made, setMade] = useState<LinkMade | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // Made once for what is pressed: after a lost answer it is the same link.
  const [nextId, setNextId] = useState(() => newId())
  const queryKey = REFERRAL_KEYS.link(requestId)
  const found = useQuery({
    queryKey,
    queryFn: () => client.callOrThrow(readLink, { params: { requestId } }),
    enabled: sender,
  })
  const make = async (id: string = nextId) => {
    setBusy(true)
    const answer = await client.call(makeLink, { params: { requestId }, body: { id } })
    setBusy(false)
    setMade(answer.ok ? answer.value : null)
    setRefused(answer.ok ? null : problem(answer.error))
    if (answer.ok) setNextId(newId())
    await queries.invalidateQueries({ queryKey })
  }
  const byLink = typeof found.data?.telephone === 'string'
  return { state: found.data, byLink, made, refused, busy, make }
}

export function LinkSection({ link, request }: { link: SenderLink; request: RequestShown }) {
  const { t, formatInstant } = useReferralWords()
  const { state, byLink, made, refused, busy, make } = link
  if (!state || (!byLink && state.claimed.length === 0)) return null
  const open = OPEN_BY_LINK.includes(request.state)
  const there = state.link
  const renewable = there !== null && (there.state === 'waiting' || there.state === 'opened')
  return (
    <Section title={t('referral.link.title')}>
      <Stack>
        {byLink && <Text tone="quiet">{t('referral.link.about')}</Text>}
        {there && (
          <Row>
            <Tag>{t(`referral.link.state.${there.state}`)}</Tag>
            <Text as="span" tone="quiet" size="sm">
              {t('referral.link.until', {
                reference: there.reference,
                when: formatInstant(asInstant(there.expiresAt)),
              })}
            </Text>
          </Row>
        )}
        {renewable && there.wrongPins > 0 && (
          <Callout tone="notice">{t('referral.link.wrong_pins', { count: there.wrongPins })}</Callout>
        )}
        {made && <PinToRead made={made} />}
        <Refusal>{refused}</Refusal>
        {byLink && open && (
          <Row>
            {renewable && (
              <Button kind="primary" busy={busy} onPress={() => void make(there.id)}>
                {t('referral.link.new_pin')}
              </Button>
            )}
            <Button kind={renewable ? 'secondary' : 'primary'} busy={busy} onPress={() => void make()}>
              {t(there ? 'referral.link.new' : 'referral.link.send')}
            </Button>
          </Row>
        )}
        {state.claimed.length > 0 && (
          <>
            <Text>{t('referral.link.claimed')}</Text>
            <KeyValueList
              items={state.claimed.map(({ step, name, role }) => ({
                label: t(requestWords.taken(referralKind.kind, step)),
                value: <bdi>{t('referral.link.claimed_by', { name, role })}</bdi>,
              }))}
            />
          </>
        )}
      </Stack>
    </Section>
  )
}

function PinToRead({ made }: { made: LinkMade }) {
  const { t } = useReferralWords()
  const { telephone, reference, pin, link } = made
  return (
    <Callout tone="success" urgent title={t('referral.link.pin')}>
      <Stack gap="sm">
        <Text>
          <bdi dir="ltr">{`${pin.slice(0, 4)} ${pin.slice(4)}`}</bdi>
        </Text>
        <Text>{t('referral.link.read_out', { telephone, reference })}</Text>
        {link !== null && (
          <Text size="sm">
            {t('referral.link.shown')} <bdi dir="ltr">{link}</bdi>
          </Text>
        )}
      </Stack>
    </Callout>
  )
}
