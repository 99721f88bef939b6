import { useParams } from '@tanstack/react-router'
import { asInstant, newId } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import {
  Callout,
  Columns,
  FileNumber,
  LoadingState,
  PageHeader,
  QueryError,
  useClient,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { submitRequest, takeRequestStep, type RequestContent } from '../contract/requests.ts'
import { requestForm } from '../domain/request-form.ts'
import { ContentCheck } from './content-check.tsx'
import { useCooperationWords } from './cooperation-words.ts'
import { useRenew, useRequest } from './queries.ts'
import { DraftForm } from './draft-form.tsx'
import { useDraft } from './use-draft.ts'

/** Writing a request: section by section, with what is still missing next to it. */
export function WritePage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useCooperationWords()
  const { request, content } = useRequest(requestId)
  if (request.isPending || content.isPending) return <LoadingState what={t('cooperation.loading')} />
  if (request.isError) return <QueryError query={request} />
  if (content.isError) return <QueryError query={content} />
  return <Write key={requestId} request={request.data} content={content.data} />
}

function Write({ request, content }: { request: RequestShown; content: RequestContent }) {
  const { t, number, country, lists, language } = useCooperationWords()
  const client = useClient()
  const renew = useRenew()
  const { go } = useNavigation()
  const [submitId] = useState(() => newId())
  const back = `/cooperation/requests/${request.id}`
  const name = content.authority.name[language] ?? content.authority.name['en'] ?? content.authority.desk

  const draft = useDraft(
    content.answers,
    (id, answers) =>
      client.call(takeRequestStep, {
        params: { requestId: request.id },
        body: { id, step: 'amend', happenedAt: asInstant(Date.now()), answers },
      }),
    renew,
  )
  const submit = async () => {
    const sent = await client.call(submitRequest, {
      params: { requestId: request.id },
      body: { stepId: submitId, happenedAt: asInstant(Date.now()) },
    })
    await renew()
    if (sent.ok) go(back)
    else draft.refuse(sent.error)
  }
  if (request.state !== 'draft') {
    return (
      <>
        <PageHeader title={t('cooperation.write.title')} back={{ to: back, label: number(request.facts['number']) }} />
        <Callout>{t('cooperation.write.not_draft')}</Callout>
      </>
    )
  }
  return (
    <>
      <PageHeader
        title={
          <>
            {t('cooperation.write.title')} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        about={t('cooperation.write.about', { authority: name, country: country(content.authority.country) })}
        back={{ to: back, label: t('cooperation.write.back') }}
      />
      <Columns min="22rem">
        <DraftForm form={requestForm} codeLists={lists} draft={draft} onSubmit={submit} />
        <ContentCheck missing={content.missing} stale={content.staleSheet} unsaved={draft.changed} />
      </Columns>
    </>
  )
}
