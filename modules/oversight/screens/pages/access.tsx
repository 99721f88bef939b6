import { asInstant, newId } from '@gloact/kernel'
import {
  Button,
  Callout,
  CheckboxField,
  type Column,
  DataTable,
  EmptyState,
  Refusal,
  Row,
  Stack,
  SwitchField,
  Tag,
  Text,
  useClient,
  useConfirm,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AccessRow, readAccess, reviewAccess } from '../../contract/oversight.ts'
import { Asked, useCodeWords } from '../asked.tsx'
import { usePrincipal } from '../principal.ts'

const KEY = ['oversight', 'access'] as const

/** Who may do what: to be gone through from time to time, and marked as right. */
export function Access() {
  const { t } = useMessages()
  const client = useClient()
  const access = useQuery({ queryKey: KEY, queryFn: () => client.callOrThrow(readAccess) })
  return (
    <Asked query={access}>
      {({ items, unusedAfterDays, mayReview }) => (
        <Stack>
          {mayReview && <Text tone="quiet">{t('oversight.access.how')}</Text>}
          <AccessTable items={items} days={unusedAfterDays} mayReview={mayReview} />
        </Stack>
      )}
    </Asked>
  )
}

interface AccessTableProps {
  readonly items: readonly AccessRow[]
  readonly days: number
  readonly mayReview: boolean
}

function AccessTable({ items, days, mayReview }: AccessTableProps) {
  const { t } = useMessages()
  const client = useClient()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const toast = useToast()
  const [due, setDue] = useState(false)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [failed, setFailed] = useState<string | null>(null)
  const me = usePrincipal()?.userId
  // One's own account is left to another officer.
  const mayChoose = (row: AccessRow) => mayReview && row.staffId !== me
  const columns = useColumns({ days, mayChoose, chosen, setChosen })
  const shown = items
    .filter((row) => !due || row.toReview || row.unused || row.unproven > 0)
    .toSorted((a, b) => Math.sign(b.unproven) - Math.sign(a.unproven))
  const unproven = items.filter((row) => row.unproven > 0)

  const review = async () => {
    const sure = await confirm({
      title: t('oversight.access.review_title', { count: chosen.size }),
      body: t('oversight.access.review_body'),
      confirm: t('oversight.access.review'),
    })
    if (!sure) return
    const answer = await client.call(reviewAccess, { body: { id: newId(), staffIds: [...chosen] } })
    setFailed(answer.ok ? null : answer.error.code)
    if (!answer.ok) return
    toast.say(t('oversight.access.reviewed', { count: answer.value.reviewed }), { tone: 'success' })
    setChosen(new Set())
    await queries.invalidateQueries({ queryKey: KEY })
  }
  return (
    <Stack>
      {unproven.length > 0 && (
        <Callout tone="danger" urgent title={t('oversight.access.unproven_title', { count: unproven.length })}>
          {t('oversight.access.unproven_about')}
        </Callout>
      )}
      <SwitchField label={t('oversight.access.only_due')} value={due} onChange={setDue} />
      <Refusal>{failed !== null && t('oversight.not_saved')}</Refusal>
      <DataTable
        caption={t('oversight.access.title')}
        columns={columns}
        items={shown}
        itemKey={({ staffId }) => staffId}
        empty={<EmptyState icon="check" title={t('oversight.access.none')} />}
      />
      {mayReview && (
        <Row>
          <Button kind="primary" icon="check" disabled={chosen.size === 0} onPress={() => void review()}>
            {t('oversight.access.review_count', { count: chosen.size })}
          </Button>
          <Button
            kind="quiet"
            onPress={() => setChosen(new Set(shown.filter(mayChoose).map(({ staffId }) => staffId)))}
          >
            {t('oversight.access.choose_all')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}

interface ColumnsOf {
  readonly days: number
  readonly mayChoose: (row: AccessRow) => boolean
  readonly chosen: ReadonlySet<string>
  readonly setChosen: (chosen: ReadonlySet<string>) => void
}

function useColumns({ days, mayChoose, chosen, setChosen }: ColumnsOf): Column<AccessRow>[] {
  const { t, formatInstant, formatList } = useMessages()
  const said = useCodeWords()
  const day = (at: string) => formatInstant(asInstant(at), 'date')
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return [
    {
      id: 'name',
      header: t('oversight.access.account'),
      primary: true,
      cell: (row) => (
        <Stack gap="xs">
          {mayChoose(row) ? (
            <CheckboxField
              label={row.name}
              value={chosen.has(row.staffId)}
              onChange={(on) => choose(row.staffId, on)}
            />
          ) : (
            <Text as="span" tone="strong">
              {row.name}
            </Text>
          )}
          <Text size="sm" tone="quiet">
            {row.agencyName}
          </Text>
          {row.teams.length > 0 && (
            <Text size="sm" tone="quiet">
              {t('oversight.access.teams', { teams: formatList(row.teams) })}
            </Text>
          )}
          {row.state !== 'active' && <Tag>{t(`oversight.access.state.${row.state}`)}</Tag>}
        </Stack>
      ),
    },
    {
      id: 'roles',
      header: t('oversight.access.roles'),
      cell: ({ roles }) =>
        roles.length === 0 ? (
          t('oversight.access.no_role')
        ) : (
          <Stack gap="xs">
            {roles.map(({ role, scope, inForce, since, grantedBy, confirmedBy }) => (
              <div key={role}>
                <Text as="span" tone="strong" size="sm">
                  {said(role, 'identity.role')}
                </Text>
                <Text as="div" size="sm">
                  {t(`oversight.access.scope.${scope}`)}
                </Text>
                <Text as="div" size="sm" tone="quiet">
                  {inForce
                    ? t(confirmedBy === null ? 'oversight.access.given' : 'oversight.access.given_and_confirmed', {
                        since: day(since),
                        by: grantedBy ?? t('oversight.access.console'),
                        second: confirmedBy ?? '',
                      })
                    : t('oversight.access.waits', { by: grantedBy ?? t('oversight.access.console') })}
                </Text>
              </div>
            ))}
          </Stack>
        ),
    },
    {
      id: 'use',
      header: t('oversight.access.last_sign_in'),
      cell: ({ lastSignInAt, unused }) => (
        <Stack gap="xs">
          <span>{lastSignInAt === null ? t('oversight.access.never') : day(lastSignInAt)}</span>
          {unused && <Tag tone="notice">{t('oversight.access.unused', { days })}</Tag>}
        </Stack>
      ),
    },
    {
      id: 'factor',
      header: t('oversight.access.second_factor'),
      cell: ({ secondFactor, opensFiles }) =>
        secondFactor ? (
          t('oversight.access.factor.there')
        ) : opensFiles ? (
          <Tag tone="notice">{t('oversight.access.factor.missing')}</Tag>
        ) : (
          t('oversight.access.factor.not_needed')
        ),
    },
    {
      id: 'review',
      header: t('oversight.access.review_state'),
      cell: ({ review, toReview, unproven }) => (
        <Stack gap="xs">
          {unproven > 0 && <Tag tone="danger">{t('oversight.access.unproven')}</Tag>}
          {toReview && <Tag tone="notice">{t('oversight.access.to_review')}</Tag>}
          {review && (
            <Text as="span" size="sm">
              {t('oversight.access.reviewed_by', { when: day(review.at), by: review.by })}
            </Text>
          )}
        </Stack>
      ),
    },
  ]
}
