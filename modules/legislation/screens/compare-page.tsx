import { DataTable, EmptyState, PageHeader, Section, Stack, Text, useMessages } from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { countsOn } from '../domain/in-force.ts'
import { Asked } from './asked.tsx'
import { useComparison } from './queries.ts'
import { StatusTag } from './status-tag.tsx'

/** One obligation in every assessment of the library: across countries and years, with the words side by side. */
export function CompareObligationPage() {
  const { obligationId = '' }: { obligationId?: string } = useParams({ strict: false })
  const { t, formatDate, language } = useMessages()
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  const country = (code: string | null) => (code === null ? t('legislation.own_country') : regions.of(code))
  return (
    <Asked query={useComparison(obligationId)}>
      {({ text, article, items }) => (
        <>
          <PageHeader
            title={t('legislation.article_of', { article })}
            about={t('legislation.compare_about')}
            back={{ to: '/legislation', label: t('legislation.assessments') }}
          />
          <Stack gap="lg">
            <Text size="lg">
              <bdi>{text}</bdi>
            </Text>
            <DataTable
              caption={t('legislation.assessments')}
              items={items}
              itemKey={({ assessmentId }) => assessmentId}
              itemTo={({ assessmentId }) => `/legislation/assessments/${assessmentId}/${obligationId}`}
              empty={<EmptyState icon="law" title={t('legislation.no_assessments')} />}
              columns={[
                {
                  id: 'title',
                  header: t('legislation.assessment'),
                  primary: true,
                  cell: ({ title }) => <bdi>{title}</bdi>,
                },
                { id: 'country', header: t('legislation.of_country'), cell: ({ ofCountry }) => country(ofCountry) },
                { id: 'as_of', header: t('legislation.as_of'), cell: ({ asOf }) => formatDate(asOf) },
                { id: 'status', header: t('legislation.status'), cell: ({ status }) => <StatusTag status={status} /> },
              ]}
            />
            <div
              style={{
                display: 'grid',
                gap: '1.5rem',
                gridTemplateColumns: 'repeat(auto-fit, minmax(min(20rem, 100%), 1fr))',
              }}
            >
              {items.map((one) => (
                <Section key={one.assessmentId} title={`${country(one.ofCountry)}, ${formatDate(one.asOf)}`}>
                  <Stack>
                    {one.answers.length === 0 && <Text tone="quiet">{t('legislation.status.open')}</Text>}
                    {one.answers.map((answer) => (
                      <div key={answer.text}>
                        <Text tone="strong">
                          <bdi>{answer.text}</bdi>
                        </Text>
                        <StatusTag status={answer.status} />
                        {answer.reasoning !== '' && (
                          <Text tone="quiet">
                            <bdi>{answer.reasoning}</bdi>
                          </Text>
                        )}
                        {answer.citations.map(({ expressionId, eId, lawTitle, validFrom, label, words, standing }) => (
                          <blockquote key={`${expressionId} ${eId}`} dir="auto">
                            <Text size="sm" tone="quiet">
                              {t('legislation.cited', {
                                provision: label || eId,
                                title: lawTitle,
                                when: formatDate(validFrom),
                              })}
                            </Text>
                            {!countsOn(standing) && <Text tone="strong">{t(`legislation.standing.${standing}`)}</Text>}
                            <Text>{words}</Text>
                          </blockquote>
                        ))}
                      </div>
                    ))}
                  </Stack>
                </Section>
              ))}
            </div>
          </Stack>
        </>
      )}
    </Asked>
  )
}
