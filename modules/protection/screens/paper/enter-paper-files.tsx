import { dateIn } from '@gloact/kernel'
import { draftKey, draftsOfKind } from '@gloact/offline'
import {
  Button,
  Callout,
  Card,
  ErrorState,
  FileNumber,
  Link,
  LoadingState,
  Narrow,
  PageHeader,
  Row,
  Stack,
  Text,
  useDraft,
  useDrafts,
  useMessages,
  useNarrowScreen,
} from '@gloact/ui'
import { useCallback, useEffect, useState } from 'react'
import { fileAddress } from '../file-address.ts'
import { OF_COMMON, OF_PACE } from '../outbox/draft-places.ts'
import { usePrincipal } from '../principal.ts'
import { useFileRules } from '../rules.ts'
import { useNow } from '../use-now.ts'
import {
  FIRST_COMMON,
  hasConsent,
  minutesEach,
  nameOf,
  newBacklogDraft,
  withOneMore,
  type BacklogDraft,
  type CommonValues,
  type Pace,
} from './backlog-draft.ts'
import { BacklogEntry } from './backlog-entry.tsx'

const PACE = draftKey(OF_PACE)
const COMMON = draftKey(OF_COMMON)
const MOST_SHOWN = 5

interface Recorded {
  readonly fileId: string
  readonly number: string
  /** Whether the paper had a signed consent. */
  readonly consent: boolean
}

/**
 * A paper backlog, one file after the other, by keys alone: what files have in common is kept from the last, and one that
 * is entered in part waits sealed on this device.
 */
export function EnterPaperFiles() {
  const { t } = useMessages()
  const { rules, error } = useFileRules()
  const common = useDraft<CommonValues>(COMMON, FIRST_COMMON)
  const pace = useDraft<Pace | null>(PACE, null)
  const { kept, look } = usePartlyEntered()
  const me = usePrincipal()
  const now = useNow()
  const narrow = useNarrowScreen()
  const [current, setCurrent] = useState<BacklogDraft>()
  const [begunAt, setBegunAt] = useState(() => Date.now())
  const [recorded, setRecorded] = useState<readonly Recorded[]>([])
  if (error) return <ErrorState problem={error} />
  if (!rules || !common.ready || !pace.ready || kept === undefined) {
    return <LoadingState what={t('protection.contact.loading')} />
  }
  const today = dateIn(now, rules.timeZone)
  const [latest] = kept
  const shown = current ?? latest ?? newFor(common.value, me?.teamIds)
  if (!current) setCurrent(shown)
  const aside = kept.filter(({ fileId }) => fileId !== shown.fileId)
  const begin = (values: CommonValues) => {
    setCurrent(newFor(values, me?.teamIds))
    setBegunAt(Date.now())
    look()
  }
  return (
    <Narrow>
      <PageHeader
        title={t('protection.backlog.title')}
        about={t('protection.backlog.about')}
        meta={
          <output>
            <Text as="span" tone="quiet">
              {pace.value?.on === today
                ? t('protection.backlog.pace', { count: pace.value.count, minutes: minutesEach(pace.value) })
                : t('protection.backlog.pace_none')}
            </Text>
          </output>
        }
      />
      <Stack gap="lg">
        {!narrow && <Shortcuts />}
        {recorded.length > 0 && <JustRecorded recorded={recorded} />}
        {aside.length > 0 && <Aside drafts={aside} onOpen={setCurrent} />}
        <BacklogEntry
          key={shown.fileId}
          initial={shown}
          rules={rules}
          today={today}
          onAside={(draft) => begin(draft.common)}
          onRecorded={(draft, number) => {
            common.change(draft.common)
            pace.change((before) => withOneMore(before, today, begunAt, Date.now()))
            setRecorded((before) =>
              [{ fileId: draft.fileId, number, consent: hasConsent(draft) }, ...before].slice(0, MOST_SHOWN),
            )
            begin(draft.common)
            window.scrollTo({ top: 0 })
          }}
        />
      </Stack>
    </Narrow>
  )
}

/** Anyone who is in one team has it chosen. */
function newFor(common: CommonValues, teamIds: readonly string[] | undefined): BacklogDraft {
  const only = teamIds?.length === 1 ? (teamIds[0] ?? null) : null
  return newBacklogDraft({ ...common, teamId: common.teamId ?? only })
}

/** The paper files that were entered in part on this device, the last first; undefined until they are known. */
function usePartlyEntered() {
  const drafts = useDrafts()
  const [kept, setKept] = useState<readonly BacklogDraft[]>()
  const look = useCallback(() => {
    void drafts
      .list(draftsOfKind('backlog'))
      .then((found) => setKept(found.map(({ value }) => value as BacklogDraft).filter(({ touched }) => touched)))
  }, [drafts])
  useEffect(look, [look])
  return { kept, look }
}

function Shortcuts() {
  const { t } = useMessages()
  const keys = ['field', 'record', 'search', 'aside'] as const
  return (
    <Row gap="md">
      {keys.map((key) => (
        <Text as="span" key={key} size="sm" tone="quiet">
          <kbd dir="ltr">{KEYS[key]}</kbd> {t(`protection.backlog.key.${key}`)}
        </Text>
      ))}
    </Row>
  )
}

const KEYS = { field: 'Enter', record: 'Ctrl Enter', search: 'Alt S', aside: 'Alt P' } as const

/** The last files that were recorded: to look at, or to attach the scanned paper to; a signed consent beside its consent. */
function JustRecorded({ recorded }: { recorded: readonly Recorded[] }) {
  const { t } = useMessages()
  return (
    <Callout tone="success" title={t('protection.backlog.recorded')}>
      <Stack gap="xs">
        {recorded.map(({ fileId, number, consent }) => (
          <Row key={fileId}>
            <Link to={fileAddress(fileId)}>
              <FileNumber>{number}</FileNumber>
            </Link>
            {consent && (
              <Link to={fileAddress(fileId, 'consent')}>{t('protection.backlog.attach_consent', { number })}</Link>
            )}
            <Link to={fileAddress(fileId, 'attachments')}>{t('protection.backlog.attach', { number })}</Link>
          </Row>
        ))}
      </Stack>
    </Callout>
  )
}

/** Files that were put aside, by the name on the paper: sealed, and shown to the person who typed it. */
function Aside({ drafts, onOpen }: { drafts: readonly BacklogDraft[]; onOpen: (draft: BacklogDraft) => void }) {
  const { t } = useMessages()
  return (
    <Card title={t('protection.backlog.aside', { count: drafts.length })}>
      <Row>
        {drafts.map((draft) => (
          <Button key={draft.fileId} onPress={() => onOpen(draft)}>
            {nameOf(draft) || t('protection.backlog.no_name')}
          </Button>
        ))}
      </Row>
    </Card>
  )
}
