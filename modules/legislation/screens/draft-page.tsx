import { asInstant } from '@gloact/kernel'
import { Callout, PageHeader, Stack, useClient, useMessages } from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { type DraftView, takeDraftingStep } from '../contract/drafts.ts'
import { drafting, DRAFTING_FORMS, DRAFTING_WAY } from '../domain/drafting.ts'
import { Asked } from './asked.tsx'
import { DraftAssessment } from './draft-assessment.tsx'
import { DraftClauses } from './draft-clauses.tsx'
import { Consultation } from './draft-consultation.tsx'
import { EnactDraft } from './enact-draft.tsx'
import { useDraft, useDrafting, useRenew } from './queries.ts'

/** A bill: how far it has come, its clauses, what others say, which gaps it closes, and what becomes of it. */
export function DraftPage() {
  const { draftId = '' }: { draftId?: string } = useParams({ strict: false })
  return (
    <Asked query={useDraft(draftId)}>
      {(draft) => (draft.invited ? <Invited draft={draft} /> : <Own key={draft.id} draft={draft} />)}
    </Asked>
  )
}

const Header = ({ draft }: { draft: DraftView }) => {
  const { t } = useMessages()
  return (
    <PageHeader
      title={<bdi>{draft.title}</bdi>}
      about={t('legislation.amends_law', { title: draft.lawTitle })}
      back={{ to: '/legislation/drafts', label: t('legislation.drafts') }}
    />
  )
}

function Invited({ draft }: { draft: DraftView }) {
  const { t, formatDate } = useMessages()
  return (
    <>
      <Header draft={draft} />
      <Stack gap="lg">
        {draft.consulted.slice(0, 1).map(({ until }) => (
          <Callout key={until}>
            {t(draft.mayRemark ? 'legislation.comment_until' : 'legislation.consultation_ended', {
              when: formatDate(until),
            })}
          </Callout>
        ))}
        <DraftClauses draft={draft} />
      </Stack>
    </>
  )
}

function Own({ draft }: { draft: DraftView }) {
  const client = useClient()
  const renew = useRenew()
  const [now] = useState(() => asInstant(Date.now()))
  return (
    <Asked query={useDrafting(draft.id)}>
      {(request) => {
        const enacting = request.open.find(({ step }) => step === 'enact')
        return (
          <>
            <Header draft={draft} />
            <RequestPage
              kind={drafting}
              request={{ ...request, open: request.open.filter(({ step }) => step !== 'enact') }}
              way={DRAFTING_WAY}
              forms={DRAFTING_FORMS}
              now={now}
              onTake={(step) => takeStep({ client, route: takeDraftingStep, request, renew }, step)}
            >
              <Stack gap="lg">
                <DraftClauses draft={draft} />
                <Consultation draft={draft} />
                <DraftAssessment draft={draft} />
                {enacting && enacting.barredBy === undefined && <EnactDraft draft={draft} />}
              </Stack>
            </RequestPage>
          </>
        )
      }}
    </Asked>
  )
}
