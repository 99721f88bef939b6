import { Button, DataTable, EmptyState, PageHeader, Row, useMessages } from '@gloact/ui'
import { Asked } from './asked.tsx'
import { useLaws } from './queries.ts'

/** The laws of the library; each leads to its latest text. */
export function LawsPage() {
  const { t, formatDate } = useMessages()
  const laws = useLaws()
  return (
    <Asked query={laws}>
      {({ items, mayEdit }) => (
        <>
          <PageHeader
            title={t('legislation.library')}
            about={t('legislation.library_about')}
            actions={
              <Row>
                <Button icon="search" to="/legislation/search">
                  {t('legislation.search')}
                </Button>
                {mayEdit && (
                  <Button kind="primary" icon="upload" to="/legislation/import">
                    {t('legislation.import')}
                  </Button>
                )}
              </Row>
            }
          />
          <DataTable
            caption={t('legislation.library')}
            items={items}
            itemKey={({ id }) => id}
            itemTo={({ expressions }) => `/legislation/texts/${expressions[0]?.id ?? ''}`}
            empty={<EmptyState icon="book" title={t('legislation.no_laws')} />}
            columns={[
              {
                id: 'title',
                header: t('legislation.law_title'),
                primary: true,
                cell: ({ title }) => <bdi>{title}</bdi>,
              },
              { id: 'type', header: t('legislation.law_type'), cell: ({ type }) => t(`legislation.type.${type}`) },
              { id: 'number', header: t('legislation.law_number'), cell: ({ number }) => <bdi>{number}</bdi> },
              { id: 'made', header: t('legislation.made_on'), cell: ({ madeOn }) => formatDate(madeOn) },
              {
                id: 'texts',
                header: t('legislation.latest_text'),
                cell: ({ expressions }) => (expressions[0] ? formatDate(expressions[0].validFrom) : ''),
              },
            ]}
          />
        </>
      )}
    </Asked>
  )
}
