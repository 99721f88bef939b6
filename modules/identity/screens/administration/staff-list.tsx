import {
  Button,
  ChoiceField,
  type Column,
  DataTable,
  EmptyState,
  FilterBar,
  PageHeader,
  QueryState,
  Tag,
  useMessages,
} from '@gloact/ui'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type Staff, STAFF_STATES } from '../../contract/administration.ts'
import { type StaffFilter, useAgencies, useStaffList } from './queries.ts'
import { RoleTags } from './role-tags.tsx'

const STATES = [...STAFF_STATES, 'awaiting_confirmation'] as const

/** The accounts of the country. Filters stand in the address, so that a page can be shared and gone back to. */
export function StaffList() {
  const { t } = useMessages()
  const [filter, change] = useFilterInAddress()
  const agencies = useAgencies().data?.items ?? []
  const staff = useStaffList(filter)
  const agencyName = agencies.find(({ id }) => id === filter.agencyId)?.name
  const words = [
    ...(filter.agencyId
      ? [{ id: 'agency', text: agencyName ?? '…', onClear: () => change({ agencyId: undefined }) }]
      : []),
    ...(filter.state
      ? [
          {
            id: 'state',
            text: t(`identity.staff_state.${filter.state}`),
            onClear: () => change({ state: undefined }),
          },
        ]
      : []),
  ]
  return (
    <>
      <PageHeader
        title={t('identity.staff.title')}
        about={t('identity.staff.about')}
        actions={
          <Button kind="primary" icon="plus" to="/administration/staff/invite">
            {t('identity.invite.title')}
          </Button>
        }
      />
      <FilterBar
        words={[{ id: 'all', text: t('identity.staff.all') }, ...words]}
        onClearAll={() => change({ agencyId: undefined, state: undefined })}
      >
        <ChoiceField
          label={t('identity.field.agency')}
          as="select"
          options={agencies.map(({ id, name }) => ({ value: id, label: name }))}
          value={filter.agencyId ?? null}
          onChange={(id) => change({ agencyId: agencies.find((agency) => agency.id === id)?.id })}
        />
        <ChoiceField
          label={t('identity.field.state')}
          as="select"
          options={STATES.map((state) => ({ value: state, label: t(`identity.staff_state.${state}`) }))}
          value={filter.state ?? null}
          onChange={(next) => change({ state: STATES.find((state) => state === next) })}
        />
      </FilterBar>
      {!staff.isSuccess ? (
        <QueryState query={staff} loading={t('identity.staff.loading')} />
      ) : (
        <DataTable
          caption={t('identity.staff.title')}
          columns={columnsIn(t)}
          items={staff.data.pages.flatMap(({ items }) => items)}
          itemKey={({ id }) => id}
          itemTo={({ id }) => `/administration/staff/${id}`}
          {...(staff.hasNextPage && {
            more: { onMore: () => void staff.fetchNextPage(), busy: staff.isFetchingNextPage },
          })}
          empty={<EmptyState icon="users" title={t('identity.staff.none')} />}
        />
      )}
    </>
  )
}

const columnsIn = (t: (id: string) => string): Column<Staff>[] => [
  { id: 'name', header: t('identity.field.name'), cell: ({ name }) => name, primary: true },
  { id: 'agency', header: t('identity.field.agency'), cell: ({ agencyName }) => agencyName },
  { id: 'roles', header: t('identity.field.roles'), cell: ({ grants }) => <RoleTags grants={grants} /> },
  {
    id: 'state',
    header: t('identity.field.state'),
    cell: ({ state }) => (
      <Tag tone={state === 'active' ? 'neutral' : 'notice'}>{t(`identity.staff_state.${state}`)}</Tag>
    ),
  },
]

function useFilterInAddress(): [StaffFilter, (change: StaffFilter) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filter: StaffFilter = {
    agencyId: typeof search['agency'] === 'string' ? (search['agency'] as Staff['agencyId']) : undefined,
    state: STATES.find((state) => state === search['state']),
  }
  return [
    filter,
    (change) => {
      const next = { ...filter, ...change }
      void navigate({ to: '.', search: { agency: next.agencyId, state: next.state }, replace: true })
    },
  ]
}
