import {
  ActionMenu,
  Callout,
  ChoiceField,
  DataTable,
  EmptyState,
  KeyValueList,
  PageHeader,
  saveFile,
  Stack,
  Tabs,
  Tag,
  Text,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { type AssessmentView, type ObligationView, printGapReport } from '../contract/assessments.ts'
import type { BindingView } from '../contract/plans.ts'
import { OBLIGATION_STATUSES } from '../domain/finding.ts'
import { Asked, useRefusal } from './asked.tsx'
import { useAssessment, useTreaties } from './queries.ts'
import { StatusTag } from './status-tag.tsx'
import { isWaiting, waitsOf } from './waiting.ts'

/** An assessment: every obligation with its status, and the gaps. */
export function AssessmentPage() {
  const { assessmentId = '' }: { assessmentId?: string } = useParams({ strict: false })
  return <Asked query={useAssessment(assessmentId)}>{(assessment) => <Assessment assessment={assessment} />}</Asked>
}

const REPORT_LANGUAGES = ['en', 'ar', 'es', 'fr', 'pt', 'ru'] as const

function Assessment({ assessment }: { assessment: AssessmentView }) {
  const { t, formatDate, language } = useMessages()
  const client = useClient()
  const refusal = useRefusal()
  const [view, setView] = useState('obligations')
  const waits = waitsOf(assessment)
  const [status, setStatus] = useState<string | null>(() => waits.find((one) => `#${one}` === location.hash) ?? 'any')
  const [problem, setProblem] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  // A task leads to what waits, below the summary.
  const [led] = useState(status !== 'any')
  useEffect(() => {
    if (led) list.current?.scrollIntoView()
  }, [led])
  const { summary, obligations } = assessment
  const print = async (format: 'docx' | 'pdf' | 'json') => {
    const report = await client.call(printGapReport, {
      params: { assessmentId: assessment.id },
      query: { format, language: REPORT_LANGUAGES.find((one) => one === language) ?? 'en' },
    })
    setProblem(report.ok ? null : refusal(report.error))
    if (report.ok) saveFile(report.value as Blob, `gap-report-${assessment.asOf}.${format}`)
  }
  const gaps = obligations.filter(({ gap }) => gap)
  const uncounted = obligations
    .flatMap(({ elements }) => elements)
    .filter(({ finding }) => finding?.counts === false).length
  const waiting = (obligation: ObligationView) =>
    obligation.elements.filter(({ finding }) => finding && finding.state !== 'validated').length
  const shown =
    view === 'gaps'
      ? gaps
      : obligations.filter(
          (obligation) =>
            status === 'any' ||
            status === null ||
            obligation.status === status ||
            waits.some((one) => one === status && isWaiting(one, obligation, assessment.userId)),
        )
  return (
    <>
      <PageHeader
        title={<bdi>{assessment.title}</bdi>}
        about={t('legislation.as_of_day', { when: formatDate(assessment.asOf) })}
        back={{ to: '/legislation', label: t('legislation.assessments') }}
        actions={
          <ActionMenu
            label={t('legislation.report')}
            words
            items={(['docx', 'pdf', 'json'] as const).map((format) => ({
              label: t(`legislation.report.${format}`),
              onChoose: () => void print(format),
            }))}
          />
        }
      />
      <Stack>
        {problem && <Callout tone="notice">{problem}</Callout>}
        <KeyValueList
          items={[
            {
              label: t('legislation.mandatory_met'),
              value: t('legislation.of', { count: summary.mandatoryMet, total: summary.mandatory }),
            },
            {
              label: t('legislation.gaps'),
              value: t('legislation.gaps_found', {
                gaps: gaps.length,
                answered: summary.answered,
                unanswered: summary.unanswered,
              }),
            },
            ...OBLIGATION_STATUSES.map((one) => ({
              label: <StatusTag status={one} />,
              value: t('legislation.obligations_count', { count: summary.counts[one] }),
            })),
          ]}
        />
        <Treaties treaties={assessment.treaties} />
        {uncounted > 0 && <Callout tone="notice">{t('legislation.not_counted', { count: uncounted })}</Callout>}
        {assessment.changedSince > 0 && (
          <Callout tone="notice">{t('legislation.changed_since', { count: assessment.changedSince })}</Callout>
        )}
        <Callout>{t('legislation.packs_unchecked')}</Callout>
        <div ref={list}>
          <Tabs
            label={t('legislation.assessment')}
            value={view}
            onChange={setView}
            tabs={[
              { value: 'obligations', label: t('legislation.obligations'), badge: obligations.length },
              { value: 'gaps', label: t('legislation.gaps'), badge: gaps.length },
            ]}
          >
            <Stack>
              {view === 'gaps' && <Text tone="quiet">{t('legislation.gap_rule', { count: summary.notDemanded })}</Text>}
              {view === 'obligations' && (
                <ChoiceField
                  label={t('legislation.status')}
                  as="select"
                  options={[
                    { value: 'any', label: t('legislation.any_status') },
                    ...OBLIGATION_STATUSES.map((value) => ({ value, label: t(`legislation.status.${value}`) })),
                    ...waits.map((value) => ({ value, label: t(`legislation.waits.${value}`) })),
                  ]}
                  value={status}
                  onChange={setStatus}
                />
              )}
              <DataTable
                caption={t(view === 'gaps' ? 'legislation.gaps' : 'legislation.obligations')}
                items={shown}
                itemKey={({ id }) => id}
                itemTo={({ id }) => `/legislation/assessments/${assessment.id}/${id}`}
                empty={
                  <EmptyState
                    icon={view === 'gaps' && summary.unanswered > 0 ? 'circle' : 'check'}
                    title={
                      view === 'gaps'
                        ? t('legislation.gaps_found', {
                            gaps: 0,
                            answered: summary.answered,
                            unanswered: summary.unanswered,
                          })
                        : t('legislation.none_of_status')
                    }
                  />
                }
                columns={[
                  {
                    id: 'text',
                    header: t('legislation.obligation'),
                    primary: true,
                    cell: ({ text }) => <bdi>{text}</bdi>,
                  },
                  {
                    id: 'article',
                    header: t('legislation.article'),
                    cell: ({ article, paragraph }) => <bdi>{[article, paragraph].filter(Boolean).join(' · ')}</bdi>,
                  },
                  ...(view === 'gaps'
                    ? [
                        {
                          id: 'priority',
                          header: t('legislation.priority'),
                          cell: ({ plan }: ObligationView) => plan && t(`legislation.priority.${plan.priority}`),
                        },
                        {
                          id: 'due',
                          header: t('legislation.due_on'),
                          cell: ({ plan }: ObligationView) => plan?.dueOn && formatDate(plan.dueOn),
                        },
                      ]
                    : []),
                  { id: 'status', header: t('legislation.status'), cell: (one) => <StatusTag status={one.status} /> },
                  {
                    id: 'binding',
                    header: t('legislation.binding'),
                    cell: ({ binding }) => <Tag>{t(`legislation.binding.${binding}`)}</Tag>,
                  },
                  {
                    id: 'waiting',
                    header: t('legislation.to_validate'),
                    numeric: true,
                    hideOnPhone: true,
                    cell: (one) => waiting(one),
                  },
                ]}
              />
            </Stack>
          </Tabs>
        </div>
      </Stack>
    </>
  )
}

/** What binds on the day as of which the law is assessed, with what the country reserved. */
function Treaties({ treaties }: { treaties: readonly BindingView[] }) {
  const { t, formatDate } = useMessages()
  const titles = new Map(useTreaties().data?.items.map(({ pack, title }) => [pack, title]))
  return (
    <KeyValueList
      items={treaties.map(({ pack, bound, bindingFrom, reservations, declarations }) => ({
        label: titles.get(pack) ?? pack,
        value: (
          <>
            {t(`legislation.bound.${bound}`)}
            {bindingFrom !== null && `, ${t('legislation.since', { when: formatDate(bindingFrom) })}`}
            {[reservations, declarations].filter(Boolean).map((words) => (
              <div key={words}>
                <bdi>{words}</bdi>
              </div>
            ))}
          </>
        ),
      }))}
    />
  )
}
