import { Callout, Row, Section, Stack, Tag, Text, useMessages } from '@gloact/ui'
import type { ReactNode } from 'react'
import type { OutcomeView } from '../contract/amendments.ts'
import { WordDiff } from './diff.tsx'

/** What became of each instruction: the provision before and after, or why it could not be applied. */
export function Outcomes({
  outcomes,
  sources = [],
  actions,
  instead,
}: {
  outcomes: readonly OutcomeView[]
  sources?: readonly string[]
  /** What can be done with an instruction. */
  actions?: (index: number, title: string) => ReactNode
  /** What stands in an instruction's place: the form in which it is corrected. */
  instead?: (index: number) => ReactNode
}) {
  const { t } = useMessages()
  const failed = outcomes.filter(({ problem }) => problem !== null).length
  return (
    <Stack>
      <Callout tone={failed > 0 ? 'notice' : 'info'}>
        {t('legislation.applied_of', { applied: outcomes.length - failed, count: outcomes.length })}
      </Callout>
      <ol>
        {outcomes.map(({ action, at, problem, before, after }, index) => {
          const title = t('legislation.instruction_at', {
            action: t(`legislation.action.${action}`),
            at: at === '' ? t('legislation.whole_law') : at,
          })
          const other = instead?.(index)
          return (
            <li key={index}>
              <Section
                title={title}
                actions={
                  <Row>
                    {problem !== null && <Tag icon="warning">{t('legislation.not_applied')}</Tag>}
                    {!other && actions?.(index, title)}
                  </Row>
                }
              >
                {other ||
                  (problem === null ? (
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
                  ))}
              </Section>
            </li>
          )
        })}
      </ol>
    </Stack>
  )
}
