import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { FormAnswers } from '@gloact/forms'
import { asInstant, newId, type Answer, type Instant } from '@gloact/kernel'
import { GivenRowsProvider, LoadingState, PageHeader, QueryError, useClient, useMessages } from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useMemo, useState } from 'react'
import { readAssessment, takeAssessmentStep } from '../contract/assessments.ts'
import { frameworkRoutes } from '../contract/prevention.ts'
import { assessment, ASSESSMENT_FORMS, itemsOf } from '../domain/assessment.ts'
import { FOLLOW_UP_LISTS } from '../domain/follow-up-lists.ts'
import { useAgencies } from './use-agencies.ts'
import { useRenew } from './use-renew.ts'

/** Items are answered over days: what is written is saved, and a colleague goes on from there. */
const IN_PART = { submit: 'save' }
const WAY = ['begun', 'submitted', 'reviewed', 'taken_up']

/** A self-assessment: the service answers item by item, another agency reviews, the office makes actions of the gaps. */
export function AssessmentPage() {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const [now] = useState(() => new Date().toISOString() as Instant)
  const agencies = useAgencies()['agencies']
  const shown = useQuery({
    queryKey: ['strategy', 'assessment', requestId],
    queryFn: () => client.callOrThrow(readAssessment, { params: { requestId } }),
  })
  const frameworkId = String(shown.data?.facts['frameworkId'] ?? '')
  const framework = useQuery({
    queryKey: ['strategy', 'framework', frameworkId],
    enabled: frameworkId !== '',
    queryFn: () => client.callOrThrow(frameworkRoutes.read, { params: { id: frameworkId } }),
  })
  const steps = shown.data?.steps
  const standard = framework.data?.answers
  // What was written before, so that what was saved or sent back is gone on with and not written twice; else every item of the standard.
  const initial = useMemo(() => {
    const written = steps?.findLast(({ step }) => step === 'submit' || step === 'save')?.answers
    const items = written ?? itemsToAnswer(standard)
    return { submit: items }
  }, [steps, standard])
  const given = useMemo(() => {
    const requirements = new Map(itemsOf(standard ?? {}).map(({ item, requirement }) => [item, requirement]))
    return { items: { by: 'item', about: (item: string) => requirements.get(item) } }
  }, [standard])
  if (shown.isError) return <QueryError query={shown} />
  if (shown.isPending || framework.isPending) return <LoadingState what={t('strategy.assessment.title')} />
  const request = shown.data
  return (
    <>
      <PageHeader
        title={t('strategy.assessment.title')}
        back={{ to: `/strategy/frameworks/${frameworkId}`, label: t('strategy.assessment.to_framework') }}
        meta={formatInstant(asInstant(request.openedAt), 'date')}
      />
      <GivenRowsProvider given={given}>
        <RequestPage
          kind={assessment}
          request={request}
          way={WAY}
          forms={ASSESSMENT_FORMS}
          codeLists={FOLLOW_UP_LISTS}
          initial={initial}
          inPart={IN_PART}
          now={now}
          agencyName={(id) => agencies?.codes.find(({ code }) => code === id)?.label.en}
          onTake={(step) => takeStep({ client, route: takeAssessmentStep, request, renew }, step)}
        />
      </GivenRowsProvider>
    </>
  )
}

const itemsToAnswer = (standard: FormAnswers | undefined): FormAnswers =>
  Object.fromEntries<Answer>(
    itemsOf(standard ?? {}).flatMap(({ item }): [string, Answer][] => {
      const row = `items/${newId()}`
      return [
        [row, { value: true }],
        [`${row}/item`, { value: item }],
      ]
    }),
  )
