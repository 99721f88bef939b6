import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { checkComplete, type FormAnswers } from '@gloact/forms'
import { newId, type FieldFailure, type Instant } from '@gloact/kernel'
import {
  Button,
  Callout,
  failuresIn,
  FilePicker,
  Form,
  FormRenderer,
  PageHeader,
  QueryState,
  Refusal,
  Row,
  Section,
  Stack,
  Text,
  useClient,
  useKeptAnswers,
} from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { useState } from 'react'
import {
  addPhotograph,
  knownOfChild,
  registerSubject,
  subjects,
  takePhotographBack,
} from '../../contract/tracing/tracing.ts'
import { TRACING_FORMS, tracingSubjectForm } from '../../domain/tracing/forms.ts'
import { TRACING_LISTS } from '../../domain/tracing/lists.ts'
import { withoutUnasked, withRows } from '../../domain/tracing/secrets.ts'
import { tracingSubject } from '../../domain/tracing/subject-kind.ts'
import { TRACING_KEYS, useRenewTracing, useTracing } from './use-tracing.ts'

/** What a child says of their family, from the child's file: registered where nothing is yet, else shown. */
export function ChildTracingPage() {
  const { t } = useTracing()
  const client = useClient()
  const { fileId = '' }: { readonly fileId?: string } = useParams({ strict: false })
  const found = useQuery({
    queryKey: TRACING_KEYS.child(fileId),
    queryFn: () => client.callOrThrow(subjects.list, { query: { list: 'all', fileId } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.tracing_subject.title')} />
  const there = found.data.items.find(({ turn }) => turn !== null) ?? found.data.items[0]
  return there ? <Side subjectId={there.id} /> : <Register fileId={fileId} />
}

/** The same by the id of the child's side, from a suggestion. */
export function SidePage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  return <Side subjectId={requestId} />
}

function Side({ subjectId }: { readonly subjectId: string }) {
  const { t } = useTracing()
  const client = useClient()
  const renew = useRenewTracing()
  const [now] = useState(() => new Date().toISOString() as Instant)
  const shown = useQuery({
    queryKey: [...TRACING_KEYS.all, 'side', subjectId],
    queryFn: () => client.callOrThrow(subjects.read, { params: { requestId: subjectId } }),
  })
  if (shown.data === undefined) return <QueryState query={shown} loading={t('children.tracing_subject.title')} />
  const request = shown.data
  const last = request.steps.findLast(({ step }) => step === 'register' || step === 'change')
  const agreed = last?.answers['photograph']
  return (
    <>
      <PageHeader
        title={t('children.tracing_subject.title')}
        about={t('children.tracing.side_about')}
        back={{ to: '/children/tracing', label: t('children.tracing.title') }}
      />
      <RequestPage
        kind={tracingSubject}
        request={request}
        way={['open', 'closed']}
        forms={TRACING_FORMS}
        codeLists={TRACING_LISTS}
        now={now}
        onTake={(step) => takeStep({ client, route: subjects.take, request, renew }, step)}
      >
        {agreed && 'value' in agreed && agreed.value === 'yes' && <Photographs subjectId={subjectId} />}
      </RequestPage>
    </>
  )
}

function Register({ fileId }: { readonly fileId: string }) {
  const { t, problem } = useTracing()
  const client = useClient()
  const queries = useQueryClient()
  const kept = useKeptAnswers('subject')
  const { answers, typed } = kept
  const [id, stepId] = kept.ids
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [filling, setFilling] = useState(false)
  const [filled, setFilled] = useState<string | null>(null)
  const change = (edit: (before: FormAnswers) => FormAnswers) => kept.change((before) => withRows(edit(before)))
  const fill = async () => {
    setFilling(true)
    const known = await client.call(knownOfChild, { params: { fileId }, body: {} })
    setFilling(false)
    if (!known.ok) return setFilled(problem(known.error))
    const there = known.value.answers
    setFilled(t(Object.keys(there).length === 0 ? 'children.tracing.nothing_to_fill' : 'children.tracing.filled'))
    // What the child has said by now stays.
    change((before) => ({ ...there, ...before }))
  }
  const send = async () => {
    const said = withoutUnasked(answers)
    const missing = checkComplete(tracingSubjectForm, said)
    setFailures(missing)
    if (missing.length > 0) return
    setBusy(true)
    const sent = await client.call(registerSubject, {
      body: { id, stepId, happenedAt: new Date().toISOString(), answers: { ...said }, fileId },
    })
    setBusy(false)
    if (sent.ok) {
      await typed.forget()
      return void queries.invalidateQueries({ queryKey: TRACING_KEYS.all })
    }
    setRefused(problem(sent.error))
    setFailures(failuresIn(sent.error))
  }
  if (!typed.ready) return null
  return (
    <>
      <PageHeader
        title={t('children.tracing_subject.title')}
        about={t('children.tracing.side_about')}
        back={{ to: `/children/files/${fileId}`, label: t('children.best_interests') }}
      />
      <Form unsent="kept" onSubmit={() => void send()}>
        <Row>
          <Button icon="folder" onPress={() => void fill()} busy={filling}>
            {t('children.tracing.fill')}
          </Button>
        </Row>
        <Text tone="quiet">{t('children.tracing.fill_about')}</Text>
        {filled !== null && <Callout>{filled}</Callout>}
        <FormRenderer
          form={tracingSubjectForm}
          codeLists={TRACING_LISTS}
          {...kept.renderer}
          failures={failures}
          onChange={(edit) => change((before) => ({ ...before, ...edit }))}
        />
        <Refusal>{refused}</Refusal>
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('children.tracing.register')}
          </Button>
        </Row>
      </Form>
    </>
  )
}

/** Adding a photograph, and taking back the one that was just added of the wrong child. */
function Photographs({ subjectId }: { readonly subjectId: string }) {
  const { t, problem } = useTracing()
  const client = useClient()
  const [added, setAdded] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const add = async (file: File) => {
    const photographId = newId<string>()
    setBusy(true)
    const sent = await client.call(addPhotograph, {
      params: { requestId: subjectId, photographId },
      query: file.type === '' ? {} : { contentType: file.type },
      body: file,
    })
    setBusy(false)
    setSaid(sent.ok ? t('children.tracing.photograph_added') : problem(sent.error))
    if (sent.ok) setAdded(photographId)
  }
  const takeBack = async (photographId: string) => {
    setBusy(true)
    const sent = await client.call(takePhotographBack, {
      params: { requestId: subjectId, photographId },
      body: { because: 'wrong_child' },
    })
    setBusy(false)
    setSaid(sent.ok ? t('children.tracing.photograph_taken_back') : problem(sent.error))
    if (sent.ok) setAdded(null)
  }
  return (
    <Section title={t('children.tracing.photograph')} about={t('children.tracing.photograph_about')}>
      <Stack>
        <FilePicker
          label={t('children.tracing.photograph')}
          choose={t('children.tracing.photograph_choose')}
          disabled={busy}
          onFiles={([file]) => file && void add(file)}
        />
        {said !== null && <Callout>{said}</Callout>}
        {added !== null && (
          <Row>
            <Button onPress={() => void takeBack(added)} busy={busy}>
              {t('children.tracing.photograph_take_back')}
            </Button>
          </Row>
        )}
      </Stack>
    </Section>
  )
}
