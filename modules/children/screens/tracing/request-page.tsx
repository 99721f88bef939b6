import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { FormAnswers } from '@gloact/forms'
import { asInstant, type Instant } from '@gloact/kernel'
import { Callout, FileNumber, PageHeader, QueryState, Stack, Text, useClient } from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import { readRequest, takeRequestStep } from '../../contract/tracing/tracing.ts'
import { TRACING_FORMS } from '../../domain/tracing/forms.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { requestCode } from '../../domain/tracing/request-code.ts'
import { tracingRequestForm } from '../../domain/tracing/request-form.ts'
import { isSaying, tracingRequest } from '../../domain/tracing/request-kind.ts'
import { TRACING_KEYS, useRenewTracing, useTracing } from './use-tracing.ts'

const ASKED = new Set(tracingRequestForm.sections.flatMap(({ fields }) => fields.map(({ id }) => id)))
const questionsOf = (answers: FormAnswers): FormAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([field]) => ASKED.has(field)))

/** One request: what was said, what is told, and for those who may, why it is held. */
export function TracingRequestPage() {
  const { t, formatInstant, formatDate } = useTracing()
  const client = useClient()
  const renew = useRenewTracing()
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const [now] = useState(() => new Date().toISOString() as Instant)
  const shown = useQuery({
    queryKey: TRACING_KEYS.request(requestId),
    queryFn: () => client.callOrThrow(readRequest, { params: { requestId } }),
  })
  if (shown.data === undefined) return <QueryState query={shown} loading={t('children.tracing_request.title')} />
  const request = shown.data
  // Of a request that another system had, what has a question here need not be written again.
  const said = request.steps.findLast(({ step }) => isSaying(step))
  const asHad = said?.step === 'take_over' ? said : undefined
  const isHeld = request.signs.length > 0 && request.state === 'held'
  return (
    <>
      <PageHeader
        title={
          <>
            {t('children.tracing_request.title')} <FileNumber>{requestCode(requestId)}</FileNumber>
          </>
        }
        back={{ to: '/children/tracing', label: t('children.tracing.title') }}
        meta={formatInstant(asInstant(request.openedAt), 'date')}
      />
      <RequestPage
        kind={tracingRequest}
        request={request}
        way={['received', 'searching', 'to_tell', 'closed'].filter(
          (state) => state !== 'searching' || request.state !== 'received',
        )}
        forms={TRACING_FORMS}
        codeLists={TRACING_LISTS}
        now={now}
        {...(asHad && { initial: { amend: questionsOf(asHad.answers) } })}
        onTake={(step) => takeStep({ client, route: takeRequestStep, request, renew }, step)}
      >
        <Stack>
          {isHeld && (
            <Callout tone="notice" title={t('children.tracing.held_because')}>
              <ul>
                {request.signs.map((sign) => (
                  <li key={sign}>{t(`children.tracing.sign.${sign}`)}</li>
                ))}
              </ul>
              {t('children.tracing.held_about')}
            </Callout>
          )}
          {asHad && (
            <Callout tone="notice" title={t('children.tracing.taken_over')}>
              {t('children.tracing.taken_over_about')}
            </Callout>
          )}
          <Callout title={t('children.tracing.told')}>
            {t(request.letter.sentence, { when: formatDate(request.letter.writesOn as never) })}
          </Callout>
          {request.state === 'to_tell' && <Text>{t('children.tracing.to_tell_about')}</Text>}
        </Stack>
      </RequestPage>
    </>
  )
}
