import type { CodeLists } from '@gloact/codes'
import { codeListOf, wordsIn, type SimpleField } from '@gloact/forms'
import {
  answerText,
  ChoicesField,
  Columns,
  DateField,
  FieldGroup,
  NumberField,
  ReferencesField,
  useCodeOptions,
  useMessages,
  type FilterWord,
  type ReferenceSource,
} from '@gloact/ui'
import type { PartialDate } from '@gloact/kernel'
import type { RowFilter } from '../contract/index.ts'
import { fieldOf } from './use-register.ts'
import type { Register } from '../register.ts'

type Filters = Readonly<Record<string, RowFilter>>

export interface FilterFieldsProps {
  readonly of: Register
  readonly lists: CodeLists
  readonly filters: Filters
  readonly references: ReferenceSource
  readonly onChange: (filters: Filters) => void
}

/** The fields that a list is narrowed by: codes, days, numbers, rows of other registers. Texts are looked for instead. */
export function FilterFields({ of, lists, filters, references, onChange }: FilterFieldsProps) {
  const set = (id: string, filter: RowFilter | undefined) => {
    const { [id]: _, ...others } = filters
    onChange(filter === undefined ? others : { ...others, [id]: filter })
  }
  return (
    <Columns min="16rem">
      {of.keys.map((id) => {
        const field = fieldOf(of, id)
        return (
          field && (
            <OneFilter
              key={id}
              field={field}
              lists={lists}
              filter={filters[id]}
              references={references}
              onChange={(filter) => set(id, filter)}
            />
          )
        )
      })}
    </Columns>
  )
}

interface OneFilterProps {
  readonly field: SimpleField
  readonly lists: CodeLists
  readonly filter: RowFilter | undefined
  readonly references: ReferenceSource
  readonly onChange: (filter: RowFilter | undefined) => void
}

const NO_CODES = { id: 'none', version: '1', codes: [] }

function OneFilter({ field, lists, filter, references, onChange }: OneFilterProps) {
  const { t, language } = useMessages()
  const listId = codeListOf(field)
  const options = useCodeOptions((listId === undefined ? undefined : lists[listId]) ?? NO_CODES)
  const label = wordsIn(field.label, language)
  const any = filter && 'any' in filter ? filter.any : []
  const choose = (chosen: readonly string[]) => onChange(chosen.length === 0 ? undefined : { any: [...chosen] })
  const range = filter && 'from' in filter ? filter : { from: null, to: null }
  const between = (part: Partial<{ from: string | number | null; to: string | number | null }>) => {
    const next = { from: range.from, to: range.to, ...part }
    onChange(next.from === null && next.to === null ? undefined : next)
  }
  switch (field.type) {
    case 'choice':
    case 'choices':
    case 'country':
    case 'countries':
    case 'language':
      return <ChoicesField label={label} options={options} value={any} onChange={choose} />
    case 'yes_no_unknown':
      return (
        <ChoicesField
          label={label}
          options={['yes', 'no'].map((value) => ({ value, label: t(`forms.${value}`) }))}
          value={any}
          onChange={choose}
        />
      )
    case 'reference':
    case 'references':
      return (
        <ReferencesField label={label} register={field.register} source={references} value={any} onChange={choose} />
      )
    case 'date':
      return (
        <FieldGroup label={label}>
          <DateField
            label={t('registers.filter.from')}
            precision="year"
            value={(range.from as PartialDate | null) ?? null}
            onChange={(from, unreadable) => unreadable || between({ from })}
          />
          <DateField
            label={t('registers.filter.to')}
            precision="year"
            value={(range.to as PartialDate | null) ?? null}
            onChange={(to, unreadable) => unreadable || between({ to })}
          />
        </FieldGroup>
      )
    case 'number':
    case 'scale':
    case 'amount':
      return (
        <FieldGroup label={label}>
          <NumberField
            label={t('registers.filter.from')}
            decimal
            value={range.from === null ? null : Number(range.from)}
            onChange={(from) => between({ from })}
          />
          <NumberField
            label={t('registers.filter.to')}
            decimal
            value={range.to === null ? null : Number(range.to)}
            onChange={(to) => between({ to })}
          />
        </FieldGroup>
      )
    default:
      return null
  }
}

/** What a list is narrowed to, in words; each is taken away by one press. */
export function useFilterWords({ of, lists, filters, references, onChange }: FilterFieldsProps): readonly FilterWord[] {
  const messages = useMessages()
  const { t, language, formatList } = messages
  return Object.entries(filters).flatMap(([id, filter]): FilterWord[] => {
    const field = fieldOf(of, id)
    if (!field) return []
    const label = wordsIn(field.label, language)
    const { [id]: _, ...others } = filters
    const onClear = () => onChange(others)
    const said = (value: string | number) =>
      answerText(
        field.type === 'choices' || field.type === 'countries' || field.type === 'references'
          ? ({
              ...field,
              type: field.type === 'choices' ? 'choice' : field.type === 'countries' ? 'country' : 'reference',
            } as SimpleField)
          : field.type === 'amount'
            ? ({ ...field, type: 'number' } as unknown as SimpleField)
            : field,
        {
          value: field.type === 'amount' || field.type === 'number' || field.type === 'scale' ? Number(value) : value,
        },
        lists,
        messages,
        references.titles,
      )
    if ('blank' in filter)
      return [
        {
          id,
          text: t(filter.blank ? 'registers.filter.blank' : 'registers.filter.answered', { field: label }),
          onClear,
        },
      ]
    if ('any' in filter) return [{ id, text: `${label}: ${formatList(filter.any.map(said), 'or')}`, onClear }]
    const { from, to } = filter
    const kind = from === null ? 'to' : to === null ? 'from' : 'both'
    const params = { field: label, kind, from: from === null ? '' : said(from), to: to === null ? '' : said(to) }
    return [{ id, text: t('registers.filter.range', params), onClear }]
  })
}
