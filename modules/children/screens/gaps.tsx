import type { Problem } from '@gloact/http/client'
import { Callout, Stack, Text } from '@gloact/ui'
import { useChildrenWords } from './children-words.ts'

/** What is missing, one sentence each: what it is, and how to get it. */
export function Gaps({ missing, title }: { missing: readonly string[]; title: string }) {
  const { t, gap } = useChildrenWords()
  if (missing.length === 0) {
    return (
      <Callout tone="success" title={title}>
        {t('children.gate.nothing')}
      </Callout>
    )
  }
  return (
    <Callout tone="notice" title={title}>
      <Stack gap="xs">
        <Text>{t('children.gate.missing', { count: missing.length })}</Text>
        <ul>
          {missing.map((code) => (
            <li key={code}>{gap(code)}</li>
          ))}
        </ul>
      </Stack>
    </Callout>
  )
}

/** A step that a gate refused: the list of what is missing in place of one sentence. Undefined for any other refusal. */
export function gapsOfProblem(problem: Problem, title: string) {
  const missing = problem.code === 'children.gate' ? String(problem.params?.['missing'] ?? '') : ''
  return missing === '' ? undefined : <Gaps missing={missing.split(' ')} title={title} />
}
