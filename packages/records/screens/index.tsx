import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { checkComplete, type FormDefinition } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, dateIn, type FieldFailure } from '@gloact/kernel'
import {
  Button,
  Card,
  EmptyState,
  failuresIn,
  Form,
  FormRenderer,
  Link,
  type ModuleTask,
  PageHeader,
  Row,
  Stack,
  Tabs,
  Tag,
  ModuleTaskRow,
  QueryState,
  Refusal,
  Text,
  useClient,
  useKeptAnswers,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { RequestPage, takeStep } from '@gloact/ui/request'
import { createElement, useState } from 'react'
import { REQUEST_LISTS, type OpeningContract, type RequestContracts, type RequestList } from '../contract/index.ts'
import type { RequestKind } from '../request/definition.ts'
import { taskSentence } from '../request/task-clock.ts'
import { requestWords } from '../request/words.ts'
import type { RequestPages } from './screen-routes.ts'

/** A kind of request as its pages show it: list, opening, and one of them. */
export interface RequestPageParts {
  readonly kind: RequestKind
  /** Where the pages are. */
  readonly path: `/${string}`
  readonly contracts: RequestContracts
  readonly opening: { readonly contract: OpeningContract; readonly step: string }
  readonly forms: Readonly<Record<string, FormDefinition>>
  /** The usual way through it. */
  readonly way: readonly string[]
  /** Whether the person signed in may open one; everybody who sees the list may, where it is left out. */
  readonly useMayOpen?: () => boolean
}

/** The pages of a kind of request by its declaration. What is particular to a kind is a page of its module's, with `RequestPage`. */
export const requestPages = (parts: RequestPageParts): RequestPages => ({
  List: () => createElement(ListPage, { parts }),
  Add: () => createElement(AddPage, { parts }),
  One: () => createElement(OnePage, { parts }),
})

interface OfParts {
  readonly parts: RequestPageParts
}

const anybody = () => true

const keyOf = ({ kind }: RequestPageParts) => ['request', kind.kind] as const

function ListPage({ parts }: OfParts) {
  const { kind, path, useMayOpen = anybody } = parts
  const { t } = useMessages()
  const mayOpen = useMayOpen()
  const [list, setList] = useState<RequestList>('my_turn')
  const title = t(`${kind.kind}.many`)
  return (
    <>
      <PageHeader
        title={title}
        about={t(`${kind.kind}.about`)}
        actions={
          mayOpen && (
            <Button kind="primary" icon="plus" to={`${path}/new`}>
              {t(`${kind.kind}.add`)}
            </Button>
          )
        }
      />
      <Tabs
        label={title}
        value={list}
        onChange={(next) => setList(next as RequestList)}
        tabs={REQUEST_LISTS.filter((each) => each !== 'all').map((each) => ({
          value: each,
          label: t(`records.list.${each}`),
        }))}
      >
        <Requests parts={parts} list={list} />
      </Tabs>
    </>
  )
}

function Requests({ parts, list }: OfParts & { list: RequestList }) {
  const { kind, path, contracts } = parts
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const found = useInfiniteQuery({
    queryKey: [...keyOf(parts), 'list', list],
    queryFn: ({ pageParam }) =>
      client.callOrThrow(contracts.list, { query: { list, ...(pageParam === undefined ? {} : { after: pageParam }) } }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  if (!found.isSuccess) return <QueryState query={found} loading={t(`${kind.kind}.many`)} />
  const items = found.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState icon="done" title={t(`${kind.kind}.none`)} />
  return (
    <Stack>
      {items.map(({ id, state, openedAt, changedAt }) => (
        <Card key={id}>
          <Row justify="between">
            <Link to={`${path}/${id}`}>
              {`${t(requestWords.title(kind.kind))}, ${formatInstant(asInstant(openedAt))}`}
            </Link>
            <Tag>{t(requestWords.state(kind.kind, state))}</Tag>
          </Row>
          <Text tone="quiet" size="sm">
            {t('records.since', { when: formatInstant(asInstant(changedAt), 'date') })}
          </Text>
        </Card>
      ))}
      {found.hasNextPage && (
        <Row>
          <Button onPress={() => void found.fetchNextPage()} busy={found.isFetchingNextPage}>
            {t('ui.table.more')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

/** Opens a request with its first step: both ids are made once, so that sent again after a lost answer it is opened once. */
function AddPage({ parts }: OfParts) {
  const { kind, path, opening, forms } = parts
  const { t, has, timeZone } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const form = forms[kind.steps[opening.step]?.needs ?? '']
  const kept = useKeptAnswers(`new.${kind.kind}`)
  const { answers, typed } = kept
  const [requestId, id] = kept.ids
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async () => {
    const missing = form ? checkComplete(form, answers) : []
    setFailures(missing)
    if (missing.length > 0) return
    setBusy(true)
    const opened = await client.call(opening.contract, {
      body: { requestId, id, happenedAt: asInstant(Date.now()), answers: { ...answers } },
    })
    setBusy(false)
    if (opened.ok) {
      await typed.forget()
      void queries.invalidateQueries({ queryKey: keyOf(parts) })
      void queries.invalidateQueries({ queryKey: ['work'] })
      return go(`${path}/${requestId}`, { replace: true })
    }
    setProblem(opened.error)
    setFailures(failuresIn(opened.error))
  }
  if (!typed.ready) return null
  return (
    <>
      <PageHeader title={t(`${kind.kind}.add`)} back={{ to: path, label: t(`${kind.kind}.many`) }} />
      <Form unsent="kept" onSubmit={() => void send()}>
        {form && (
          <FormRenderer
            bare
            form={form}
            codeLists={{}}
            {...kept.renderer}
            failures={failures}
            today={dateIn(asInstant(Date.now()), timeZone)}
          />
        )}
        <Refusal>{problem && t(has(problem.code) ? problem.code : 'ui.error.unknown')}</Refusal>
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('records.record')}
          </Button>
          <Button kind="quiet" onPress={() => void typed.giveUp().then((given) => given && go(path))}>
            {t('ui.cancel')}
          </Button>
        </Row>
      </Form>
    </>
  )
}

function OnePage({ parts }: OfParts) {
  const { kind, path, contracts, forms, way } = parts
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const [now] = useState(() => asInstant(Date.now()))
  const shown = useQuery({
    queryKey: [...keyOf(parts), requestId],
    queryFn: () => client.callOrThrow(contracts.read, { params: { requestId } }),
  })
  const title = t(requestWords.title(kind.kind))
  if (!shown.isSuccess) return <QueryState query={shown} loading={title} />
  const request = shown.data
  return (
    <>
      <PageHeader
        title={title}
        back={{ to: path, label: t(`${kind.kind}.many`) }}
        meta={formatInstant(asInstant(request.openedAt), 'date')}
      />
      <RequestPage
        kind={kind}
        request={request}
        way={way}
        forms={forms}
        now={now}
        onTake={(step) =>
          takeStep(
            {
              client,
              route: contracts.take,
              request,
              renew: async () => {
                await queries.invalidateQueries({ queryKey: keyOf(parts) })
                void queries.invalidateQueries({ queryKey: ['work'] })
              },
            },
            step,
          )
        }
      />
    </>
  )
}

/** The clock that a task is about, as the server says it. */
const clockIn = ({ clock }: ModuleTask['details']): string | null => (typeof clock === 'string' ? clock : null)

/** A request in which it is somebody's turn, on the page on which everybody lands. */
export function RequestTask({ task, kind, path }: Pick<RequestPageParts, 'kind' | 'path'> & { task: ModuleTask }) {
  const { t } = useMessages()
  const turn = t(taskSentence(kind, String(task.details['state']), clockIn(task.details)))
  return (
    <ModuleTaskRow
      to={`${path}/${task.about.id}`}
      task={task}
      title={`${t(requestWords.title(kind.kind))}: ${turn}`}
      action={t('records.go')}
    />
  )
}
