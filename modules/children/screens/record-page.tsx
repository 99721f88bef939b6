import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { FormAnswers } from '@gloact/forms'
import { asInstant, dateIn, type PlainDate } from '@gloact/kernel'
import type { RequestShown } from '@gloact/records/contract'
import { Button, FileNumber, PageHeader, QueryState, useClient } from '@gloact/ui'
import { RequestPage, type StepToSend } from '@gloact/ui/request'
import { RECORDS } from '../contract/records.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { KIND_NAMES, KINDS, optionIn, SEPARATION, WAYS, type KindName } from '../domain/kinds.ts'
import { confirmationMissing } from '../domain/lasting.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { useChild } from './child-page.tsx'
import { DecidedTogether } from './decided-together.tsx'
import { Gaps, gapsOfProblem } from './gaps.tsx'
import { OptionsSideBySide } from './options.tsx'
import { useRegistered } from './use-registered.ts'
import { useNow } from './use-now.ts'
import { Voices } from './voices.tsx'

interface Params {
  readonly fileId?: string
  readonly kind?: string
  readonly requestId?: string
}

/** One record about a child, as the side sees it that looks. */
export function RecordPage() {
  const { fileId = '', kind, requestId = '' }: Params = useParams({ strict: false })
  const { t } = useChildrenWords()
  const client = useClient()
  const name = KIND_NAMES.find((each) => each === kind) ?? 'age'
  const found = useQuery({
    queryKey: CHILDREN_KEYS.one(name, requestId),
    queryFn: () => client.callOrThrow(RECORDS[name].read, { params: { requestId } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.loading')} />
  return <Shown name={name} fileId={fileId} request={found.data} />
}

function Shown({ name, fileId, request }: { name: KindName; fileId: string; request: RequestShown }) {
  const { t, kind, title, number, timeZone } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const now = useNow()
  const references = useRegistered(name, request)
  const take = async ({ id, step, happenedAt, answers }: StepToSend) => {
    const taken = await client.call(
      RECORDS[name].take,
      { params: { requestId: request.id }, body: { id, step, happenedAt, answers } },
      { ifMatch: `"${request.version}"` },
    )
    if (!taken.ok && taken.error.code !== 'records.changed') return taken.error
    await Promise.all(
      [CHILDREN_KEYS.all, ['work'], ['protection']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
    return taken.ok ? null : taken.error
  }
  const option = name === 'solution' ? optionIn(request.facts) : null
  const papersBegun = usePapersBegun(name === 'determination' ? fileId : '')
  const back =
    fileId === ''
      ? { to: `/children/records/${name}`, label: kind(name) }
      : { to: `/children/files/${fileId}`, label: t('children.best_interests') }
  return (
    <>
      <PageHeader
        title={
          <>
            {title(name, option)} <FileNumber>{number(request.facts['number'])}</FileNumber>
          </>
        }
        about={t(option === SEPARATION ? 'children.separation.about' : `children.kind_about.${name}`)}
        back={back}
        actions={
          name === 'guardianship' &&
          fileId !== '' &&
          request.turn !== null &&
          request.state !== 'asked' && (
            <Button to={`/children/complain/${request.id}`}>{t('children.complain.title')}</Button>
          )
        }
      />
      <RequestPage
        kind={KINDS[name]}
        request={request}
        way={WAYS[name]}
        forms={CHILDREN_FORMS}
        codeLists={CHILDREN_LISTS}
        now={now}
        dayIn="held_on"
        onTake={take}
        references={references}
        initial={papersBegun}
        problemText={(problem) => gapsOfProblem(problem, t('children.gate.refused'))}
      >
        {name === 'guardianship' && <Voices request={request} />}
        {name === 'determination' && <DecidedTogether request={request} />}
        {name === 'determination' && <OptionsSideBySide request={request} />}
        {name === 'solution' && request.state === 'planned' && fileId !== '' && (
          <WhatIsMissing fileId={fileId} requestId={request.id} />
        )}
        {name === 'solution' && request.state === 'in_place' && (
          <Gaps
            missing={keepsFromConfirming(request, dateIn(now, timeZone), timeZone)}
            title={t('children.gate.confirm')}
          />
        )}
      </RequestPage>
    </>
  )
}

/** What keeps a solution that is in place from being confirmed: the same function as on the server. */
const keepsFromConfirming = (request: RequestShown, day: PlainDate, timeZone: string) =>
  confirmationMissing(
    {
      id: request.id,
      state: request.state,
      steps: request.steps.map(({ step, by, happenedAt, answers }) => ({
        step,
        by,
        happenedAt: asInstant(happenedAt),
        answers,
      })),
    },
    { day, timeZone },
  )

/** What keeps this plan from being decided today by the person looking at it. */
function WhatIsMissing({ fileId, requestId }: { fileId: string; requestId: string }) {
  const { t } = useChildrenWords()
  const found = useChild(fileId)
  const plan = found.data?.gates.solutions.find(({ id }) => id === requestId)
  return plan ? <Gaps missing={plan.missing} title={t('children.gate.decide')} /> : null
}

/** What the papers of a determination say before anybody writes: what family tracing has come to. */
function usePapersBegun(fileId: string): Readonly<Record<string, FormAnswers>> {
  const result = useChild(fileId).data?.tracingResult ?? null
  return result === null ? {} : { present: { tracing_result: { value: result } } }
}
