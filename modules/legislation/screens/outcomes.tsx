import { Callout, Section, Stack, Tag, Text, useMessages } from '@gloact/ui'
import type { OutcomeView } from '../contract/amendments.ts'
import { WordDiff } from './diff.tsx'

/** What became of each instruction: the provision before and after, or why it could not be applied. */
export function Outcomes({
  outcomes,
  sources = [],
}: {
  outcomes: readonly OutcomeView[]
  sources?: readonly string[]
}) {
  const { t } = useMessages()
  const failed = outcomes.filter(({ problem }) => problem !== null).length
  return (
    <Stack>
      <Callout tone={failed > 0 ? 'notice' : 'info'}>
        {t('legislation.applied_of', { applied: outcomes.length - failed, count: outcomes.length })}
      </Callout>
      <ol>
        {outcomes.map(({ action, at, problem, before, after }, index) => (
          <li key={index}>
            <Section
              title={t('legislation.instruction_at', {
                action: t(`legislation.action.${action}`),
                at: at === '' ? t('legislation.whole_law') : at,
              })}
              actions={problem !== null && <Tag icon="warning">{t('legislation.not_applied')}</Tag>}
            >
              {problem === null ? (
                <WordDiff before={before} after={after} />
              ) : (
                <>
                  <Text>{t(`legislation.problem.${problem}`)}</Text>
                  {sources[index] && (
                    <Text tone="quiet" size="sm">
                      <bdi>{sources[index].slice(0, 600)}</bdi>
                    </Text>
                  )}
                </>
              )}
            </Section>
          </li>
        ))}
      </ol>
    </Stack>
  )
}
