import { wordsIn } from '@gloact/forms'
import { country, language as languageList, offeredCodes } from '@gloact/codes'
import {
  ChoiceField,
  DataTable,
  Section,
  Stack,
  useCodeOptions,
  useMessages,
  type Column,
  type Option,
} from '@gloact/ui'
import type { ImportPreview } from '../../contract/exchange/imports.ts'
import { HTCDS_FIELDS } from '@gloact/standards'

/** What somebody said of values: by column and value, a code, or null where it is left out. */
export type Said = Readonly<Record<string, string | null>>

const place = (column: number, value: string): string => JSON.stringify([column, value])

/** What is sent: as it was said, else as it is proposed. What is neither is left to be refused, row by row. */
export const saidOf = (preview: ImportPreview, said: Said) =>
  preview.columns.flatMap(({ values }, column) =>
    values.flatMap(({ value, code }) => {
      const at = place(column, value)
      if (at in said) return [{ column, value, code: said[at] ?? null }]
      return code === null ? [] : [{ column, value, code }]
    }),
  )

interface Line {
  readonly value: string
  readonly count: number
  readonly code: string | null
}

/** Values that a column may not say, each with what it seems to mean: confirmed, said otherwise, or left out. */
export function ImportValues({
  preview,
  said,
  onSay,
}: {
  readonly preview: ImportPreview
  readonly said: Said
  readonly onSay: (said: Said) => void
}) {
  const { t, language, formatNumber } = useMessages()
  const countries = useCodeOptions({ ...country, codes: [...offeredCodes(country)] })
  const languages = useCodeOptions({ ...languageList, codes: [...offeredCodes(languageList)] })
  const optionsFor = (key: keyof typeof HTCDS_FIELDS): readonly Option[] => {
    const { kind } = HTCDS_FIELDS[key]
    if (kind === 'country' || kind === 'countries') return countries
    if (kind === 'language') return languages
    if (kind === 'flag')
      return ['yes', 'no'].map((value) => ({ value, label: t(`protection.consent.answer.${value}`) }))
    return (preview.choices[key] ?? []).map(({ code, label }) => ({ value: code, label: wordsIn(label, language) }))
  }
  const open = preview.columns.flatMap((column, index) =>
    column.key !== null && column.values.length > 0 ? [{ ...column, key: column.key, index }] : [],
  )
  if (open.length === 0) return null
  return (
    <Section title={t('protection.import.values')} about={t('protection.import.values_about')}>
      <Stack>
        {open.map(({ header, key, index, values }) => {
          const columns: readonly Column<Line>[] = [
            { id: 'value', header: header || key, primary: true, cell: ({ value }) => <bdi>{value}</bdi> },
            {
              id: 'count',
              header: t('protection.import.count'),
              numeric: true,
              cell: ({ count }) => formatNumber(count),
            },
            {
              id: 'means',
              header: t('protection.import.means'),
              cell: ({ value, code }) => {
                const at = place(index, value)
                const now = at in said ? (said[at] ?? LEFT_OUT) : (code ?? UNKNOWN)
                return (
                  <ChoiceField
                    label={t('protection.import.means_of', { value, column: header })}
                    hideLabel
                    as="select"
                    options={[
                      { value: UNKNOWN, label: t('protection.import.not_understood') },
                      { value: LEFT_OUT, label: t('protection.import.left_out') },
                      ...optionsFor(key),
                    ]}
                    value={now}
                    onChange={(next) => {
                      const { [at]: _, ...others } = said
                      onSay(
                        next === null || next === UNKNOWN
                          ? others
                          : { ...others, [at]: next === LEFT_OUT ? null : next },
                      )
                    }}
                  />
                )
              },
            },
          ]
          return (
            <DataTable
              key={index}
              caption={header || key}
              columns={columns}
              items={values}
              itemKey={({ value }) => value}
              empty={null}
            />
          )
        })}
      </Stack>
    </Section>
  )
}

const UNKNOWN = ''
const LEFT_OUT = '\0'
