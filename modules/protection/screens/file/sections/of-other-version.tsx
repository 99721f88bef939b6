import { useQueryClient } from '@tanstack/react-query'
import { fieldsById, parsePath, wordsIn, type FormDefinition } from '@gloact/forms'
import { answerText, Button, Callout, CopyText, KeyValueList, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useEffect } from 'react'
import { queryKeys } from '../../keys.ts'
import { useFile } from '../../reading/file-context.tsx'
import type { UnsentAnswer } from '../../outbox/unsent.ts'

/** What was typed into an earlier version of the form: to be carried over where its questions are still asked. */
export function OfOtherVersion({ form }: { form: FormDefinition }) {
  const messages = useMessages()
  const { t, language } = messages
  const { rules, unsent, formView } = useFile()
  const queries = useQueryClient()
  const entries = unsent.ofOtherVersion(form.id)
  const outdated = formView(form.id)?.version !== form.version
  useEffect(() => {
    if (outdated) void queries.invalidateQueries({ queryKey: queryKeys.rules })
  }, [outdated, queries])
  if (entries.length === 0 || outdated) return null
  const fields = fieldsById(form)
  const fieldOf = (path: string) => {
    const parts = parsePath(path)
    return parts && fields.get(parts.inner ?? parts.id)?.field
  }
  const isAsked = (path: string) => fieldOf(path) !== undefined
  const asked = entries.flatMap(({ path, answer }) => {
    const field = fieldOf(path)
    return field && field.type !== 'group'
      ? [
          {
            label: wordsIn(field.label, language),
            value: <bdi>{answerText(field, answer, rules.codeLists, messages)}</bdi>,
          },
        ]
      : []
  })
  const gone = entries.filter(({ path }) => !isAsked(path)).flatMap(wordsOf)
  return (
    <Callout
      tone="notice"
      title={t('protection.file.other_version')}
      actions={
        <Row>
          <Button kind="primary" onPress={() => unsent.carryOver(form.id, isAsked)}>
            {t('protection.file.other_version_carry', { count: asked.length })}
          </Button>
          {asked.length > 0 && (
            <Button kind="quiet" onPress={() => unsent.carryOver(form.id, () => false)}>
              {t('protection.file.unsent.give_up')}
            </Button>
          )}
        </Row>
      }
    >
      <Stack gap="sm">
        <Text>{t('protection.file.other_version_about')}</Text>
        {asked.length > 0 && <KeyValueList items={asked} />}
        {gone.length > 0 && (
          <>
            <Text tone="strong">{t('protection.file.other_version_gone')}</Text>
            {gone.map((text) => (
              <Text key={text}>
                <bdi>{text}</bdi>
              </Text>
            ))}
            <CopyText text={gone.join('\n\n')} label={t('protection.unsent.copy')} />
          </>
        )}
      </Stack>
    </Callout>
  )
}

/** What somebody typed where the question is no longer there: the words or the number, as they stand. */
const wordsOf = ({ answer }: UnsentAnswer): readonly string[] =>
  'value' in answer && (typeof answer.value === 'string' || typeof answer.value === 'number')
    ? [String(answer.value)]
    : []
