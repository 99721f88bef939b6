import { useQuery } from '@tanstack/react-query'
import { valueOf } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import { Grid, Section, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { readResponse } from '../contract/response.ts'
import { servicesOf } from '../domain/support-services.ts'

/** Those whom referrals brought to the services that a programme gives, where the country runs referrals: protected, over all agencies. */
export function ProgrammeCounts({ row }: { readonly row: RegisterRow }) {
  const { t, language, formatNumber } = useMessages()
  const client = useClient()
  const query = { language: language.slice(0, 2) }
  const response = useQuery({
    queryKey: ['strategy', 'response', query.language],
    queryFn: () => client.callOrThrow(readResponse, { query }),
  })
  const part = response.data?.parts.find(({ id }) => id === 'referral.referrals')
  const gives = valueOf(row.answers['gives'])
  const services = servicesOf(Array.isArray(gives) ? gives.map(String) : [])
  const rows = part?.rows.filter(({ id }) => services.has(id)) ?? []
  if (!part || rows.length === 0) return null
  const title = t('strategy.programme.counted')
  return (
    <Section title={title} about={t('strategy.programme.counted_about')}>
      <Stack>
        <Grid
          caption={title}
          columns={[part.of, ...part.columns]}
          rows={rows.map(({ id, label, counts }) => ({
            id,
            header: label,
            cells: counts.map((count) => (count === null ? t('strategy.response.withheld') : formatNumber(count))),
          }))}
        />
        <Text size="sm" tone="quiet">
          {part.rule}
        </Text>
      </Stack>
    </Section>
  )
}
