import { useQuery, useQueryClient } from '@tanstack/react-query'
import { problemOf } from '@gloact/http/client'
import type { Problem } from '@gloact/http/contract'
import { dateIn, type PlainDate, type Result } from '@gloact/kernel'
import { ErrorState, LoadingState, useClient, useMessages, useToast } from '@gloact/ui'
import { createContext, type ReactNode, use, useCallback, useMemo } from 'react'
import type { NewActionInput, RecordedActions } from '../../contract/actions.ts'
import type { FileView } from '../../contract/files.ts'
import { readCaseFile, recordActions } from '../../contract/routes.ts'
import { useDirectory, type Directory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { problemWords } from '../problem-words.ts'
import { useFileRules, type BrowserFileRules } from '../rules.ts'
import { useNow } from '../use-now.ts'

export interface OpenFile {
  readonly file: FileView
  readonly rules: BrowserFileRules
  readonly directory: Directory
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
  /** Asks the server for the file anew. */
  readonly refresh: () => Promise<void>
}

const FileContext = createContext<OpenFile | null>(null)

/** The file that this page is about. */
export function useFile(): OpenFile {
  const file = use(FileContext)
  if (!file) throw new Error('useFile is used outside FileProvider')
  return file
}

/** Loads a file and gives it to everything below; says so while it is loading, and where it cannot be had. */
export function FileProvider({ fileId, children }: { fileId: string; children: ReactNode }) {
  const { t } = useMessages()
  const client = useClient()
  const { rules, error: rulesProblem } = useFileRules()
  const { data, error, refetch } = useQuery({
    queryKey: queryKeys.file(fileId),
    queryFn: () => client.callOrThrow(readCaseFile, { params: { fileId } }),
  })
  // A file that is on the screen stays there when asking for it anew fails: what is shown is older, not gone.
  if (data && rules) {
    return (
      <FileState file={data} rules={rules}>
        {children}
      </FileState>
    )
  }
  const problem = error ? problemOf(error) : rulesProblem
  if (problem) return <ErrorState problem={problem} onRetry={() => void refetch()} />
  return <LoadingState what={t('protection.file.loading')} />
}

interface FileStateProps {
  readonly file: FileView
  readonly rules: BrowserFileRules
  readonly children: ReactNode
}

function FileState({ file, rules, children }: FileStateProps) {
  const messages = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const directory = useDirectory()
  const now = useNow()
  const fileId = file.id

  const refresh = useCallback(async () => {
    for (const queryKey of [queryKeys.timeline(fileId), queryKeys.lists, queryKeys.myWork]) {
      void queries.invalidateQueries({ queryKey })
    }
    await queries.invalidateQueries({ queryKey: queryKeys.file(fileId) })
  }, [queries, fileId])

  const record = useCallback<OpenFile['record']>(
    async (actions, { quiet = false } = {}) => {
      const result = await client.call(recordActions, { params: { fileId }, body: { actions: [...actions] } })
      if (!quiet) {
        if (result.ok) say(messages.t('protection.file.saved'), { tone: 'success' })
        else say(problemWords(messages, result.error), { tone: 'notice' })
      }
      // A conflict means that the file has moved on: show what it is now.
      if (result.ok || result.error.status === 409) await refresh()
      return result
    },
    [client, fileId, messages, refresh, say],
  )

  const value = useMemo<OpenFile>(() => {
    const allowed = new Set(file.may)
    return {
      file,
      rules,
      directory,
      today: dateIn(now, rules.timeZone),
      may: (permission) => allowed.has(permission),
      record,
      refresh,
    }
  }, [file, rules, directory, now, record, refresh])
  return <FileContext value={value}>{children}</FileContext>
}
