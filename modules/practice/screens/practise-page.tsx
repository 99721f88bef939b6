import { getSession } from '@gloact/identity/contract/session'
import { mayByRole } from '@gloact/policy'
import {
  Button,
  Callout,
  Card,
  EmptyState,
  Icon,
  LoadingState,
  PageHeader,
  QueryState,
  Row,
  Section,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ExerciseView, listExercises } from '../contract/practice.ts'
import { practicePolicy } from '../domain/practice-policy.ts'
import type { ExerciseId } from '../domain/exercises.ts'
import { type Begun, keepBegun, readBegun } from './begun.ts'

/** The exercises of the person who is signed in, each with the invented file that it is done in, and a tick when it was done. */
export function PractisePage() {
  const { t } = useMessages()
  const client = useClient()
  const { data: session } = useQuery({
    queryKey: ['session'],
    queryFn: () => client.callOrThrow(getSession),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const principal = session?.principal
  if (!principal) return <LoadingState what={t('practice.loading')} />
  return (
    <Stack gap="lg">
      <PageHeader title={t('practice.title')} about={t('practice.about')} />
      <Exercises key={principal.userId} userId={principal.userId} />
      <Callout title={t('practice.not_graded')}>{t('practice.not_graded_about')}</Callout>
      {mayByRole(practicePolicy, principal, 'sandbox.reset') && (
        <Section title={t('practice.reset.title')} about={t('practice.reset.about')}>
          <Row>
            <Button icon="refresh" to="/practise/reset">
              {t('practice.reset.open')}
            </Button>
          </Row>
        </Section>
      )}
    </Stack>
  )
}

function Exercises({ userId }: { readonly userId: string }) {
  const { t } = useMessages()
  const client = useClient()
  const { go } = useNavigation()
  const [begun, setBegun] = useState(() => readBegun(userId))
  const exercises = useQuery({
    queryKey: ['practice', 'exercises', begun],
    queryFn: () => client.callOrThrow(listExercises, { body: { begun } }),
    // What was done meanwhile is looked up whenever one comes back to this page.
    staleTime: 0,
    refetchOnWindowFocus: true,
    placeholderData: (before) => before,
  })
  if (!exercises.isSuccess) return <QueryState query={exercises} loading={t('practice.loading')} />
  const { items, now } = exercises.data
  if (items.length === 0) return <EmptyState icon="book" title={t('practice.none')} about={t('practice.none_about')} />
  const change = (next: Begun): void => {
    keepBegun(userId, next)
    setBegun(next)
  }
  const begin = ({ id, path }: ExerciseView): void => {
    change({ ...begun, [id]: now })
    go(path)
  }
  const again = (id: ExerciseId): void => {
    const { [id]: _gone, ...others } = begun
    change(others)
  }
  return (
    <Section
      title={t('practice.exercises')}
      actions={
        <Button kind="quiet" icon="refresh" busy={exercises.isFetching} onPress={() => void exercises.refetch()}>
          {t('practice.look_again')}
        </Button>
      }
    >
      <Stack>
        {items.map((item) => (
          <Exercise
            key={item.id}
            item={item}
            isBegun={begun[item.id] !== undefined}
            onBegin={() => begin(item)}
            onAgain={() => again(item.id)}
          />
        ))}
      </Stack>
    </Section>
  )
}

interface ExerciseProps {
  readonly item: ExerciseView
  readonly isBegun: boolean
  readonly onBegin: () => void
  readonly onAgain: () => void
}

function Exercise({ item: { id, path, done }, isBegun, onBegin, onAgain }: ExerciseProps) {
  const { t } = useMessages()
  const title = t(`practice.exercise.${id}`)
  // Many buttons of the same word: read aloud, each says of which exercise it is.
  const labelled = (word: string): string => `${word}: ${title}`
  const leave = t(done ? 'practice.again' : 'practice.drop')
  return (
    <Card title={title} level={3} actions={<State isBegun={isBegun} done={done} />}>
      <Stack>
        <Text>{t(`practice.exercise.${id}_how`)}</Text>
        <Row>
          {isBegun ? (
            <>
              <Button icon="forward" label={labelled(t('practice.open'))} to={path}>
                {t('practice.open')}
              </Button>
              <Button kind="quiet" label={labelled(leave)} onPress={onAgain}>
                {leave}
              </Button>
            </>
          ) : (
            <Button kind="primary" icon="forward" label={labelled(t('practice.begin'))} onPress={onBegin}>
              {t('practice.begin')}
            </Button>
          )}
        </Row>
      </Stack>
    </Card>
  )
}

function State({ isBegun, done }: { readonly isBegun: boolean; readonly done: boolean }) {
  const { t } = useMessages()
  if (done)
    return (
      <Tag tone="accent" icon="done">
        {t('practice.state.done')}
      </Tag>
    )
  if (isBegun) return <Tag icon="clock">{t('practice.state.begun')}</Tag>
  return (
    <Text as="span" size="sm" tone="quiet">
      <Icon name="circle" size={16} /> {t('practice.state.open')}
    </Text>
  )
}
