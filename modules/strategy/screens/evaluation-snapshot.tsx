import { useQuery } from '@tanstack/react-query'
import { asInstant, valueOf } from '@gloact/kernel'
import type { RegisterRow } from '@gloact/registers/contract'
import { Link, Section, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { listVersions } from '../contract/planned.ts'

/** The plan as it stood when an evaluation began, and how it differs from today's. */
export function EvaluationSnapshot({ row }: { readonly row: RegisterRow }) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const planId = String(valueOf(row.answers['plan']) ?? '')
  const label = String(valueOf(row.answers['title']) ?? '')
  const versions = useQuery({
    queryKey: ['strategy', 'versions', planId],
    enabled: planId !== '',
    queryFn: () => client.callOrThrow(listVersions, { params: { id: planId } }),
  })
  // The first that was frozen for it: a title that was changed later is that of no other.
  const frozen =
    versions.data?.items.find((one) => one.why === 'evaluation' && one.label === label.slice(0, 120)) ??
    versions.data?.items.find(({ why }) => why === 'evaluation')
  if (!frozen) return null
  return (
    <Section title={t('strategy.snapshot.title')} about={t('strategy.snapshot.about')}>
      <Stack gap="xs">
        <Text>
          {t('strategy.snapshot.frozen', {
            when: formatInstant(asInstant(frozen.takenAt), 'date'),
            actions: frozen.actions,
          })}
        </Text>
        <Link to={`/strategy/plans/${planId}/versions`}>{t('strategy.snapshot.compare')}</Link>
      </Stack>
    </Section>
  )
}
