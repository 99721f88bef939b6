import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dataGroup, labelOf, type CodeLists } from '@gloact/codes'
import { wordsIn, type SimpleField } from '@gloact/forms'
import { asInstant, newId } from '@gloact/kernel'
import {
  answerText,
  Button,
  Callout,
  ChoicesField,
  Form,
  LoadingState,
  Refusal,
  Row,
  Stack,
  Text,
  TextField,
  useClient,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { copyIntoFile, readPackage } from '../contract/referrals.ts'
import { copyable, type Copyable } from '../domain/copied.ts'
import { useRules } from './package-shown.tsx'
import { REFERRAL_KEYS, useReferralWords } from './referral-words.ts'

/** For the receiver, who takes over into a file of its own what it ticks: nothing is ticked beforehand. */
export function CopyIntoFile({ requestId }: { readonly requestId: string }) {
  const { t, language, problem } = useReferralWords()
  const said = useSaid()
  const client = useClient()
  const queries = useQueryClient()
  const rules = useRules()
  const [stepId, setStepId] = useState(() => newId())
  const [ticked, setTicked] = useState<readonly string[]>([])
  const [number, setNumber] = useState('')
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [into, setInto] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const found = useQuery({
    queryKey: [...REFERRAL_KEYS.package(requestId), 'copy'],
    queryFn: () => client.call(readPackage, { params: { requestId } }),
    gcTime: 0,
  })
  if (!found.data || !rules) return <LoadingState what={t('referral.loading')} />
  if (!found.data.ok) return <Callout tone="notice">{problem(found.data.error)}</Callout>
  const all = copyable(found.data.value.groups, rules.forms)
  if (all.length === 0) return <Text>{t('referral.copy.nothing')}</Text>
  const copy = async () => {
    setTried(true)
    if (ticked.length === 0 || number.trim() === '') return
    setBusy(true)
    const body = { stepId, number: number.trim(), fields: [...ticked], happenedAt: asInstant(Date.now()) }
    const copied = await client.call(copyIntoFile, { params: { requestId }, body })
    setBusy(false)
    setRefused(copied.ok ? null : problem(copied.error))
    setStepId(newId())
    if (!copied.ok) return void found.refetch()
    setInto(copied.value.fileId)
    setTicked([])
    setTried(false)
    await Promise.all([['referral'], ['protection']].map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const groups = Map.groupBy(all, ({ group }) => group)
  const choose = (group: string, now: readonly string[]) => {
    const others = ticked.filter((id) => !groups.get(group)?.some((each) => each.id === id))
    setTicked([...others, ...now])
    setStepId(newId())
  }
  return (
    <Form onSubmit={() => void copy()}>
      <Text>{t('referral.copy.about')}</Text>
      <Row>
        <Button to="/contact">{t('referral.between.open_file')}</Button>
      </Row>
      <TextField
        label={t('referral.copy.number')}
        required
        dir="ltr"
        maxLength={40}
        value={number}
        error={tried && number.trim() === '' ? t('forms.required') : undefined}
        onChange={(next) => {
          setNumber(next)
          setStepId(newId())
        }}
      />
      {[...groups].map(([group, items]) => (
        <Stack key={group} gap="sm">
          <ChoicesField
            label={labelOf(dataGroup, group, language)}
            options={items.map((item) => ({
              value: item.id,
              label: wordsIn(item.field.label, language),
              help: said(item, rules.codeLists),
            }))}
            value={ticked.filter((id) => items.some((item) => item.id === id))}
            onChange={(next) => choose(group, next)}
          />
          {items.length > 1 && (
            <Row>
              <Button
                kind="quiet"
                size="sm"
                label={`${t('referral.copy.all')}: ${labelOf(dataGroup, group, language)}`}
                onPress={() =>
                  choose(
                    group,
                    items.map(({ id }) => id),
                  )
                }
              >
                {t('referral.copy.all')}
              </Button>
            </Row>
          )}
        </Stack>
      ))}
      {tried && ticked.length === 0 && into === null && <Text>{t('referral.copy.none')}</Text>}
      <Refusal>{refused}</Refusal>
      {into !== null && (
        <Callout>
          {t('referral.copy.done')}
          <Row>
            <Button to={`/files/${into}/summary`}>{t('referral.copy.open')}</Button>
          </Row>
        </Callout>
      )}
      <Row>
        <Button kind="primary" type="submit" busy={busy}>
          {t('referral.copy.do')}
        </Button>
      </Row>
    </Form>
  )
}

/** What a question is answered with, in a line: of a table, row by row. */
function useSaid(): (item: Copyable, codeLists: CodeLists) => string {
  const messages = useMessages()
  return ({ field, answers }, codeLists) => {
    const one = (asked: SimpleField, path: string): readonly string[] => {
      const answer = answers[path]
      return answer === undefined ? [] : [answerText(asked, answer, codeLists, messages)]
    }
    if (field.type !== 'group') return one(field, field.id).join('')
    const rows = [...new Set(Object.keys(answers).flatMap((path) => path.split('/')[1] ?? []))]
    return messages.formatFacts(
      rows.map((row) => field.fields.flatMap((inner) => one(inner, `${field.id}/${row}/${inner.id}`)).join(', ')),
    )
  }
}
