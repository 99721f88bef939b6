import type { FormAnswers } from '@gloact/forms'
import { valueOf } from '@gloact/kernel'
import { createContext, type ReactNode, use } from 'react'

/** The rows of a group that are given by what is answered: each question of a standard is one, and none is added, removed or renamed. */
export interface GivenRows {
  /** The question of the group whose answer says which row it is; it is not asked. */
  readonly by: string
  /** What the row is about, by that answer. */
  readonly about: (name: string) => string | undefined
}

const GivenRowsContext = createContext<Readonly<Record<string, GivenRows>>>({})

/** For the forms below it: the rows that are given, by the group's id. */
export function GivenRowsProvider({
  given,
  children,
}: {
  readonly given: Readonly<Record<string, GivenRows>>
  readonly children: ReactNode
}) {
  return <GivenRowsContext value={given}>{children}</GivenRowsContext>
}

/** How the rows of a group are called and what they are about; undefined where people add rows themselves. */
export function useGivenRows(): (
  group: string,
  answers: FormAnswers,
) =>
  | {
      readonly by: string
      readonly of: (rowId: string) => { readonly name: string; readonly about: string | undefined }
    }
  | undefined {
  const given = use(GivenRowsContext)
  return (group, answers) => {
    const rows = given[group]
    return (
      rows && {
        by: rows.by,
        of: (rowId) => {
          const name = String(valueOf(answers[`${group}/${rowId}/${rows.by}`]) ?? '')
          return { name, about: rows.about(name) }
        },
      }
    )
  }
}
