import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { FormAnswers } from '@gloact/forms'
import { problemOf, type Problem } from '@gloact/http/client'
import { canonicalJson, dateIn, err, ok, type Instant, type Json, type PlainDate, type Result } from '@gloact/kernel'
import { verdictOf, type DraftOf, type Verdict } from '@gloact/offline'
import {
  Button,
  EmptyState,
  ErrorState,
  LoadingState,
  MessagesProvider,
  problemWords,
  useClient,
  useMessages,
  useToast,
} from '@gloact/ui'
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef } from 'react'
import type { NewActionInput, RecordedActions } from '../../contract/file/actions.ts'
import type { FileView, FormSectionView } from '../../contract/reading/files.ts'
import { readCaseFile, recordActions } from '../../contract/routes.ts'
import { useDirectory, type Directory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { useFileRules, type BrowserFileRules } from '../rules.ts'
import { usePrincipal } from '../principal.ts'
import { useNow } from '../use-now.ts'
import { sectionsOf } from '../file-sections.ts'
import { afterEdit, withOpened } from './form-views.ts'
import type { Uploads } from '../outbox/uploads.ts'
import { useFileUploads } from '../outbox/use-file-uploads.ts'
import { openPart, useOpenedIdentity, type OpenedIdentity } from './use-opened-identity.ts'
import { useTogether, type Together } from './use-together.ts'
import { useUnsentAnswers, type UnsentAnswers } from '../outbox/use-unsent-answers.ts'

export interface OpenFile {
  readonly file: FileView
  readonly rules: BrowserFileRules
  readonly directory: Directory
  /** The time, a minute old at most. */
  readonly now: Instant
  /** The day in the country. */
  readonly today: PlainDate
  /** Whether the reader may do something here, such as `action.note_added`. What is not allowed is not offered. */
  readonly may: (permission: string) => boolean
  /**
   * Records actions, all of them or none, and shows the file as it then is. Says "Saved", or what went wrong in words;
   * `quiet` leaves saying it to the caller.
   */
  readonly record: (
    actions: readonly NewActionInput[],
    options?: { readonly quiet?: boolean },
  ) => Promise<Result<RecordedActions, Problem>>
  /**
   * Records what was drafted here: kept in the outbox of this device before it leaves, and sent again under its id until it
   * is known to be recorded. What waits of the same draft goes again as it was.
   */
  readonly commit: (action: NewActionInput, of: DraftOf) => Promise<Verdict>
  /** Asks the server for the file again. */
  readonly refresh: () => Promise<void>
  /** A form with its answers as the reader may see them now, who the person is included while it is open. */
  readonly formView: (form: string) => FormSectionView | undefined
  /** What was typed into the forms and is not recorded yet. */
  readonly unsent: UnsentAnswers
  readonly identity: OpenedIdentity
  /** What is on its way into the file as an attachment. */
  readonly uploads: Uploads
  /** Who else is here, and what others changed. */
  readonly together: Together
}

const FileContext = createContext<OpenFile | null>(null)

/** A file for everything below, made by anyone who shows it: a file of the past, say. */
export const ShownFile = FileContext.Provider

/** The file that this page is about. */
export function useFile(): OpenFile {
  const file = use(FileContext)
  if (!file) throw new Error('useFile is used outside FileProvider')
  return file
}

export interface FileProviderProps {
  readonly fileId: string
  /** The section that is open: colleagues who have the file open too are told. */
  readonly section?: string
  readonly children: ReactNode
}

/** Loads a file and gives it to everything below; says so while it is loading, and where it cannot be had. */
export function FileProvider({ fileId, section = 'summary', children }: FileProviderProps) {
  const { t } = useMessages()
  const client = useClient()
  const { rules, error: rulesProblem } = useFileRules()
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.file(fileId),
    queryFn: ({ signal }) => client.callOrThrow(readCaseFile, { params: { fileId } }, { signal }),
  })
  // A file that is on the screen stays there when asking for it again fails: what is shown is older, not gone.
  if (data && rules) {
    return (
      <InZone timeZone={rules.timeZone}>
        <FileState key={fileId} file={data} rules={rules} section={section}>
          {children}
        </FileState>
      </InZone>
    )
  }
  const problem = error ? problemOf(error) : rulesProblem
  if (problem?.code === 'protection.not_found') {
    return (
      <EmptyState
        icon="search"
        title={t('protection.not_found')}
        about={t('protection.file.not_found_about')}
        action={<Button to="/files">{t('protection.files.title')}</Button>}
      />
    )
  }
  if (problem) return <ErrorState problem={problem} onRetry={() => void refetch()} />
  return <LoadingState what={t('protection.file.loading')} />
}

