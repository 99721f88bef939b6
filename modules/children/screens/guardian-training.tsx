import { useQuery } from '@tanstack/react-query'
import { asPlainDate } from '@gloact/kernel'
import { KeyValueList, QueryState, Section, Text, useClient } from '@gloact/ui'
import { readGuardianTraining } from '../contract/guardians.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'

/** What the register of training knows of a guardian: it takes precedence over the days that were typed. */
export function GuardianTraining({ row }: { readonly row: { readonly id: string } }) {
  const { t, formatDate } = useChildrenWords()
  const client = useClient()
  const found = useQuery({
    queryKey: CHILDREN_KEYS.training(row.id),
    queryFn: () => client.callOrThrow(readGuardianTraining, { params: { guardianId: row.id } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.training.title')} />
  const { certificates } = found.data
  return (
    <Section title={t('children.training.title')} about={t('children.training.about')}>
      {certificates === null ? (
        <Text tone="quiet">{t('children.training.unknown')}</Text>
      ) : certificates.length === 0 ? (
        <Text>{t('children.training.none')}</Text>
      ) : (
        <KeyValueList
          items={certificates.map(({ event, issuedOn, counts }) => ({
            label: event,
            value: t(counts ? 'children.training.counts' : 'children.training.other', {
              when: formatDate(asPlainDate(issuedOn)),
            }),
          }))}
        />
      )}
    </Section>
  )
}
