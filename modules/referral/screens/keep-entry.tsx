import { useQueryClient } from '@tanstack/react-query'
import { asPlainDate, newId, type PartialDate, type PlainDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  DateField,
  Disclosure,
  Form,
  NumberField,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { confirmEntry, proposeEntry } from '../contract/directory.ts'
import type { ServiceView } from '../contract/referrals.ts'
import { SERVES, type Serves } from '../domain/directory.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** What the directory says of a service: that it still holds, and what should be said instead. */
export function KeepEntry({ service }: { service: ServiceView }) {
  const { t } = useReferralWords()
  const [open, setOpen] = useState(false)
  return (
    <Disclosure summary={t('referral.entry.title')} open={open} onOpenChange={setOpen}>
      {open && (
        <Stack>
          <ConfirmEntry service={service} />
          <ProposeChange service={service} />
        </Stack>
      )}
    </Disclosure>
  )
}

/** Somebody of the service says so, or the person who called there. */
export function ConfirmEntry({ service }: { service: ServiceView }) {
  const { t, problem, formatDate } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const [id] = useState(() => newId())
  const [refused, setRefused] = useState<string | null>(null)
  const how = service.own ? 'own' : 'call'
  const confirm = async () => {
    const answer = await client.call(confirmEntry, { params: { serviceId: service.id }, body: { id, how } })
    setRefused(answer.ok ? null : problem(answer.error))
    await queries.invalidateQueries({ queryKey: REFERRAL_KEYS.all })
  }
  return (
    <Stack gap="sm">
      <Text tone="quiet" size="sm">
        {t('referral.entry.confirmed_on', { day: formatDate(asPlainDate(service.confirmedOn)) })}
      </Text>
      <Row>
        <Button
          label={`${t(`referral.entry.confirm.${how}`)}: ${service.name}, ${service.site}`}
          onPress={() => void confirm()}
        >
          {t(`referral.entry.confirm.${how}`)}
        </Button>
      </Row>
      {refused && <Callout tone="notice">{refused}</Callout>}
    </Stack>
  )
}

function ProposeChange({ service }: { service: ServiceView }) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const [id, setId] = useState(() => newId())
  const [name, setName] = useState(service.name)
  const [languages, setLanguages] = useState(service.languages.join(', '))
  const [serves, setServes] = useState<Serves>(service.serves)
  const [minAge, setMinAge] = useState(service.minAge)
  const [maxAge, setMaxAge] = useState(service.maxAge)
  const [until, setUntil] = useState<PartialDate | PlainDate | null>(asPlainDate(service.validUntil))
  const [said, setSaid] = useState<{ readonly refused: string | null } | null>(null)
  const codes = languages.split(/[\s,;،]+/).filter(Boolean)
  const wrong = codes.some((code) => !/^[a-z]{2,3}$/.test(code))
  const propose = async () => {
    if (name.trim() === '' || wrong || !until || !/^\d{4}-\d{2}-\d{2}$/.test(until)) {
      return setSaid({ refused: t('referral.entry.incomplete') })
    }
    const answer = await client.call(proposeEntry, {
      params: { serviceId: service.id },
      body: { id, name: name.trim(), languages: codes, serves, minAge, maxAge, validUntil: until },
    })
    setSaid({ refused: answer.ok ? null : problem(answer.error) })
    if (answer.ok) setId(newId())
    await queries.invalidateQueries({ queryKey: REFERRAL_KEYS.proposals })
  }
  return (
    <Form onSubmit={() => void propose()}>
      <Columns min="14rem">
        <TextField label={t('referral.entry.field.name')} required maxLength={200} value={name} onChange={setName} />
        <TextField
          label={t('referral.entry.field.languages')}
          help={t('referral.entry.languages_help')}
          dir="ltr"
          maxLength={150}
          value={languages}
          onChange={setLanguages}
        />
        <ChoiceField
          as="select"
          required
          label={t('referral.entry.field.serves')}
          options={SERVES.map((value) => ({ value, label: t(`referral.serves.${value}`) }))}
          value={serves}
          onChange={(next) => setServes(SERVES.find((each) => each === next) ?? serves)}
        />
        <NumberField label={t('referral.entry.field.min_age')} min={0} max={130} value={minAge} onChange={setMinAge} />
        <NumberField label={t('referral.entry.field.max_age')} min={0} max={130} value={maxAge} onChange={setMaxAge} />
        <DateField label={t('referral.entry.field.valid_until')} required value={until} onChange={setUntil} />
      </Columns>
      <Row>
        <Button type="submit">{t('referral.entry.propose')}</Button>
      </Row>
      {said && (
        <Callout tone={said.refused === null ? 'success' : 'notice'} urgent={said.refused !== null}>
          {said.refused ?? t('referral.entry.proposed')}
        </Callout>
      )}
    </Form>
  )
}
