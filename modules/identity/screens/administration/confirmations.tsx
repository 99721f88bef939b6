import { type Column, DataTable, EmptyState, PageHeader, QueryState, Section, Stack, useMessages } from '@gloact/ui'
import type { Staff } from '../../contract/administration.ts'
import { AccessChanges } from './access-changes.tsx'
import { useStaffList } from './queries.ts'
import { RoleTags } from './role-tags.tsx'

/** What one administrator alone may not do, and that waits for a second pair of eyes: roles with their accounts, and all else. */
export function Confirmations() {
  const { t } = useMessages()
  const waiting = useStaffList({ state: 'awaiting_confirmation' })
  if (!waiting.isSuccess) return <QueryState query={waiting} loading={t('identity.staff.loading')} />
  return (
    <>
      <PageHeader title={t('identity.confirmations.title')} about={t('identity.confirmations.about')} />
      <Stack gap="lg">
        <Section title={t('identity.confirmations.roles')}>
          <DataTable
            caption={t('identity.confirmations.roles')}
            columns={columnsIn(t)}
            items={waiting.data.pages.flatMap(({ items }) => items)}
            itemKey={({ id }) => id}
            itemTo={({ id }) => `/administration/staff/${id}`}
            {...(waiting.hasNextPage && {
              more: { onMore: () => void waiting.fetchNextPage(), busy: waiting.isFetchingNextPage },
            })}
            empty={<EmptyState icon="shield" title={t('identity.confirmations.none')} />}
          />
        </Section>
        <AccessChanges />
      </Stack>
    </>
  )
}

const columnsIn = (t: (id: string) => string): Column<Staff>[] => [
  { id: 'name', header: t('identity.field.name'), cell: ({ name }) => name, primary: true },
  { id: 'agency', header: t('identity.field.agency'), cell: ({ agencyName }) => agencyName },
  {
    id: 'roles',
    header: t('identity.field.roles'),
    cell: ({ grants }) => <RoleTags grants={grants.filter(({ state }) => state === 'awaiting_confirmation')} />,
  },
  {
    id: 'by',
    header: t('identity.roles.given'),
    cell: ({ grants }) =>
      grants
        .filter(({ state }) => state === 'awaiting_confirmation')
        .map(({ grantedBy }) => grantedBy ?? t('identity.roles.console'))
        .filter((by, index, all) => all.indexOf(by) === index)
        .join(', '),
  },
]
