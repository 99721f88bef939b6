import { asInstant, type PlainDate } from '@gloact/kernel'
import { CheckboxField, FileNumber, Row, Tag, Text, useMessages, type Column } from '@gloact/ui'
import type { FileSummary } from '../../contract/reading/files.ts'
import { LIST_SORTS, type ListColumn } from '../../domain/lists/file-list.ts'
import { ClockBadge } from '../clock-badge.tsx'
import { clockOf } from '../clocks.ts'
import { useDirectory } from '../directory.ts'
import { personWords } from '../person-words.ts'
import { useCountryTimeZone } from '../rules.ts'
import { useNow } from '../use-now.ts'
import { tagName, useTags } from './use-list-state.ts'

export interface Selection {
  readonly ids: ReadonlySet<string>
  readonly toggle: (id: string) => void
}

const SORTED: readonly string[] = LIST_SORTS

/** The message of a column's head. */
export const columnLabel = (column: ListColumn): string => `protection.files.column.${column}`

/** The columns that were chosen, in their order; a box to tick before them while files are being chosen. */
export function useFileColumns(
  chosen: readonly ListColumn[],
  selection: Selection | null,
): readonly Column<FileSummary>[] {
  const messages = useMessages()
  const { t, language, formatInstant, formatDate } = messages
  const timeZone = useCountryTimeZone()
  const directory = useDirectory()
  const { tags } = useTags()
  const now = useNow()
  const quiet = (text: string) => (
    <Text as="span" tone="quiet">
      {text}
    </Text>
  )
  const who = ({ assignedTo, teamId, agencyId }: FileSummary): string | undefined =>
    (assignedTo !== null && directory.colleagueName(assignedTo)) ||
    (teamId !== null && directory.teamName(teamId)) ||
    directory.agencyName(agencyId)
  const cells: Readonly<Record<ListColumn, Column<FileSummary>['cell']>> = {
    number: ({ number, label }) => (
      <>
        <FileNumber>{number}</FileNumber>
        {label !== null && (
          <>
            {' '}
            <Text as="span" tone="quiet">
              <bdi>{label}</bdi>
            </Text>
          </>
        )}
      </>
    ),
    person: (file) => (
      <Row gap="xs">
        <span>{personWords(file, messages, 'short')}</span>
        {file.path === 'child' && !chosen.includes('path') && <Tag tone="accent">{t('protection.path.child')}</Tag>}
      </Row>
    ),
    path: ({ path }) => t(`protection.path.${path}`),
    status: ({ status }) => t(`protection.status.${status}`),
    stage: (file) => (
      <Row gap="xs">
        <span>{t(file.status === 'open' ? `protection.stage.${file.stage}` : `protection.status.${file.status}`)}</span>
        {file.decisionAwaited !== null && <Tag icon="decision">{t('protection.files.filter.awaited')}</Tag>}
        {file.conflicts > 0 && (
          <Tag tone="notice" icon="flag">
            {t('protection.files.conflicts', { count: file.conflicts })}
          </Tag>
        )}
      </Row>
    ),
    deadline: ({ nextDeadline }) =>
      nextDeadline === null ? (
        quiet(t('protection.files.no_deadline'))
      ) : (
        <ClockBadge clock={clockOf(nextDeadline, now, timeZone)} named="above" />
      ),
    who: (file) => who(file) ?? quiet(t('protection.files.nobody')),
    team: ({ teamId }) =>
      teamId === null
        ? quiet(t('protection.assignment.no_team'))
        : (directory.teamName(teamId) ?? t('protection.assignment.other_team')),
    agency: ({ agencyId }) => directory.agencyName(agencyId) ?? quiet('…'),
    tags: (file) => (
      <Row gap="xs">
        {file.tags.map((id) => {
          const tag = tags.find((one) => one.id === id)
          return tag && <Tag key={id}>{tagName(tag, language)}</Tag>
        })}
      </Row>
    ),
    risk: ({ riskLevel }) =>
      riskLevel === null ? (
        quiet(t('protection.files.no_risk'))
      ) : (
        <Tag tone={riskLevel === 'very_high' || riskLevel === 'high' ? 'danger' : 'neutral'}>
          {t(`protection.risk.level.${riskLevel}`)}
        </Tag>
      ),
    opened: ({ openedOn }) => quiet(formatDate(openedOn as PlainDate)),
    changed: ({ changedAt }) => quiet(formatInstant(asInstant(changedAt), 'date')),
    closed: ({ closedOn }) => (closedOn === null ? '' : quiet(formatDate(closedOn as PlainDate))),
  }
  // The number leads to the file, whatever else is chosen.
  const shown: readonly ListColumn[] = chosen.includes('number') ? chosen : ['number', ...chosen]
  const columns = shown.map((id): Column<FileSummary> => ({
    id,
    header: t(columnLabel(id)),
    cell: cells[id],
    sortable: SORTED.includes(id),
    ...(id === 'number' && { primary: true }),
    ...(['changed', 'opened', 'closed', 'agency'].includes(id) && { hideOnPhone: true }),
  }))
  if (selection === null) return columns
  return [
    {
      id: 'select',
      header: t('protection.files.select'),
      pressed: true,
      cell: ({ id, number }) => (
        <CheckboxField
          hideLabel
          label={t('protection.files.select_one', { number })}
          value={selection.ids.has(id)}
          onChange={() => selection.toggle(id)}
        />
      ),
    },
    ...columns,
  ]
}
