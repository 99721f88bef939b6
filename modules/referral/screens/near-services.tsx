import { useQuery } from '@tanstack/react-query'
import { labelOf, needType } from '@gloact/codes'
import { asInstant, type Instant, type Json } from '@gloact/kernel'
import {
  Card,
  ChoiceField,
  type ContactNeeds,
  Link,
  type ModuleContact,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useDrafts,
  useModules,
  useOnline,
} from '@gloact/ui'
import { useEffect, useMemo, useState } from 'react'
import { listServices } from '../contract/referrals.ts'
import { asOfNow, nearest, type NearService, toKeep, USUAL_NEEDS } from '../domain/near.ts'
import { READS_DIRECTORY } from '../domain/policy.ts'
import { useAreas } from './areas-beside.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'
import { ROOM_TONES } from './service-row.tsx'
import { useNow } from './use-now.ts'

const KEPT = 'directory'
const KEPT_AREA = 'directory-area'

interface KeptDirectory {
  readonly services: readonly NearService[]
  readonly areas: readonly { readonly value: string; readonly label: string }[]
  /** Where the reader's own agency has its services, or most of them. */
  readonly own: string | null
}

interface Known extends KeptDirectory {
  readonly at: Instant
}

/** The directory as it is now; undefined without a signal. */
function useDirectoryNow(): Known | undefined {
  const client = useClient()
  const areas = useAreas()
  const { data, dataUpdatedAt } = useQuery({
    queryKey: REFERRAL_KEYS.services({ atContact: true }),
    queryFn: () => client.callOrThrow(listServices, { query: {} }),
    staleTime: 5 * 60_000,
  })
  const { options } = areas
  return useMemo(() => {
    if (data === undefined) return undefined
    const ours = Map.groupBy(
      data.items.filter(({ own }) => own !== null),
      ({ area }) => area,
    )
    const [most] = [...ours].toSorted(([, one], [, other]) => other.length - one.length)
    return { services: data.items.map(toKeep), areas: options, own: most?.[0] ?? null, at: asInstant(dataUpdatedAt) }
  }, [data, dataUpdatedAt, options])
}

/** As it was when it was last read on this device. */
function useDirectoryKept(wanted: boolean): Known | undefined {
  const drafts = useDrafts()
  const [kept, setKept] = useState<Known>()
  useEffect(() => {
    if (!wanted) return undefined
    let current = true
    void drafts.kept(KEPT).then((found) => {
      if (current && found) setKept({ ...(found.value as unknown as KeptDirectory), at: asInstant(found.savedAt) })
    })
    return () => {
      current = false
    }
  }, [drafts, wanted])
  return kept
}

function KeepDirectory() {
  const { holds } = useModules()
  return holds(READS_DIRECTORY) ? <Keeps /> : null
}

function Keeps() {
  const drafts = useDrafts()
  const known = useDirectoryNow()
  useEffect(() => {
    if (known === undefined) return
    const { services, areas, own } = known
    // Failing to keep it only means that it is not there without a signal.
    void drafts.keep(KEPT, { services, areas, own } as unknown as Json).catch(() => undefined)
  }, [drafts, known])
  return null
}

function NearServices(needs: ContactNeeds) {
  const { holds } = useModules()
  return holds(READS_DIRECTORY) ? <Near {...needs} /> : null
}

/** Who can help with what is needed at once, near where the person is. */
function Near({ needs, language, child }: ContactNeeds) {
  const words = useReferralWords()
  const { t, formatFacts, formatInstant } = words
  const drafts = useDrafts()
  const now = useNow()
  const online = useOnline()
  const fresh = useDirectoryNow()
  const kept = useDirectoryKept(fresh === undefined)
  const known = fresh ?? kept
  const [chosen, setChosen] = useState<string | null>()
  useEffect(() => {
    let current = true
    void drafts.kept(KEPT_AREA).then((found) => {
      if (current && typeof found?.value === 'string') setChosen((before) => before ?? String(found.value))
    })
    return () => {
      current = false
    }
  }, [drafts])
  if (known === undefined) return null
  const area = chosen === undefined ? known.own : chosen
  const labels = new Map(needs.map(({ code, label }) => [code, label]))
  const wanted = needs.length > 0 ? needs.map(({ code }) => code) : [...USUAL_NEEDS]
  const labelFor = (code: string) => labels.get(code) ?? labelOf(needType, code, words.language)
  const found = nearest(
    known.services.map((service) => asOfNow(service, now)),
    { needs: wanted, area: area ?? undefined, language: language ?? undefined, child },
  )
  const without = found.filter(({ services }) => services.length === 0)
  const areaNames = new Map(known.areas.map(({ value, label }) => [value, label]))
  return (
    <Section
      title={t('referral.near.title')}
      about={t(fresh && online ? 'referral.near.about' : 'referral.near.about_kept', { when: formatInstant(known.at) })}
      actions={<Link to="/referral/services">{t('referral.near.all')}</Link>}
    >
      {known.areas.length > 0 && (
        <ChoiceField
          as="select"
          label={t('referral.near.where')}
          options={known.areas}
          value={area}
          onChange={(next) => {
            setChosen(next)
            // Not kept, it is chosen again the next time.
            void drafts.keep(KEPT_AREA, next).catch(() => undefined)
          }}
        />
      )}
      {found
        .filter(({ services }) => services.length > 0)
        .map(({ need, services }) => (
          <Card key={need} title={labelFor(need)}>
            <Stack gap="sm">
              {services.map((service) => (
                <ServiceLine key={service.id} service={service} area={areaNames.get(service.area) ?? service.area} />
              ))}
            </Stack>
          </Card>
        ))}
      {without.length > 0 && (
        <Text tone="quiet">
          {t('referral.near.none', { needs: formatFacts(without.map(({ need }) => labelFor(need))) })}
        </Text>
      )}
    </Section>
  )
}

function ServiceLine({ service, area }: { readonly service: NearService; readonly area: string }) {
  const { t, formatFacts, formatInstant, language } = useReferralWords()
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return (
    <Stack gap="xs">
      <Row>
        <Text as="span" tone="strong">
          <bdi>{service.name}</bdi>
        </Text>
        <Tag tone={ROOM_TONES[service.room]}>
          {service.room === 'open' && service.available !== null
            ? t('referral.room.free', { count: service.available })
            : t(`referral.room.${service.room}`)}
        </Tag>
      </Row>
      <Text size="sm">
        {formatFacts(
          [
            service.agencyName ?? '',
            service.confidential ? t('referral.near.confidential') : formatFacts([service.site, area].filter(Boolean)),
            t(`referral.serves.${service.serves}`),
          ].filter(Boolean),
        )}
      </Text>
      <Text tone="quiet" size="sm">
        {formatFacts([
          service.languages.map((code) => names.of(code) ?? code).join(', '),
          service.capacityAt === null
            ? t('referral.room.never_said')
            : t('referral.room.said', { when: formatInstant(asInstant(service.capacityAt)) }),
        ])}
      </Text>
    </Stack>
  )
}

/** What this module shows of a first contact. */
export const nearServices: ModuleContact = { Keep: KeepDirectory, Result: NearServices }
