import { useQuery, useQueryClient } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import { Button, Callout, Form, KeyValueList, Row, Section, Text, TextField, useClient } from '@gloact/ui'
import { useState } from 'react'
import { followFile, listFollowing } from '../../contract/between.ts'
import { BETWEEN_KEYS } from './between-words.ts'
import { useReferralWords } from '../referral-words.ts'

/** For the agency that took a file over: the person's open referrals go on under its own file. */
export function FollowReferrals({ transferId }: { readonly transferId: string }) {
  const { t, need, number: said, problem } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const [number, setNumber] = useState('')
  const [stepOf] = useState(() => new Map<string, string>())
  const [told, setTold] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const found = useQuery({
    queryKey: BETWEEN_KEYS.following(transferId),
    queryFn: () => client.callOrThrow(listFollowing, { params: { requestId: transferId } }),
  })
  const items = found.data?.items ?? []
  if (items.length === 0) return null
  const follow = async () => {
    setBusy(true)
    // Sent again after a lost answer, each is taken over once.
    for (const { id } of items) if (!stepOf.has(id)) stepOf.set(id, newId())
    const answer = await client.call(followFile, {
      params: { requestId: transferId },
      body: { number: number.trim(), steps: Object.fromEntries(stepOf) },
    })
    setBusy(false)
    setTold(answer.ok ? (answer.value.left.length > 0 ? t('referral.follow.left') : null) : problem(answer.error))
    await Promise.all([['referral'], ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  return (
    <Section title={t('referral.follow.title')}>
      <Text>{t('referral.follow.about')}</Text>
      <KeyValueList
        items={items.map(({ number: code, need: type, state, service, agencyName }) => ({
          label: `${said(code)} · ${need(type)}`,
          value: [service, agencyName, t(`referral.referral.state.${state}`)].filter(Boolean).join(' · '),
        }))}
      />
      <Form onSubmit={() => void follow()}>
        <TextField
          label={t('referral.follow.number')}
          required
          dir="ltr"
          maxLength={40}
          value={number}
          onChange={setNumber}
        />
        {told && <Callout tone="notice">{told}</Callout>}
        <Row>
          <Button type="submit" busy={busy} disabled={number.trim() === ''}>
            {t('referral.follow.do')}
          </Button>
        </Row>
      </Form>
    </Section>
  )
}
