import type { PartialDate } from '@gloact/kernel'
import { ChoiceField, Columns, DateField, Row, Stack, SwitchField, useMessages, type FilterWord } from '@gloact/ui'
import { RISK_LEVELS } from '../../domain/file/risk.ts'
import { FILE_PATHS, FILE_STAGES } from '../../domain/file/words.ts'
import { useDirectory } from '../directory.ts'
import { usePrincipal } from '../principal.ts'
import { IN_HAND } from '../../contract/lists/file-list.ts'
import { FILTER_NAMES, filterMessage, LISTED_STATUSES, type FileFilters, type FilterName } from './file-filters.ts'
import { tagName, useTags } from './use-list-state.ts'

interface FilterFieldsProps {
  readonly filters: FileFilters
  readonly onSet: (name: FilterName, value: string | null) => void
}

export function FilterFields({ filters, onSet }: FilterFieldsProps) {
  const { t, language } = useMessages()
  const directory = useDirectory()
  const { tags } = useTags()
  const me = usePrincipal()
  const select = (name: FilterName, options: readonly { readonly value: string; readonly label: string }[]) =>
    options.length > 0 && (
      <ChoiceField
        label={t(`protection.files.by_${name}`)}
        as="select"
        options={options}
        value={filters[name] ?? null}
        onChange={(value) => onSet(name, value)}
      />
    )
  const coded = (name: 'status' | 'path' | 'stage', values: readonly string[]) =>
    select(
      name,
      values.map((value) => ({ value, label: t(`protection.${name}.${value}`) })),
    )
  const toggle = (name: 'mine' | 'unassigned' | 'overdue' | 'awaited' | 'backlog') => (
    <SwitchField
      label={t(`protection.files.only_${name}`)}
      value={filters[name] === 'true'}
      onChange={(on) => onSet(name, on ? 'true' : null)}
    />
  )
  const day = (name: 'openedFrom' | 'openedTo' | 'changedFrom' | 'changedTo') => (
    <DateField
      label={t(`protection.files.by_${name}`)}
      precision="day"
      value={(filters[name] ?? null) as PartialDate | null}
      onChange={(value) => onSet(name, value)}
    />
  )
  return (
    <Stack>
      <Columns min="14rem">
        {coded('status', [IN_HAND, ...LISTED_STATUSES])}
        {coded('path', FILE_PATHS)}
        {coded('stage', FILE_STAGES)}
        {select(
          'risk',
          RISK_LEVELS.map((value) => ({ value, label: t(`protection.risk.level.${value}`) })),
        )}
        {select(
          'assignedTo',
          directory.colleagues.map(({ id, name }) => ({ value: id, label: name })),
        )}
        {select(
          'teamId',
          directory.teams
            .filter(({ agencyId }) => agencyId === me?.agencyId)
            .map(({ id, name }) => ({ value: id, label: name })),
        )}
        {select(
          'tag',
          tags.map((tag) => ({ value: tag.id, label: tagName(tag, language) })),
        )}
      </Columns>
      <Columns min="14rem">
        {day('openedFrom')}
        {day('openedTo')}
        {day('changedFrom')}
        {day('changedTo')}
      </Columns>
      <Row gap="lg">
        {toggle('mine')}
        {toggle('unassigned')}
        {toggle('overdue')}
        {toggle('awaited')}
        {toggle('backlog')}
      </Row>
    </Stack>
  )
}

/** The filters as they are said, each taken away by one press. */
export function useFilterWords(
  filters: FileFilters,
  onSet: (name: FilterName, value: string | null) => void,
): readonly FilterWord[] {
  const { t, language, formatDate } = useMessages()
  const directory = useDirectory()
  const { tags } = useTags()
  const named = (name: FilterName, value: string): string => {
    const tag = tags.find(({ id }) => id === value)
    if (name === 'assignedTo') return directory.colleagueName(value) ?? t('protection.file.somebody')
    if (name === 'teamId') return directory.teamName(value) ?? t('protection.assignment.other_team')
    if (name === 'tag') return tag ? tagName(tag, language) : t('protection.tags.unknown')
    if (name === 'risk') return t(`protection.risk.level.${value}`)
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? formatDate(value as PartialDate) : value
  }
  return FILTER_NAMES.flatMap((name) => {
    const value = filters[name]
    if (value === undefined) return []
    const text = t(filterMessage(name, value), { value: named(name, value) })
    return [{ id: name, text, onClear: () => onSet(name, null) }]
  })
}
