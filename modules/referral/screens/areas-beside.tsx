import { useQuery } from '@tanstack/react-query'
import { AreaMap, Columns, Disclosure, Grid, Stack, Text, useClient } from '@gloact/ui'
import { useMemo, useState } from 'react'
import { readAreas } from '../contract/directory.ts'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

export interface Areas {
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly nameOf: (area: string) => string
  readonly outlines: readonly { readonly area: string; readonly points: readonly (readonly [number, number])[] }[]
}

/** The areas of the country in the reader's language. */
export function useAreas(): Areas {
  const { language } = useReferralWords()
  const client = useClient()
  const { data } = useQuery({
    queryKey: REFERRAL_KEYS.areas,
    queryFn: () => client.callOrThrow(readAreas),
    staleTime: Infinity,
  })
  const options = useMemo(
    () =>
      (data?.items ?? []).map(({ area, label }) => ({ value: area, label: label[language] ?? label['en'] ?? area })),
    [data, language],
  )
  const names = new Map(options.map(({ value, label }) => [value, label]))
  return {
    options,
    nameOf: (area) => names.get(area) ?? area,
    outlines: (data?.items ?? []).filter(({ points }) => points.length > 0),
  }
}

/** How many services there are in each area, and how many have room: a table, and the map of it where the country has drawn one. */
export function AreasBeside({
  areas: { outlines, nameOf },
  counted,
  chosen,
}: {
  readonly areas: Areas
  readonly counted: readonly { readonly area: string; readonly services: number; readonly withRoom: number }[]
  readonly chosen: string | null
}) {
  const { t, formatNumber } = useReferralWords()
  // On a phone the services come first: nobody passes a map to reach them.
  const [open] = useState(() => !matchMedia('(max-width: 47.99em)').matches)
  const of = new Map(counted.map((each) => [each.area, each]))
  const rows = counted.toSorted((a, b) => nameOf(a.area).localeCompare(nameOf(b.area)))
  if (rows.length === 0) return null
  return (
    <Disclosure summary={t('referral.areas.title')} open={open}>
      <Stack>
        <Text tone="quiet">{t('referral.areas.about')}</Text>
        <Columns min="16rem">
          {outlines.length > 0 && (
            <AreaMap
              label={t('referral.areas.map')}
              chosen={chosen}
              areas={outlines.map(({ area, points }) => {
                const withRoom = of.get(area)?.withRoom ?? 0
                return { id: area, points, said: formatNumber(withRoom), some: withRoom > 0 }
              })}
            />
          )}
          <Grid
            caption={t('referral.areas.title')}
            columns={[t('referral.area'), t('referral.directory.title'), t('referral.areas.with_room')]}
            rows={rows.map(({ area, services, withRoom }) => ({
              id: area,
              header: nameOf(area),
              cells: [formatNumber(services), formatNumber(withRoom)],
            }))}
          />
        </Columns>
      </Stack>
    </Disclosure>
  )
}
