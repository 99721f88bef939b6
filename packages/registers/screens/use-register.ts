import type { CodeLists } from '@gloact/codes'
import { fieldsById, wordsIn, type FormAnswers, type SimpleField } from '@gloact/forms'
import type { Client } from '@gloact/http/client'
import {
  saveFile,
  useClient,
  useMessages,
  useToast,
  type FileSource,
  problemWords,
  type ReferenceSource,
} from '@gloact/ui'
import { newId } from '@gloact/kernel'
import type { ReactNode } from 'react'
import type { RegisterFileRoutes, RegisterRow, RegisterRoutes, RowTitles } from '../contract/index.ts'
import { listsOf, type Register } from '../register.ts'

/** What a module adds to the pages of a register. */
export interface RegisterSlots {
  /** The routes of the registers that fields refer to, by kind. */
  readonly references?: Readonly<Record<string, RegisterRoutes>>
  /** The routes of the register's own documents, where it keeps any. */
  readonly files?: RegisterFileRoutes
  /** A hook: the country's lists. */
  readonly useCodeLists?: () => CodeLists
  /** A hook: the currency of what a row is about, by what is answered so far. */
  readonly useCurrency?: (answers: FormAnswers) => string | undefined
  /** Above the list: figures, another way of looking at it. */
  readonly AboveList?: () => ReactNode
  /** On a row's page, below what it says: what is particular to the module. */
  readonly OnRow?: (props: {
    readonly row: RegisterRow
    readonly mayEdit: boolean
    readonly renew: () => void
  }) => ReactNode
  /** What may be done with a row beside editing it, in the page's header. */
  readonly RowActions?: (props: { readonly row: RegisterRow; readonly renew: () => void }) => ReactNode
  /** Where `Edit` is not offered although the row may be edited: its state is changed by steps of the module's own. */
  readonly mayEditHere?: (row: RegisterRow) => boolean
}

export interface RegisterParts {
  readonly of: Register
  readonly routes: RegisterRoutes
  readonly slots: RegisterSlots
}

const NO_LISTS: CodeLists = {}
const useNoLists = (): CodeLists => NO_LISTS

export const useLists = ({ of, slots }: RegisterParts): CodeLists => listsOf(of, (slots.useCodeLists ?? useNoLists)())

const useNoCurrency = (): string | undefined => undefined

export const useCurrency = ({ slots }: RegisterParts, answers: FormAnswers): string | undefined =>
  (slots.useCurrency ?? useNoCurrency)(answers)

/** What a row is called, in the language of the screen. */
export const titleIn = (title: Readonly<Record<string, string>> | undefined, language: string): string =>
  title === undefined ? '' : wordsIn(title, language) || (Object.values(title)[0] ?? '')

export function rowTitle(of: Register, row: Pick<RegisterRow, 'answers'>, language: string): string {
  const answer = row.answers[of.title]
  const value = answer && 'value' in answer ? answer.value : ''
  return typeof value === 'string' ? value : titleIn(value as Readonly<Record<string, string>>, language)
}

export const fieldOf = (of: Register, id: string): SimpleField | undefined => {
  const field = fieldsById(of.form).get(id)?.field
  return field && field.type !== 'group' ? field : undefined
}

/** Where fields find the rows that they refer to. */
export function useReferences({ slots }: RegisterParts, titles: RowTitles): ReferenceSource {
  const client = useClient()
  const { language } = useMessages()
  return {
    titles: Object.fromEntries(Object.entries(titles).map(([id, title]) => [id, titleIn(title, language)])),
    search: (register, text) => found(client, slots.references?.[register], text, language),
  }
}

async function found(client: Client, routes: RegisterRoutes | undefined, text: string, language: string) {
  if (!routes) return []
  const page = await client.call(routes.list, { body: { search: text.slice(0, 200), limit: 30 } })
  if (!page.ok) return []
  return page.value.items.map(({ id, title }) => ({ value: id, label: titleIn(title, language) }))
}

/** Where the documents of a row are sent and opened; nowhere where the register keeps none. */
export function useFiles({ slots }: RegisterParts, rowId: string): FileSource | undefined {
  const client = useClient()
  const messages = useMessages()
  const { say } = useToast()
  const { files } = slots
  if (!files) return undefined
  return {
    async send(field, file) {
      const sent = await client.call(files.upload, {
        params: { documentId: newId<string>() },
        query: file.type === '' ? { field } : { field, contentType: file.type },
        body: file,
      })
      return sent.ok ? { ok: true, answer: sent.value } : { ok: false, problem: problemWords(messages, sent.error) }
    },
    open: (answer) =>
      void client.call(files.open, { params: { id: rowId, documentId: answer.id } }).then((got) => {
        if (got.ok) saveFile(got.value as Blob, `document-${answer.id}`)
        else say(problemWords(messages, got.error), { tone: 'notice' })
      }),
  }
}

export const listKey = (of: Register) => ['register', of.kind] as const
