import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import { asPlainDate } from '@gloact/kernel'
import { Callout, Card, EmptyState, KeyValueList, PageHeader, QueryState, Section, Stack, useClient } from '@gloact/ui'
import { StepForm, type StepToSend } from '@gloact/ui/request'
import { useState } from 'react'
import { readReferredInterviews, reportInterview } from '../contract/referred.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { useNow } from './use-now.ts'

/** For a service to which a child was referred: how often the child was interviewed, before it asks again, and what it tells of its own. */
export function ReferredPage() {
  const { referralId = '' }: { readonly referralId?: string } = useParams({ strict: false })
  const { t, language, formatDate } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const now = useNow()
  const [form, setForm] = useState(0)
  const key = CHILDREN_KEYS.referred(referralId)
  const found = useQuery({
    queryKey: key,
    queryFn: () => client.callOrThrow(readReferredInterviews, { params: { referralId } }),
  })
  const topic = (code: string) => labelOf(CHILDREN_LISTS['children_topic']!, code, language)
  if (found.data === undefined) return <QueryState query={found} loading={t('children.loading')} />
  const { interviews, askedEnough } = found.data
  const take = async ({ id, happenedAt, answers }: StepToSend) => {
    const told = await client.call(reportInterview, { params: { referralId }, body: { id, happenedAt, answers } })
    if (!told.ok) return told.error
    queries.setQueryData(key, told.value)
    return null
  }
  return (
    <>
      <PageHeader
        title={t('children.referred.title')}
        about={t('children.referred.about')}
        back={{ to: `/referral/${referralId}`, label: t('children.referred.back') }}
      />
      <Stack gap="lg">
        {askedEnough.length > 0 && (
          <Callout tone="notice" title={t('children.asked_enough')}>
            {`${askedEnough.map(topic).join(', ')}. ${t('children.referred.do_not_ask')}`}
          </Callout>
        )}
        <Section title={t('children.referred.held')}>
          {interviews.length === 0 ? (
            <EmptyState icon="done" title={t('children.referred.none')} />
          ) : (
            <KeyValueList
              items={interviews.map(({ heldOn, topics, body }) => ({
                label: `${formatDate(asPlainDate(heldOn))}: ${body}`,
                value: topics.map(topic).join(', '),
              }))}
            />
          )}
        </Section>
        <Card title={t('children.referred.tell')}>
          <StepForm
            key={form}
            name="report"
            step="report"
            form={CHILDREN_FORMS['interview_reported']}
            codeLists={CHILDREN_LISTS}
            now={now}
            dayIn="held_on"
            onTake={take}
            onDone={() => setForm(form + 1)}
          />
        </Card>
      </Stack>
    </>
  )
}
