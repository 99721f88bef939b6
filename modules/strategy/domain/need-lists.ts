import type { CodeLists } from '@gloact/codes'

interface Need {
  readonly list: string
  readonly code: string
  readonly label: Readonly<Record<string, string>>
}

/** What of the law and of services an action can answer, as lists to choose from. */
export const needLists = (needs: readonly Need[]): CodeLists =>
  Object.fromEntries(
    (['obligations', 'services'] as const).map((id) => [
      id,
      {
        id,
        version: '1',
        codes: needs.flatMap(({ list, code, label }) =>
          list === id ? [{ code, label: { ...label, en: label['en'] ?? code } }] : [],
        ),
      },
    ]),
  )