/** Times in a file are the country's: the person who reads it from another zone reads the same hour. */
export function InZone({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  const messages = useMessages()
  const inZone = useMemo(() => messages.inZone(timeZone), [messages, timeZone])
  return <MessagesProvider messages={inZone}>{children}</MessagesProvider>
}

interface FileStateProps {
  readonly file: FileView
  readonly rules: BrowserFileRules
  readonly section: string
  readonly children: ReactNode
}

function FileState({ file, rules, section, children }: FileStateProps) {
  const messages = useMessages()
  const queries = useQueryClient()
  const { say } = useToast()
  const directory = useDirectory()
  const now = useNow()
  const identity = useOpenedIdentity(file.id)
  const uploads = useFileUploads(file.id)
  const fileId = file.id

  const refresh = useCallback(async () => {
    for (const queryKey of [queryKeys.timeline(fileId), queryKeys.lists, queryKeys.myWork, queryKeys.calendars]) {
      void queries.invalidateQueries({ queryKey })
    }
    await queries.invalidateQueries({ queryKey: queryKeys.file(fileId) })
  }, [queries, fileId])

  const me = usePrincipal()?.userId
  const sections = useMemo(() => new Set(sectionsOf(file).map(({ id }) => id)), [file])
  const together = useTogether({ fileId, version: file.version, section, sections, me })
  const { send, commit: commitHere } = useSend(fileId, identity, together.recorded)
  const views = useMemo(
    () => new Map(file.forms.map((view) => [view.form, withOpened(view, identity.viewOf(view.form))])),
    [file, identity],
  )
  const formView = useCallback((form: string) => views.get(form), [views])

  const record = useCallback<OpenFile['record']>(
    async (actions, { quiet = false } = {}) => {
      const result = await send(actions)
      if (!quiet) {
        if (result.ok) say(messages.t('protection.file.saved'), { tone: 'success' })
        else say(problemWords(messages, result.error), { tone: 'notice' })
      }
      // A conflict means that the file has moved on: show what it is now.
      if (result.ok || result.error.status === 409) await refresh()
      return result
    },
    [send, messages, refresh, say],
  )

  const commit = useCallback<OpenFile['commit']>(
    async (action, of) => {
      const verdict = await commitHere(action, of)
      if (verdict.kind === 'sent' || (verdict.kind === 'refused' && verdict.problem.status === 409)) await refresh()
      return verdict
    },
    [commitHere, refresh],
  )

  const onRecorded = useCallback(() => void refresh(), [refresh])
  // The country has another version of a form: its questions are asked for again, with the file.
  const onOutdated = useCallback(() => {
    void queries.invalidateQueries({ queryKey: queryKeys.rules })
    void refresh()
  }, [queries, refresh])
  const unsent = useUnsentAnswers({
    fileId,
    number: file.number,
    viewOf: formView,
    onRecorded,
    onOutdated,
  })

  const value = useMemo<OpenFile>(() => {
    const allowed = new Set(file.may)
    return {
      file,
      rules,
      directory,
      now,
      today: dateIn(now, rules.timeZone),
      may: (permission) => allowed.has(permission),
      record,
      commit,
      refresh,
      formView,
      unsent,
      identity,
      uploads,
      together,
    }
  }, [file, rules, directory, now, record, commit, refresh, formView, unsent, identity, uploads, together])
  return <FileContext value={value}>{children}</FileContext>
}

/** Sends actions; answers that were recorded show at once, before the file has been asked for again. */
function useSend(fileId: string, { apply }: OpenedIdentity, recorded: Together['recorded']) {
  const client = useClient()
  const outbox = useOutbox()
  const queries = useQueryClient()
  /** Attempts of this page that nobody knows the end of, by what they say: said again, they keep their ids. */
  const attempts = useRef(new Map<string, readonly NewActionInput[]>())

  const show = useCallback(
    (actions: readonly NewActionInput[], value: RecordedActions) => {
      recorded(value.version, value.actions.filter(({ already }) => !already).length)
      for (const action of actions) {
        if (action.type !== 'answers_recorded') continue
        const { form, edits } = action.payload
        apply(form, edits, action.id)
        queries.setQueryData<FileView>(
          queryKeys.file(fileId),
          (file) => file && withAnswers(file, form, edits, action.id),
        )
      }
    },
    [queries, fileId, apply, recorded],
  )

  // What the outbox sends by itself, and what another page left in it, shows here too.
  useEffect(
    () =>
      outbox.subscribe(({ entry, verdict }) => {
        if (verdict.kind !== 'sent' || entry.params['fileId'] !== fileId) return
        const { actions } = entry.body as unknown as { readonly actions: readonly NewActionInput[] }
        const queryKey = queryKeys.file(fileId)
        // An answer that is on its way was given before this was recorded: it would show what was there before.
        const wasAsking = queries.isFetching({ queryKey }) > 0
        const cancelled = queries.cancelQueries({ queryKey })
        show(actions, verdict.value as RecordedActions)
        // What is not shown from here alone, a note say, is asked for again; so is what was being asked for.
        if (wasAsking || actions.some(({ type }) => type !== 'answers_recorded'))
          void cancelled.then(() => queries.invalidateQueries({ queryKey }))
      }),
    [outbox, queries, fileId, show],
  )

  const send = useCallback(
    async (given: readonly NewActionInput[]): Promise<Result<RecordedActions, Problem>> => {
      const said = canonicalJson(given.map(({ id: _, deviceTime: _at, happenedAt: _on, ...what }) => what))
      const actions = attempts.current.get(said) ?? given
      const verdict = verdictOf(
        await client.call(recordActions, { params: { fileId }, body: { actions: [...actions] } }),
        (value) => value.fileId === fileId,
      )
      if (verdict.kind === 'sent' || verdict.kind === 'refused') attempts.current.delete(said)
      else attempts.current.set(said, actions)
      if (verdict.kind !== 'sent') return err(verdict.problem)
      await queries.cancelQueries({ queryKey: queryKeys.file(fileId) })
      show(actions, verdict.value)
      return ok(verdict.value)
    },
    [client, queries, fileId, show],
  )

  const commit = useCallback(
    (action: NewActionInput, of: DraftOf): Promise<Verdict> =>
      outbox.send({
        id: action.id,
        contract: 'record_actions',
        params: { fileId },
        body: { actions: [action] } as unknown as Json,
        of,
      }),
    [outbox, fileId],
  )
  return { send, commit }
}

const withAnswers = (file: FileView, form: string, edits: FormAnswers, actionId: string): FileView => ({
  ...file,
  forms: file.forms.map((view) => (view.form === form ? afterEdit(view, openPart(view, edits), actionId) : view)),
})
