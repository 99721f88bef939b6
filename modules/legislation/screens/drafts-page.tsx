import { asInstant } from '@gloact/kernel'
import { Button, DataTable, EmptyState, PageHeader, Tag, useMessages } from '@gloact/ui'
import { Asked } from './asked.tsx'
import { useDrafts } from './queries.ts'

/** The bills that are being drafted, and those on which one was invited to comment. */
export function DraftsPage() {
  const { t, formatInstant } = useMessages()
  const drafts = useDrafts()
  return (
    <>
      <PageHeader
        title={t('legislation.drafts')}
        about={t('legislation.drafts_about')}
        actions={
          drafts.data?.mayEdit && (
            <Button kind="primary" icon="plus" to="/legislation/drafts/new">
              {t('legislation.new_draft')}
            </Button>
          )
        }
      />
      <Asked query={drafts}>
        {({ items }) => (
          <DataTable
            caption={t('legislation.drafts')}
            items={items}
            itemKey={({ id }) => id}
            itemTo={({ id }) => `/legislation/drafts/${id}`}
            empty={<EmptyState icon="law" title={t('legislation.no_drafts')} />}
            columns={[
              { id: 'title', header: t('legislation.bill'), primary: true, cell: ({ title }) => <bdi>{title}</bdi> },
              { id: 'law', header: t('legislation.amended_law'), cell: ({ lawTitle }) => <bdi>{lawTitle}</bdi> },
              {
                id: 'state',
                header: t('legislation.status'),
                cell: ({ state, invited }) => (
                  <Tag>{invited ? t('legislation.invited') : t(`legislation.drafting.state.${state}`)}</Tag>
                ),
              },
              {
                id: 'opened',
                header: t('legislation.opened'),
                hideOnPhone: true,
                cell: ({ openedAt }) => formatInstant(asInstant(openedAt), 'date'),
              },
            ]}
          />
        )}
      </Asked>
    </>
  )
}
