import { useQuery, useQueryClient } from '@tanstack/react-query'
import { offeredCodes, serviceType } from '@gloact/codes'
import { problemOf } from '@gloact/http/client'
import {
  Button,
  Callout,
  ChoiceField,
  EmptyState,
  ErrorState,
  LoadingState,
  NumberField,
  PageHeader,
  Row,
  Stack,
  SwitchField,
  useClient,
  useCodeOptions,
  useModules,
} from '@gloact/ui'
import { useState } from 'react'
import { keepCapacity, listServices, type ServiceView } from '../contract/referrals.ts'
import { SENDS } from '../domain/policy.ts'
import { KeepChannel } from './keep-channel.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { ServiceRow } from './service-row.tsx'

/** Services of the country, with their room; an agency keeps that of its own. */
export function ServicesPage() {
  const { t } = useReferralWords()
  const client = useClient()
  const sends = useModules().holds(SENDS)
  const [type, setType] = useState<string | null>(null)
  const [own, setOwn] = useState(false)
  const asked = { ...(type === null ? {} : { type }), ...(own ? { own: 'true' as const } : {}) }
  const found = useQuery({
    queryKey: REFERRAL_KEYS.services(asked),
    queryFn: () => client.callOrThrow(listServices, { query: asked }),
  })
  const types = useCodeOptions({ ...serviceType, codes: [...offeredCodes(serviceType)] })
  return (
    <>
      <PageHeader
        title={t('referral.directory.title')}
        about={t('referral.directory.about')}
        back={{ to: '/referral', label: t('referral.title') }}
      />
      <Stack>
        <ChoiceField as="select" label={t('referral.need')} options={types} value={type} onChange={setType} />
        <SwitchField label={t('referral.directory.own')} value={own} onChange={setOwn} />
        {found.isPending ? (
          <LoadingState what={t('referral.loading')} />
        ) : found.isError ? (
          <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
        ) : found.data.items.length === 0 ? (
          <EmptyState icon="search" title={t('referral.directory.none')} />
        ) : (
          found.data.items.map((service) => (
            <ServiceRow key={service.id} service={service}>
              {service.own && found.data.mayKeep && <KeepRoom service={service} own={service.own} />}
              {sends && <KeepChannel service={service} />}
            </ServiceRow>
          ))
        )}
      </Stack>
    </>
  )
}

/** How many places are taken, in two taps: the number, and "keep". Unchanged, it says that it still holds. */
function KeepRoom({ service, own }: { service: ServiceView; own: NonNullable<ServiceView['own']> }) {
  const { t, problem } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const [occupied, setOccupied] = useState<number | null>(own.occupied)
  const [refused, setRefused] = useState<string | null>(null)
  const keep = async () => {
    if (occupied === null) return
    const { version, maximum, outOfUse } = own
    const kept = await client.call(keepCapacity, {
      params: { serviceId: service.id },
      body: { version, maximum, occupied, outOfUse },
    })
    setRefused(kept.ok ? null : problem(kept.error))
    await queries.invalidateQueries({ queryKey: REFERRAL_KEYS.all })
  }
  return (
    <Stack gap="sm">
      <Row align="end">
        <NumberField
          label={t('referral.room.occupied', { maximum: own.maximum ?? 0 })}
          min={0}
          max={9999}
          value={occupied}
          onChange={setOccupied}
        />
        <Button label={`${t('referral.room.keep')}: ${service.name}, ${service.site}`} onPress={() => void keep()}>
          {t('referral.room.keep')}
        </Button>
      </Row>
      {refused && <Callout tone="notice">{refused}</Callout>}
    </Stack>
  )
}
