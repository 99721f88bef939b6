import { useQuery, useQueryClient } from '@tanstack/react-query'
import { offeredCodes, serviceType } from '@gloact/codes'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  EmptyState,
  LanguageField,
  NumberField,
  PageHeader,
  QueryState,
  Row,
  Stack,
  SwitchField,
  Text,
  useClient,
  useCodeOptions,
  useModules,
} from '@gloact/ui'
import { useState } from 'react'
import { keepCapacity, listServices, type ServiceView } from '../contract/referrals.ts'
import { APPROVES, READS, SENDS } from '../domain/policy.ts'
import { AreasBeside, useAreas } from './areas-beside.tsx'
import { KeepChannel } from './keep-channel.tsx'
import { KeepEntry } from './keep-entry.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { ServiceDetails } from './service-details.tsx'
import { ServiceRow } from './service-row.tsx'

/** Services of the country, with their room, by need, area, language and room; an agency keeps what is said of its own. */
export function ServicesPage() {
  const { t } = useReferralWords()
  const client = useClient()
  const { holds } = useModules()
  const [type, setType] = useState<string | null>(null)
  const [within, setWithin] = useState<string | null>(null)
  const [speaks, setSpeaks] = useState<string | null>(null)
  const [withRoom, setWithRoom] = useState(false)
  const [own, setOwn] = useState(false)
  const areas = useAreas()
  const asked = {
    ...(type !== null && { type }),
    ...(within !== null && { within }),
    ...(speaks !== null && { speaks }),
    ...(withRoom && { withRoom: 'true' as const }),
    ...(own && { own: 'true' as const }),
  }
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
        {...(holds(READS) && { back: { to: '/referral', label: t('referral.title') } })}
        actions={holds(APPROVES) && <Button to="/referral/proposals">{t('referral.proposals.title')}</Button>}
      />
      <Stack>
        <Columns min="14rem">
          <ChoiceField as="select" label={t('referral.need')} options={types} value={type} onChange={setType} />
          <ChoiceField
            as="select"
            label={t('referral.area')}
            options={areas.options}
            value={within}
            onChange={setWithin}
          />
          <LanguageField label={t('referral.directory.speaks')} value={speaks} onChange={setSpeaks} />
        </Columns>
        <SwitchField label={t('referral.directory.with_room')} value={withRoom} onChange={setWithRoom} />
        {holds(SENDS) && <SwitchField label={t('referral.directory.own')} value={own} onChange={setOwn} />}
        {!found.isSuccess ? (
          <QueryState query={found} loading={t('referral.loading')} />
        ) : (
          <>
            <AreasBeside areas={areas} counted={found.data.areas} chosen={within} />
            {found.data.items.length === 0 && <EmptyState icon="search" title={t('referral.directory.none')} />}
            {found.data.more && <Text>{t('referral.directory.more')}</Text>}
            {found.data.items.map((service) => (
              <ServiceRow key={service.id} service={service}>
                <ServiceDetails serviceId={service.id} />
                {service.own && found.data.mayKeep && <KeepRoom service={service} own={service.own} />}
                {found.data.mayKeep && <KeepEntry service={service} />}
                {holds(SENDS) && <KeepChannel service={service} />}
              </ServiceRow>
            ))}
          </>
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
