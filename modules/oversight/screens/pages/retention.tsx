import { asPlainDate, type PartialDate } from '@gloact/kernel'
import {
  Button,
  Callout,
  DataTable,
  EmptyState,
  FileNumber,
  Grid,
  Link,
  Row,
  Section,
  Stack,
  Tag,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { readRetention } from '../../contract/oversight.ts'
import { Asked } from '../asked.tsx'

/** Which closed files need no longer be kept soon, by number. Erasing is asked for and confirmed elsewhere, by two people. */
export function Retention() {
  const { t, formatDate } = useMessages()
  const client = useClient()
  const retention = useQuery({
    queryKey: ['oversight', 'retention'],
    queryFn: () => client.callOrThrow(readRetention),
  })
  return (
    <Asked query={retention}>
      {({ rule, overdue, months, files }) => (
        <Stack gap="lg">
          <Callout tone="info" title={t('oversight.retention.rule')}>
            {t('oversight.retention.rule_is', { adult: rule.adultYears, child: rule.childYearsAfter18 })} {rule.basis}
          </Callout>
          <Section title={t('oversight.retention.months')} about={t('oversight.retention.about')}>
            <Grid
              caption={t('oversight.retention.months')}
              columns={[t('oversight.retention.month'), t('oversight.retention.count')]}
              rows={[
                { id: 'overdue', header: t('oversight.retention.overdue'), cells: [overdue] },
                ...months.map(({ month, count }) => ({
                  id: month,
                  header: formatDate(month as PartialDate),
                  cells: [count],
                })),
              ]}
            />
          </Section>
          <Section title={t('oversight.retention.files')}>
            <Stack>
              <DataTable
                caption={t('oversight.retention.files')}
                items={files}
                itemKey={({ fileId }) => fileId}
                empty={<EmptyState icon="folder" title={t('oversight.retention.none')} />}
                columns={[
                  {
                    id: 'number',
                    header: t('oversight.retention.number'),
                    primary: true,
                    cell: ({ number }) => <FileNumber>{number}</FileNumber>,
                  },
                  {
                    id: 'agency',
                    header: t('oversight.retention.agency'),
                    cell: ({ agencyName }) => <bdi>{agencyName ?? '—'}</bdi>,
                  },
                  {
                    id: 'ends',
                    header: t('oversight.retention.ends'),
                    cell: ({ endsOn, overdue: past }) =>
                      past ? (
                        <Tag tone="notice">
                          {t('oversight.retention.past', { when: formatDate(asPlainDate(endsOn)) })}
                        </Tag>
                      ) : (
                        formatDate(asPlainDate(endsOn))
                      ),
                  },
                  {
                    id: 'kind',
                    header: t('oversight.retention.kind'),
                    cell: ({ kind }) => t(`oversight.retention.kind.${kind}`),
                  },
                  {
                    id: 'do',
                    header: t('oversight.retention.do'),
                    pressed: true,
                    cell: ({ fileId, overdue: past }) => (
                      <Row gap="sm">
                        {past && (
                          <Link to={`/erasures?file=${fileId}&basis=retention_ended`}>
                            {t('oversight.retention.ask')}
                          </Link>
                        )}
                        <Link to={`/files/${fileId}/readers`}>{t('oversight.retention.readers')}</Link>
                      </Row>
                    ),
                  },
                ]}
              />
              <Row>
                <Button to="/erasures">{t('oversight.retention.erase')}</Button>
              </Row>
            </Stack>
          </Section>
        </Stack>
      )}
    </Asked>
  )
}
