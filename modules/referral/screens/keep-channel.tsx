import { useQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant, newId } from '@gloact/kernel'
import { Button, Callout, Disclosure, Form, Refusal, Row, Stack, Text, TextField, useClient } from '@gloact/ui'
import { useState } from 'react'
import { confirmChannel, proposeChannel, readChannels } from '../contract/links.ts'
import type { ServiceView } from '../contract/referrals.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** How a service without accounts is reached: one person says it, another calls there and confirms. Asked for when it is opened. */
export function KeepChannel({ service }: { service: ServiceView }) {
  const { t } = useReferralWords()
  const [open, setOpen] = useState(false)
  return (
    <Disclosure summary={t('referral.channel.title')} open={open} onOpenChange={setOpen}>
      {open && <Channels serviceId={service.id} />}
    </Disclosure>
  )
}

const MAILBOX = /^[^\s@<>,;"]+@[^\s@<>,;"]+$/
const TELEPHONE = /^\+?[\d ()/-]{5,40}$/

function Channels({ serviceId }: { serviceId: string }) {
  const { t, problem, formatInstant } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const [id, setId] = useState(() => newId())
  const [mailbox, setMailbox] = useState('')
  const [telephone, setTelephone] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const found = useQuery({
    queryKey: REFERRAL_KEYS.channels(serviceId),
    queryFn: () => client.callOrThrow(readChannels, { params: { serviceId } }),
    gcTime: 0,
  })
  const said = async (answer: { ok: boolean; error?: { readonly code: string } }) => {
    setRefused(answer.error ? problem(answer.error) : null)
    await queries.invalidateQueries({ queryKey: REFERRAL_KEYS.all })
  }
  const propose = async () => {
    if (!MAILBOX.test(mailbox.trim()) || !TELEPHONE.test(telephone.trim())) {
      return setRefused(t('referral.channel.wrong'))
    }
    const body = { id, mailbox: mailbox.trim(), telephone: telephone.trim() }
    const answer = await client.call(proposeChannel, { params: { serviceId }, body })
    if (answer.ok) setId(newId())
    return said(answer)
  }
  const confirm = async (proposedId: string) =>
    said(await client.call(confirmChannel, { params: { serviceId }, body: { id: proposedId } }))
  const { inForce = null, proposed = null } = found.data ?? {}
  return (
    <Stack>
      {inForce && (
        <Text>
          {t('referral.channel.in_force', {
            mailbox: inForce.mailbox,
            telephone: inForce.telephone,
            when: formatInstant(asInstant(inForce.at), 'date'),
          })}
        </Text>
      )}
      {inForce?.stale && <Callout tone="notice">{t('referral.channel.stale')}</Callout>}
      {proposed && (
        <Callout
          actions={
            proposed.byYou ? undefined : (
              <Button onPress={() => void confirm(proposed.id)}>{t('referral.channel.confirm')}</Button>
            )
          }
        >
          {t('referral.channel.waits', { mailbox: proposed.mailbox, telephone: proposed.telephone })}
        </Callout>
      )}
      <Form onSubmit={() => void propose()}>
        <TextField
          label={t('referral.channel.mailbox')}
          type="email"
          dir="ltr"
          required
          maxLength={200}
          value={mailbox}
          onChange={setMailbox}
        />
        <TextField
          label={t('referral.channel.telephone')}
          dir="ltr"
          required
          maxLength={40}
          value={telephone}
          onChange={setTelephone}
        />
        <Refusal>{refused}</Refusal>
        <Row>
          <Button type="submit">{t('referral.channel.propose')}</Button>
        </Row>
      </Form>
    </Stack>
  )
}
