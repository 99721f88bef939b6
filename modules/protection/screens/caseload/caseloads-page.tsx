import { Button, DataTable, EmptyState, PageHeader, useMessages } from '@gloact/ui'
import { useDirectory } from '../directory.ts'
import { usePrincipal } from '../principal.ts'

/** Whose caseload: the colleagues of the agency who hold files. */
export function CaseloadsPage() {
  const { t, formatList } = useMessages()
  const { colleagues, teamName } = useDirectory()
  const me = usePrincipal()
  const others = colleagues.filter(({ id }) => id !== me?.userId)
  return (
    <>
      <PageHeader title={t('protection.caseload.title')} about={t('protection.caseload.about')} />
      <DataTable
        caption={t('protection.caseload.title')}
        items={others}
        itemKey={({ id }) => id}
        itemTo={({ id }) => `/caseloads/${id}`}
        columns={[
          { id: 'name', header: t('protection.caseload.name'), primary: true, cell: ({ name }) => <bdi>{name}</bdi> },
          {
            id: 'teams',
            header: t('protection.assignment.team'),
            cell: ({ teamIds }) => formatList(teamIds.flatMap((id) => teamName(id) ?? [])),
          },
        ]}
        empty={
          <EmptyState
            icon="users"
            title={t('protection.caseload.nobody')}
            action={<Button to="/files">{t('protection.files.title')}</Button>}
          />
        }
      />
    </>
  )
}
