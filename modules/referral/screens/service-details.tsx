import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Callout, Disclosure, KeyValueList, Refusal, Row, Stack, Tag, Text, useClient } from '@gloact/ui'
import { useState } from 'react'
import { confirmDetail, readDetails, type Details } from '../contract/details.ts'
import { useHoursWords } from './day-names.ts'
import { KeepDetail } from './keep-detail.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** Hours, night service, fees, contact and address of a service, as far as the person asking may see each. Asked for when it is opened. */
export function ServiceDetails({ serviceId, opened = false }: { serviceId: string; opened?: boolean }) {
  const { t } = useReferralWords()
  const [open, setOpen] = useState(opened)
  return (
    <Disclosure summary={t('referral.detail.title')} open={open} onOpenChange={setOpen}>
      {open && <Content serviceId={serviceId} />}
    </Disclosure>
  )
}

function Content({ serviceId }: { serviceId: string }) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const say = useDetailWords()
  const [refused, setRefused] = useState<string | null>(null)
  const queryKey = REFERRAL_KEYS.details(serviceId)
  const found = useQuery({
    queryKey,
    queryFn: () => client.callOrThrow(readDetails, { params: { serviceId } }),
    // What is shown to those who were accepted is kept no longer than it is looked at.
    gcTime: 0,
  })
  if (!found.data) return null
  const { items, openNow, proposed, mayPropose, confidential } = found.data
  const renew = () => queries.invalidateQueries({ queryKey })
  const confirm = async (id: string) => {
    const answer = await client.call(confirmDetail, { params: { serviceId }, body: { id } })
    setRefused(answer.ok ? null : problem(answer.error))
    await renew()
  }
  return (
    <Stack>
      {openNow !== null && (
        <Row>
          <Tag tone={openNow ? 'accent' : 'neutral'}>
            {t(openNow ? 'referral.detail.open_now' : 'referral.detail.closed_now')}
          </Tag>
        </Row>
      )}
      {items.length === 0 && <Text tone="quiet">{t('referral.detail.none')}</Text>}
      {items.length > 0 && (
        <KeyValueList
          items={items.map((item) => ({ label: t(`referral.detail.field.${item.field}`), value: say(item) }))}
        />
      )}
      {proposed.map((item) => (
        <Callout
          key={item.id}
          actions={
            item.mayConfirm && <Button onPress={() => void confirm(item.id)}>{t('referral.detail.confirm')}</Button>
          }
        >
          {t('referral.detail.waits', { field: t(`referral.detail.field.${item.field}`), value: say(item) })}
        </Callout>
      ))}
      <Refusal>{refused}</Refusal>
      {mayPropose && <KeepDetail serviceId={serviceId} confidential={confidential} onKept={renew} />}
    </Stack>
  )
}

/** What a detail says, in the reader's language. */
function useDetailWords(): (item: Details['items'][number]) => string {
  const hoursIn = useHoursWords()
  return ({ field, value, names }) => {
    if (field === 'night') return names ?? ''
    return field === 'hours' ? hoursIn(value) : value
  }
}
