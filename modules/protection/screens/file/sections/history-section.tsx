import { useInfiniteQuery } from '@tanstack/react-query'
import { labelOf } from '@gloact/codes'
import { asInstant, isPlainDate, type PlainDate } from '@gloact/kernel'
import {
  Button,
  ChoiceField,
  DateField,
  Disclosure,
  EmptyState,
  Form,
  Link,
  LoadingState,
  QueryError,
  Row,
  Section,
  Stack,
  Text,
  Timeline,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import type { TimelineEntry } from '../../../contract/reading/files.ts'
import { listTimeline } from '../../../contract/routes.ts'
import { knownDefinition } from '../../../domain/file/actions/definitions.ts'
import { queryKeys } from '../../keys.ts'
import { actorWords } from '../../reading/actor-words.ts'
import { useFile } from '../../reading/file-context.tsx'
import { differenceAddress, pastAddress } from '../../reading/place-in-address.ts'
import { fieldLabels, recordedLater, timelineMessage, timelineParams } from '../timeline-words.ts'

const signOf = (type: string) => {
  const known = knownDefinition(type)
  return known ? { icon: known.sign } : {}
}

const MOST_LABELS = 6

/** Every action of a file, with who and when, newest first. Nothing in it can be changed; what was said is in its section. */
export function HistorySection() {
  const { t } = useMessages()
  const client = useClient()
  const { file } = useFile()
  const timeline = useInfiniteQuery({
    queryKey: queryKeys.timeline(file.id),
    queryFn: ({ pageParam }) =>
      client.callOrThrow(listTimeline, {
        params: { fileId: file.id },
        query: pageParam === null ? {} : { cursor: pageParam },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
  const entries = timeline.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('protection.file.section.history')} about={t('protection.timeline.about')}>
      <AtAMoment />
      {timeline.isPending ? (
        <LoadingState what={t('protection.timeline.loading')} />
      ) : timeline.isError && entries.length === 0 ? (
        <QueryError query={timeline} />
      ) : entries.length === 0 ? (
        <EmptyState icon="history" title={t('protection.timeline.empty')} />
      ) : (
        <Stack>
          <Entries entries={entries} />
          {timeline.hasNextPage && (
            <Button busy={timeline.isFetchingNextPage} onPress={() => void timeline.fetchNextPage()}>
              {t('protection.timeline.more')}
            </Button>
          )}
        </Stack>
      )}
    </Section>
  )
}

function Entries({ entries }: { entries: readonly TimelineEntry[] }) {
  const messages = useMessages()
  const { t, language, formatInstant, formatList } = messages
  const { file, rules, directory } = useFile()
  const names = {
    forms: rules.forms,
    language,
    ...directory,
    codeWord: (list: string, code: string) => {
      const known = rules.codeLists[list]
      return known ? labelOf(known, code, language) : code
    },
  }
  const labelsOf = (entry: TimelineEntry): string | undefined => {
    const labels = fieldLabels(entry, rules.forms, language)
    if (labels.length === 0) return undefined
    const more = labels.length - MOST_LABELS
    return formatList([
      ...labels.slice(0, MOST_LABELS),
      ...(more > 0 ? [t('protection.timeline.more_fields', { count: more })] : []),
    ])
  }
  return (
    <Timeline
      label={t('protection.file.section.history')}
      entries={entries.map((entry) => {
        const labels = labelsOf(entry)
        const later = recordedLater(entry)
          ? t('protection.timeline.recorded_later', { when: formatInstant(asInstant(entry.recordedAt)) })
          : undefined
        const body = [labels, later].filter((line) => line !== undefined)
        return {
          id: entry.id,
          at: formatInstant(asInstant(entry.happenedAt)),
          title: t(timelineMessage(entry), timelineParams(entry, names)),
          who: actorWords(messages, directory, entry.actorId, entry.agencyId),
          ...signOf(entry.type),
          body: (
            <>
              {body.map((line) => (
                <Text key={line} size="sm" tone="quiet">
                  {line}
                </Text>
              ))}
              <Row gap="sm">
                <Link quiet to={differenceAddress(file.id, entry.sequence - 1, entry.sequence)}>
                  {t('protection.timeline.what_changed')}
                </Link>
                <Link quiet to={pastAddress(file.id, { kind: 'sequence', sequence: entry.sequence })}>
                  {t('protection.timeline.file_then')}
                </Link>
              </Row>
            </>
          ),
        }
      })}
    />
  )
}

/** Asks for the file as it was at the end of a day: by what was known of it then, or by what had happened. */
function AtAMoment() {
  const { t } = useMessages()
  const { go } = useNavigation()
  const { file, today } = useFile()
  const [day, setDay] = useState<string | null>(null)
  const [by, setBy] = useState<'recorded' | 'happened'>('recorded')
  const sound = day !== null && isPlainDate(day) && day >= file.openedOn && day <= today
  return (
    <Disclosure summary={t('protection.past.ask')}>
      <Form unsent="free" onSubmit={() => sound && go(pastAddress(file.id, { kind: by, day }))}>
        <DateField
          label={t('protection.past.day')}
          precision="day"
          error={day !== null && !sound ? t('protection.past.day_outside') : undefined}
          value={day as PlainDate | null}
          onChange={setDay}
        />
        <ChoiceField
          label={t('protection.past.by')}
          value={by}
          onChange={(next) => setBy(next === 'happened' ? 'happened' : 'recorded')}
          options={(['recorded', 'happened'] as const).map((value) => ({
            value,
            label: t(`protection.past.by_${value}`),
          }))}
        />
        <Row>
          <Button type="submit" disabled={!sound}>
            {t('protection.past.show')}
          </Button>
        </Row>
      </Form>
    </Disclosure>
  )
}
