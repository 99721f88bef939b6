import { asInstant, dateIn } from '@gloact/kernel'
import { Button, DataTable, EmptyState, PageHeader, Row, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { Asked } from './asked.tsx'
import { useLaws } from './queries.ts'
import { textOn } from '../domain/in-force.ts'

/** The laws of the library; each leads to its text in force. */
export function LawsPage() {
  const { t, formatDate, timeZone } = useMessages()
  const [today] = useState(() => dateIn(asInstant(Date.now()), timeZone))
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
            itemTo={({ expressions }) => `/legislation/texts/${textOn(expressions, today)?.id ?? ''}`}
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
