import { useQuery } from '@tanstack/react-query'
import {
  Button,
  Callout,
  DataTable,
  EmptyState,
  PageHeader,
  Row,
  Stack,
  Tag,
  useClient,
  useMessages,
  type Column,
  QueryState,
} from '@gloact/ui'
import { listCaseloads, type HeldByOne } from '../../contract/lists/caseload.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { usePrincipal } from '../principal.ts'
import { caseloadRows, type CaseloadRow } from './caseload-rows.ts'

const COUNTS = ['open', 'overdue', 'appointments', 'named'] as const satisfies readonly (keyof HeldByOne)[]

/** Whose caseload: the colleagues of the agency, and before them who is gone and still has something. */
export function CaseloadsPage() {
  const { t } = useMessages()
  const client = useClient()
  const load = useQuery({ queryKey: queryKeys.caseloads, queryFn: () => client.callOrThrow(listCaseloads) })
  return (
    <>
      <PageHeader title={t('protection.caseload.title')} about={t('protection.caseload.about')} />
      {!load.isSuccess ? (
        <QueryState query={load} loading={t('protection.caseload.loading')} />
      ) : (
        <Caseloads held={load.data.items} />
      )}
    </>
  )
}

/** How much each has in hand, a row each. */
export function Caseloads({ held }: { readonly held: readonly HeldByOne[] }) {
  const { t, formatList, formatNumber } = useMessages()
  const directory = useDirectory()
  const me = usePrincipal()
  const rows = caseloadRows(held, directory, me?.userId)
  const left = rows.filter(({ gone }) => gone).length
  const counts = COUNTS.map((count): Column<CaseloadRow> => ({
    id: count,
    header: t(`protection.caseload.${count}`),
    numeric: true,
    hideOnPhone: count === 'appointments' || count === 'named',
    cell: (row) => formatNumber(row[count]),
  }))
  return (
    <Stack>
      {left > 0 && <Callout tone="notice">{t('protection.caseload.left', { count: left })}</Callout>}
      <DataTable
        caption={t('protection.caseload.title')}
        items={rows}
        itemKey={({ userId }) => userId}
        itemTo={({ userId }) => `/caseloads/${userId}`}
        columns={[
          {
            id: 'name',
            header: t('protection.caseload.name'),
            primary: true,
            cell: ({ name, gone }) => (
              <Row gap="xs">
                <bdi>{name ?? t('protection.file.somebody')}</bdi>
                {gone && <Tag tone="notice">{t('protection.caseload.suspended')}</Tag>}
              </Row>
            ),
          },
          {
            id: 'teams',
            header: t('protection.assignment.team'),
            cell: ({ teamIds }) => formatList(teamIds.flatMap((id) => directory.teamName(id) ?? [])),
          },
          ...counts,
        ]}
        empty={
          <EmptyState
            icon="users"
            title={t('protection.caseload.nobody')}
            action={<Button to="/files">{t('protection.files.title')}</Button>}
          />
        }
      />
    </Stack>
  )
}
