import { useQuery } from '@tanstack/react-query'
import { newId } from '@gloact/kernel'
import { Button, Callout, ChoiceField, ChoicesField, Form, Row, Text, TextField, useClient } from '@gloact/ui'
import { useState } from 'react'
import { proposeDetail } from '../contract/details.ts'
import { listServices } from '../contract/referrals.ts'
import { WEEKDAYS, writeHours, type Weekday } from '../domain/opening-hours.ts'
import { DETAIL_FIELDS, sightsFor, type DetailField, type Sight } from '../domain/service-detail.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { useDayNames } from './day-names.ts'

interface KeepDetailProps {
  readonly serviceId: string
  readonly confidential: boolean
  readonly onKept: () => Promise<void>
}

/** Says one of the details of the own agency's service, and who may see it. It holds once a second person confirmed it. */
export function KeepDetail({ serviceId, confidential, onKept }: KeepDetailProps) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const dayName = useDayNames()
  const [id, setId] = useState(() => newId())
  const [field, setField] = useState<DetailField>('hours')
  const [sight, setSight] = useState<Sight | null>(null)
  const [days, setDays] = useState<readonly string[]>(['MO', 'TU', 'WE', 'TH', 'FR'])
  const [opens, setOpens] = useState('08:00')
  const [closes, setCloses] = useState('16:00')
  const [words, setWords] = useState('')
  const [night, setNight] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const services = useQuery({
    queryKey: REFERRAL_KEYS.services({}),
    queryFn: () => client.callOrThrow(listServices, { query: {} }),
    enabled: field === 'night',
  })
  const sights = sightsFor(field, confidential)
  const seenBy = sight !== null && sights.includes(sight) ? sight : sights[0]!
  const value =
    field === 'hours'
      ? writeHours([{ days: days as readonly Weekday[], opens, closes }])
      : field === 'night'
        ? (night ?? '')
        : words.trim()
  const propose = async () => {
    if (value === '') return
    const body = { id, field, sight: seenBy, value }
    const answer = await client.call(proposeDetail, { params: { serviceId }, body })
    setSaid(answer.ok ? t('referral.detail.proposed') : problem(answer.error))
    if (!answer.ok) return
    setId(newId())
    await onKept()
  }
  return (
    <Form onSubmit={() => void propose()}>
      <ChoiceField
        as="select"
        label={t('referral.detail.what')}
        options={DETAIL_FIELDS.map((each) => ({ value: each, label: t(`referral.detail.field.${each}`) }))}
        value={field}
        onChange={(next) => setField(DETAIL_FIELDS.find((each) => each === next) ?? 'hours')}
      />
      {field === 'hours' && (
        <>
          <ChoicesField
            label={t('referral.detail.days')}
            options={WEEKDAYS.map((day) => ({ value: day, label: dayName(day) }))}
            value={days}
            onChange={setDays}
          />
          <TextField label={t('referral.detail.opens')} dir="ltr" maxLength={5} value={opens} onChange={setOpens} />
          <TextField label={t('referral.detail.closes')} dir="ltr" maxLength={5} value={closes} onChange={setCloses} />
        </>
      )}
      {field === 'night' && (
        <ChoiceField
          as="select"
          label={t('referral.detail.field.night')}
          options={(services.data?.items ?? [])
            .filter((service) => service.id !== serviceId)
            .map((service) => ({ value: service.id, label: `${service.name}, ${service.site}` }))}
          value={night}
          onChange={setNight}
        />
      )}
      {field !== 'hours' && field !== 'night' && (
        <TextField
          label={t(`referral.detail.field.${field}`)}
          maxLength={500}
          required
          value={words}
          onChange={setWords}
        />
      )}
      <ChoiceField
        label={t('referral.detail.sight')}
        options={sights.map((each) => ({ value: each, label: t(`referral.detail.sight.${each}`) }))}
        value={seenBy}
        onChange={(next) => setSight(sights.find((each) => each === next) ?? null)}
      />
      <Text tone="quiet" size="sm">
        {t('referral.detail.second')}
      </Text>
      {said && <Callout>{said}</Callout>}
      <Row>
        <Button type="submit">{t('referral.detail.propose')}</Button>
      </Row>
    </Form>
  )
}
