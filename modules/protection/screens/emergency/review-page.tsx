import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  Card,
  ChoiceField,
  EmptyState,
  FileNumber,
  Form,
  KeyValueList,
  Link,
  LoadingState,
  LongText,
  PageHeader,
  problemWords,
  QueryError,
  Row,
  Stack,
  SwitchField,
  Tag,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useState } from 'react'
import { listOpenings, reviewOpening, type OpeningToReview } from '../../contract/emergency/emergency.ts'
import { OPENING_VERDICTS, type OpeningVerdict } from '../../domain/emergency/emergency.ts'
import { useDirectory } from '../directory.ts'
import { actorWords } from '../reading/actor-words.ts'
import { readersAddress } from '../file-address.ts'
import { queryKeys } from '../keys.ts'

/** Every opening in an emergency of the agency's files, for anyone who has to say whether it was right. */
export function ReviewPage() {
  const { t } = useMessages()
  const client = useClient()
  const [all, setAll] = useState(false)
  const state = all ? 'all' : 'to_review'
  const list = useInfiniteQuery({
    queryKey: [...queryKeys.openings, state],
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listOpenings, { query: { state, ...(pageParam === null ? {} : { cursor: pageParam }) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <PageHeader title={t('protection.openings.title')} about={t('protection.openings.about')} />
      <Stack>
        <SwitchField label={t('protection.openings.all')} value={all} onChange={setAll} />
        {list.isPending ? (
          <LoadingState what={t('protection.openings.loading')} />
        ) : list.isError && items.length === 0 ? (
          <QueryError query={list} />
        ) : items.length === 0 ? (
          <EmptyState icon="done" title={t('protection.openings.none')} about={t('protection.openings.none_about')} />
        ) : (
          <Stack>
            {items.map((opening) => (
              <Opening key={opening.id} opening={opening} />
            ))}
            {list.hasNextPage && (
              <Button busy={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
                {t('protection.openings.more')}
              </Button>
            )}
          </Stack>
        )}
      </Stack>
    </>
  )
}

function Opening({ opening }: { opening: OpeningToReview }) {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const directory = useDirectory()
  const at = (instant: string) => formatInstant(asInstant(instant))
  const { review } = opening
  return (
    <Card>
      <Stack>
        <Row justify="between">
          <FileNumber>{opening.number}</FileNumber>
          {review ? (
            <Tag tone={review.verdict === 'justified' ? 'accent' : 'danger'}>
              {t(`protection.openings.verdict.${review.verdict}`)}
            </Tag>
          ) : (
            <Tag tone="notice" icon="clock">
              {t('protection.openings.to_review')}
            </Tag>
          )}
        </Row>
        <KeyValueList
          items={[
            {
              label: t('protection.openings.who'),
              value: opening.userName ?? actorWords(messages, directory, opening.userId, opening.agencyId),
            },
            { label: t('protection.openings.when'), value: at(opening.openedAt) },
            { label: t('protection.openings.until'), value: at(opening.until) },
            { label: t('protection.emergency.reason'), value: t(`protection.emergency.reason.${opening.reason}`) },
            { label: t('protection.emergency.words'), value: <bdi>{opening.words}</bdi> },
            ...(review
              ? [
                  {
                    label: t('protection.openings.reviewed_by'),
                    value: messages.formatFacts([actorWords(messages, directory, review.userId), at(review.at)]),
                  },
                  { label: t('protection.openings.review_words'), value: <bdi>{review.words}</bdi> },
                ]
              : []),
          ]}
        />
        <Link to={readersAddress(opening.fileId)}>{t('protection.readers.title')}</Link>
        {opening.mayReview && <Review opening={opening} />}
        {!opening.mayReview && !review && (
          <Callout tone="info">
            {t(opening.notTwoPeople ? 'protection.not_two_people' : 'protection.openings.own')}
          </Callout>
        )}
      </Stack>
    </Card>
  )
}

function Review({ opening }: { opening: OpeningToReview }) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const [id] = useState(() => newId<'action'>())
  const [open, setOpen] = useState(false)
  const [verdict, setVerdict] = useState<OpeningVerdict | null>(null)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  if (!open) {
    return (
      <div>
        <Button
          icon="decision"
          onPress={() => setOpen(true)}
          label={`${t('protection.openings.review')} ${opening.number}`}
        >
          {t('protection.openings.review')}
        </Button>
      </div>
    )
  }
  const send = async () => {
    setTried(true)
    if (verdict === null || words.trim() === '' || busy) return
    setBusy(true)
    const done = await client.call(reviewOpening, {
      params: { openingId: opening.id },
      body: { id, verdict, words: words.trim() },
    })
    setBusy(false)
    if (!done.ok) return setProblem(problemWords(messages, done.error))
    say(t('protection.openings.reviewed'), { tone: 'success' })
    await queries.invalidateQueries({ queryKey: queryKeys.openings })
    await queries.invalidateQueries({ queryKey: queryKeys.myWork })
  }
  return (
    <Form onSubmit={() => void send()}>
      <Stack>
        <ChoiceField
          label={t('protection.openings.verdict')}
          required
          options={OPENING_VERDICTS.map((value) => ({
            value,
            label: t(`protection.openings.verdict.${value}`),
            help: t(`protection.openings.verdict_help.${value}`),
          }))}
          value={verdict}
          onChange={(value) => setVerdict(OPENING_VERDICTS.find((one) => one === value) ?? null)}
          error={tried && verdict === null ? t('protection.emergency.missing') : undefined}
        />
        <LongText
          label={t('protection.openings.review_words')}
          help={t('protection.openings.review_words_help')}
          required
          rows={3}
          maxLength={4_000}
          value={words}
          onChange={setWords}
          error={tried && words.trim() === '' ? t('protection.emergency.missing') : undefined}
        />
        {problem && <Callout tone="notice">{problem}</Callout>}
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('protection.openings.press')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('protection.files.cancel')}</Button>
        </Row>
      </Stack>
    </Form>
  )
}
