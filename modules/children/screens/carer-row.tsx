import { useQuery } from '@tanstack/react-query'
import { QueryState, Section, Text, useClient } from '@gloact/ui'
import { countPlaced } from '../contract/carers.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

/** How many children live with a carer now, and what follows from it: a count, and none of their numbers. */
export function CarerRow({ row }: { readonly row: { readonly id: string } }) {
  const { t } = useChildrenWords()
  const client = useClient()
  const found = useQuery({
    queryKey: CHILDREN_KEYS.placed(row.id),
    queryFn: () => client.callOrThrow(countPlaced, { params: { carerId: row.id } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.loading')} />
  return (
    <Section title={t('children.carer.placed')}>
      <Text>{t('children.carer.placed_now', { count: found.data.placed })}</Text>
      {found.data.placed > 0 && <Text tone="quiet">{t('children.carer.kept')}</Text>}
    </Section>
  )
}
