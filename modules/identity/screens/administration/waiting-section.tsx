import type { Problem } from '@gloact/http/client'
import {
  Button,
  type Column,
  DataTable,
  EmptyState,
  LoadingState,
  QueryError,
  Row,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import type { UseQueryResult } from '@tanstack/react-query'
import type { AccessChange } from '../../contract/access-changes.ts'
import { ProblemNote } from '../sending.tsx'
import { useRefusalWords } from './change-words.ts'

interface Waiting {
  readonly id: string
  /** Whether anyone who looks may confirm it; declining, or withdrawing what they asked for, they always may. */
  readonly mayConfirm: boolean
  /** Why they may not, and from when on they may. */
  readonly refusal: AccessChange['refusal']
  readonly mayConfirmFrom: string | null
}

interface WaitingSectionProps<Item extends Waiting> {
  readonly title: string
  readonly about: string
  readonly none: string
  readonly query: UseQueryResult<{ readonly items: readonly Item[] }>
  readonly problem: Problem | null
  readonly busy: boolean
  /** The columns before the one in which it is decided. */
  readonly columns: readonly Column<Item>[]
  readonly onConfirm: (item: Item) => void
  readonly onDecline: (item: Item) => void
}

/** What one administrator asked for and another confirms or declines. */
export function WaitingSection<Item extends Waiting>(props: WaitingSectionProps<Item>) {
  const { title, about, none, query, problem, busy, columns, onConfirm, onDecline } = props
  const { t } = useMessages()
  const why = useRefusalWords()
  const items = query.data?.items
  return (
    <Section title={title} about={about}>
      <Stack>
        <ProblemNote problem={problem} />
        {query.isPending && <LoadingState what={t('identity.staff.loading')} />}
        {query.isError && <QueryError query={query} />}
        {items && (
          <DataTable
            caption={title}
            items={items}
            itemKey={({ id }) => id}
            empty={<EmptyState icon="shield" title={none} />}
            columns={[
              ...columns,
              {
                id: 'decide',
                header: t('identity.resets.decide'),
                cell: (item) => (
                  <Stack gap="xs">
                    {!item.mayConfirm && <Text size="sm">{why(item)}</Text>}
                    <Row gap="xs">
                      {item.mayConfirm && (
                        <Button size="sm" kind="primary" disabled={busy} onPress={() => onConfirm(item)}>
                          {t('identity.resets.confirm')}
                        </Button>
                      )}
                      <Button size="sm" kind="quiet" disabled={busy} onPress={() => onDecline(item)}>
                        {t(
                          item.refusal === 'identity.second_administrator_needed'
                            ? 'identity.changes.withdraw'
                            : 'identity.resets.decline',
                        )}
                      </Button>
                    </Row>
                  </Stack>
                ),
              },
            ]}
          />
        )}
      </Stack>
    </Section>
  )
}
