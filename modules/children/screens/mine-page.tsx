import { clockState } from '@gloact/calendar'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { asInstant, asPlainDate } from '@gloact/kernel'
import {
  Button,
  Card,
  DeadlineBadge,
  EmptyState,
  KeyValueList,
  PageHeader,
  QueryState,
  Row,
  Stack,
  Text,
  useClient,
} from '@gloact/ui'
import { StepForm, type StepToSend } from '@gloact/ui/request'
import { useState } from 'react'
import { listMine, recordVisit, type MyChild } from '../contract/mine.ts'
import { CHILDREN_FORMS, CHILDREN_LISTS } from '../domain/forms.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { useNow } from './use-now.ts'

/** A guardian's own children: the next step, visits, decisions in which they were informed and heard. Made for a phone. */
export function MinePage() {
  const { t } = useChildrenWords()
  const client = useClient()
  const found = useQuery({ queryKey: CHILDREN_KEYS.mine, queryFn: () => client.callOrThrow(listMine) })
  return (
    <>
      <PageHeader title={t('children.mine.title')} about={t('children.mine.about')} />
      {found.data === undefined ? (
        <QueryState query={found} loading={t('children.loading')} />
      ) : found.data.items.length === 0 ? (
        <EmptyState icon="done" title={t('children.mine.none')} />
      ) : (
        <Stack>
          {found.data.items.map((child) => (
            <Mine key={child.id} child={child} />
          ))}
        </Stack>
      )}
    </>
  )
}

function Mine({ child }: { child: MyChild }) {
  const { t, clock, state, number, formatDate, formatInstant, timeZone } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const now = useNow()
  const [open, setOpen] = useState(false)
  const take = async ({ id, happenedAt, answers }: StepToSend) => {
    const recorded = await client.call(recordVisit, {
      params: { requestId: child.id },
      body: { id, happenedAt, answers },
    })
    if (!recorded.ok) return recorded.error
    queries.setQueryData(CHILDREN_KEYS.mine, recorded.value)
    await queries.invalidateQueries({ queryKey: ['work'] })
    return null
  }
  return (
    <Card title={number(child.number)} level={2}>
      <Stack gap="sm">
        <Row>
          {child.clocks.map((running) =>
            running.dueAt === null ? null : (
              <DeadlineBadge
                key={running.clock}
                label={clock('guardianship', running.clock)}
                dueAt={asInstant(running.dueAt)}
                {...clockState(
                  {
                    dueAt: asInstant(running.dueAt),
                    warnAt: running.warnAt === null ? null : asInstant(running.warnAt),
                    stoppedAt: null,
                  },
                  now,
                  timeZone,
                )}
              />
            ),
          )}
        </Row>
        <KeyValueList
          items={[
            { label: t('children.mine.you_are'), value: state('guardianship', child.state) },
            { label: t('children.mine.since'), value: formatInstant(asInstant(child.since), 'date') },
            {
              label: t('children.mine.visits'),
              value:
                child.visits.length === 0
                  ? t('children.mine.no_visits')
                  : child.visits.map(({ on, alone }, index) => (
                      <Text key={`${on}:${index}`}>
                        {t(alone ? 'children.mine.visited' : 'children.mine.contacted', {
                          when: formatDate(asPlainDate(on)),
                        })}
                      </Text>
                    )),
            },
            {
              label: t('children.mine.decisions'),
              value:
                child.decisions.length === 0
                  ? t('children.mine.no_decisions')
                  : child.decisions.map(({ kind, decidedOn, informed, heard }) => (
                      <Text key={`${kind}:${decidedOn}`}>
                        {`${t(`children.${kind}.title`)}, ${formatDate(asPlainDate(decidedOn))}: ${t(informed ? 'children.mine.informed' : 'children.mine.not_informed')}, ${t(heard ? 'children.mine.heard' : 'children.mine.not_heard')}`}
                      </Text>
                    )),
            },
          ]}
        />
        <Row>
          <Button
            kind="primary"
            expanded={open}
            label={`${t('children.mine.record')}: ${number(child.number)}`}
            onPress={() => setOpen(!open)}
          >
            {t('children.mine.record')}
          </Button>
        </Row>
        {open && (
          <StepForm
            name={`visit.${child.id}`}
            step="visit"
            form={CHILDREN_FORMS['guardian_visit']}
            codeLists={CHILDREN_LISTS}
            now={now}
            onTake={take}
            onDone={() => setOpen(false)}
          />
        )}
      </Stack>
    </Card>
  )
}
