import { useQuery } from '@tanstack/react-query'
import { opensFiles } from '@gloact/identity/contract/principal'
import { Button, QueryError, Row, Section, Stack, Text, useClient, useMessages, useNavigation } from '@gloact/ui'
import { useState } from 'react'
import { listExclusions } from '../../contract/exclusions/exclusions.ts'
import { queryKeys } from '../keys.ts'
import { useMe } from '../panel/use-me.ts'
import { useFile } from '../reading/file-context.tsx'
import { ExclusionForm } from './exclusion-form.tsx'
import { ExclusionCard } from './exclusion-list.tsx'

/** Anyone who reads the file says that they have a conflict of interest; who answers for it closes it to a colleague. */
export function ExclusionsPanel() {
  const { file, directory, may, refresh } = useFile()
  const { t } = useMessages()
  const { go } = useNavigation()
  const me = useMe()
  const [open, setOpen] = useState<'own' | 'other' | null>(null)
  const mayExclude = may('file.exclude_staff')
  if (!me) return null
  const offered = directory.colleagues
    .filter(({ id, roles }) => id !== me.userId && roles.some(opensFiles))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return (
    <Section title={t('protection.exclusion.title')} about={t('protection.exclusion.about')}>
      <Stack>
        {mayExclude && <OfThisFile fileId={file.id} />}
        {open === null && (
          <Row>
            {mayExclude && (
              <Button icon="lock" onPress={() => setOpen('other')}>
                {t('protection.exclusion.exclude')}
              </Button>
            )}
            <Button onPress={() => setOpen('own')}>{t('protection.exclusion.declare')}</Button>
          </Row>
        )}
        {open === 'other' && (
          <ExclusionForm
            key="other"
            fileId={file.id}
            who={offered}
            onClose={() => setOpen(null)}
            onDone={() => {
              setOpen(null)
              void refresh()
            }}
          />
        )}
        {open === 'own' && (
          <ExclusionForm
            key="own"
            fileId={file.id}
            who={{ self: me.userId }}
            onClose={() => setOpen(null)}
            onDone={() => go('/')}
          />
        )}
      </Stack>
    </Section>
  )
}

function OfThisFile({ fileId }: { fileId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const list = useQuery({
    queryKey: [...queryKeys.exclusions, fileId],
    queryFn: () => client.callOrThrow(listExclusions, { query: { fileId, state: 'all' } }),
  })
  if (list.isError) return <QueryError query={list} />
  if (list.data?.items.length === 0) return <Text tone="quiet">{t('protection.exclusion.none')}</Text>
  return list.data?.items.map((each) => <ExclusionCard key={each.id} exclusion={each} withNumber={false} />) ?? null
}
