import { asInstant, asPlainDate } from '@gloact/kernel'
import {
  Button,
  DataTable,
  EmptyState,
  Row,
  Section,
  Stack,
  SwitchField,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { readOpenings } from '../../contract/oversight.ts'
import { Asked, useCodeWords } from '../asked.tsx'

/** Whose identity was opened what for, by staff and day. A number points; a person decides what it means. */
export function Openings() {
  const { t, formatDate, formatInstant } = useMessages()
  const client = useClient()
  const said = useCodeWords()
  const [all, setAll] = useState(false)
  const openings = useQuery({
    queryKey: ['oversight', 'openings'],
    queryFn: () => client.callOrThrow(readOpenings, { query: {} }),
  })
  return (
    <Asked query={openings}>
      {({ from, items, emergencies, refused, slowed }) => (
        <Stack gap="lg">
          <Section
            title={t('oversight.openings.days')}
            about={t('oversight.openings.about', { from: formatDate(asPlainDate(from)) })}
          >
            <Stack>
              <SwitchField label={t('oversight.openings.all')} value={all} onChange={setAll} />
              <DataTable
                caption={t('oversight.openings.days')}
                items={items.filter(({ unusual }) => all || unusual)}
                itemKey={({ staffId, day }) => `${staffId} ${day}`}
                empty={<EmptyState icon="check" title={t('oversight.openings.none')} />}
                columns={[
                  { id: 'name', header: t('oversight.openings.who'), primary: true, cell: ({ name }) => name },
                  { id: 'day', header: t('oversight.openings.day'), cell: ({ day }) => formatDate(asPlainDate(day)) },
                  {
                    id: 'opened',
                    header: t('oversight.openings.opened'),
                    cell: ({ opened, files }) => t('oversight.openings.opened_of', { opened, files }),
                  },
                  {
                    id: 'purposes',
                    header: t('oversight.openings.purposes'),
                    cell: ({ purposes }) =>
                      purposes
                        .map(({ purpose, count }) =>
                          t('oversight.openings.purpose', {
                            purpose: said(purpose, 'protection.file.purpose', 'oversight.purpose'),
                            count,
                          }),
                        )
                        .join(', '),
                  },
                  {
                    id: 'score',
                    header: t('oversight.openings.usual'),
                    cell: ({ usual, score, unusual }) => (
                      <Stack gap="xs">
                        <Text as="span" size="sm">
                          {t('oversight.openings.times', { score, usual })}
                        </Text>
                        {unusual && <Tag tone="notice">{t('oversight.openings.unusual')}</Tag>}
                      </Stack>
                    ),
                  },
                ]}
              />
            </Stack>
          </Section>
          <Section title={t('oversight.refused.title')} about={t('oversight.refused.about')}>
            <DataTable
              caption={t('oversight.refused.title')}
              items={refused}
              itemKey={({ name, at }) => `${name} ${at}`}
              empty={<EmptyState icon="check" title={t('oversight.refused.none')} />}
              columns={[
                { id: 'name', header: t('oversight.openings.who'), primary: true, cell: ({ name }) => name },
                { id: 'at', header: t('oversight.openings.day'), cell: ({ at }) => formatInstant(asInstant(at)) },
                {
                  id: 'times',
                  header: t('oversight.refused.often'),
                  cell: ({ times }) => t('oversight.refused.times', { times }),
                },
              ]}
            />
          </Section>
          <Section title={t('oversight.slowed.title')} about={t('oversight.slowed.about')}>
            <DataTable
              caption={t('oversight.slowed.title')}
              items={slowed}
              itemKey={({ name, at, kind }) => `${name} ${at} ${kind}`}
              empty={<EmptyState icon="check" title={t('oversight.slowed.none')} />}
              columns={[
                { id: 'name', header: t('oversight.openings.who'), primary: true, cell: ({ name }) => name },
                { id: 'at', header: t('oversight.openings.day'), cell: ({ at }) => formatInstant(asInstant(at)) },
                {
                  id: 'what',
                  header: t('oversight.exports.what'),
                  cell: ({ kind, span, limit }) => t('oversight.slowed.more_than', { kind, span, limit }),
                },
              ]}
            />
          </Section>
          <Section title={t('oversight.emergencies.title')} about={t('oversight.emergencies.about')}>
            <Stack>
              <DataTable
                caption={t('oversight.emergencies.title')}
                items={emergencies}
                itemKey={({ fileId, at }) => `${fileId} ${at}`}
                empty={<EmptyState icon="key" title={t('oversight.emergencies.none')} />}
                columns={[
                  { id: 'name', header: t('oversight.openings.who'), primary: true, cell: ({ name }) => name },
                  {
                    id: 'at',
                    header: t('oversight.openings.day'),
                    cell: ({ at }) => formatInstant(asInstant(at)),
                  },
                  {
                    id: 'reason',
                    header: t('oversight.emergencies.reason'),
                    cell: ({ reason }) => said(reason, 'protection.emergency.reason'),
                  },
                  {
                    id: 'state',
                    header: t('oversight.emergencies.state'),
                    cell: ({ reviewed }) =>
                      reviewed ? (
                        t('oversight.emergencies.reviewed')
                      ) : (
                        <Tag tone="notice">{t('oversight.emergencies.waits')}</Tag>
                      ),
                  },
                ]}
              />
              <Row>
                <Button to="/openings">{t('oversight.emergencies.list')}</Button>
              </Row>
            </Stack>
          </Section>
        </Stack>
      )}
    </Asked>
  )
}
