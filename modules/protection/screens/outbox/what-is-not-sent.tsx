import { useQuery, useQueryClient } from '@tanstack/react-query'
import { fieldsById, parsePath, wordsIn } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant } from '@gloact/kernel'
import { draftOf, type Draft } from '@gloact/offline'
import {
  answerText,
  Button,
  Callout,
  Card,
  CopyText,
  EmptyState,
  FileNumber,
  KeyValueList,
  LoadingState,
  PageHeader,
  problemWords,
  Row,
  Stack,
  Text,
  type TypedDraft,
  useClient,
  useConfirm,
  useDrafts,
  useMessages,
  useToast,
} from '@gloact/ui'
import { useCallback, useEffect, useState } from 'react'
import { signalPresence } from '../../contract/reading/presence.ts'
import { useRulesOnDevice } from './rules-on-device.ts'
import { fileOfNumberKey, numberKey } from './kept-number.ts'
import type { Unsent } from './unsent.ts'
import { queryKeys } from '../keys.ts'
import { useOutbox } from './use-outbox.ts'
import type { BrowserFileRules } from '../rules.ts'
import { addressOf, isTyped, placeOf, refusalOf, textsOf, type DraftPlace } from './kept-drafts.ts'
import { sendKept } from './send-kept.ts'

interface KeptDraft {
  readonly draft: Draft
  readonly place: DraftPlace
  /** The file's number as it was when something was typed. */
  readonly number: string | undefined
}

/** What was typed on this device and is recorded nowhere yet: to go on with, send again, copy or throw away. */
export function WhatIsNotSent() {
  const { t } = useMessages()
  const drafts = useDrafts()
  const { rules } = useRulesOnDevice()
  const kept = useKeptDrafts()
  if (kept === undefined) return <LoadingState what={t('protection.unsent.loading')} />
  return (
    <>
      <PageHeader title={t('protection.unsent.title')} about={t('protection.unsent.about')} />
      <Stack gap="lg">
        {!drafts.sealed && (
          <Callout tone="notice">
            {t(drafts.awaitsKey ? 'protection.unsent.awaits_key' : 'protection.unsent.not_sealed')}
          </Callout>
        )}
        {kept.length === 0 ? (
          <EmptyState icon="done" title={t('protection.unsent.none')} about={t('protection.unsent.none_about')} />
        ) : (
          kept.map((one) => <DraftCard key={one.draft.key} kept={one} rules={rules} />)
        )}
      </Stack>
    </>
  )
}

/** The drafts of this device, kept current; undefined until they are known. */
function useKeptDrafts(): readonly KeptDraft[] | undefined {
  const drafts = useDrafts()
  const [kept, setKept] = useState<readonly KeptDraft[]>()
  const look = useCallback(async (): Promise<readonly KeptDraft[]> => {
    const all = await drafts.list('')
    const numbers = new Map(all.map(({ key, value }) => [key, value]))
    const found = all.flatMap((draft): KeptDraft[] => {
      const place = placeOf(draft.key)
      if (!place || !isTyped(place, draft)) return []
      const number = place.fileId === null ? undefined : numbers.get(numberKey(place.fileId))
      return [{ draft, place, number: typeof number === 'string' ? number : undefined }]
    })
    await forgetNumbers(drafts, all, found)
    return found
  }, [drafts])
  useEffect(() => {
    let current = true
    const again = () => void look().then((found) => current && setKept(found))
    again()
    const stop = drafts.subscribe(({ key }) => {
      if (key === undefined || placeOf(key)) again()
    })
    return () => {
      current = false
      stop()
    }
  }, [drafts, look])
  return kept
}

/** A file's number stays on the device no longer than something typed into it does. */
async function forgetNumbers(
  drafts: ReturnType<typeof useDrafts>,
  all: readonly Draft[],
  found: readonly KeptDraft[],
): Promise<void> {
  const needed = new Set(found.map(({ place }) => place.fileId))
  for (const { key } of all) {
    const fileId = fileOfNumberKey(key)
    if (fileId !== undefined && !needed.has(fileId)) await drafts.remove(key)
  }
}

interface DraftCardProps {
  readonly kept: KeptDraft
  readonly rules: BrowserFileRules | undefined
}

function DraftCard({ kept: { draft, place, number }, rules }: DraftCardProps) {
  const messages = useMessages()
  const { t, formatInstant } = messages
  const outbox = useOutbox()
  const drafts = useDrafts()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const { say } = useToast()
  const [busy, setBusy] = useState(false)
  const gone = useIsGone(place.fileId)
  const refusal = refusalOf(place, draft)
  const title = useTitle(place, draft, rules)
  const texts = textsOf(typedIn(place, draft))

  const discard = async () => {
    const sure = await confirm({
      title: t('protection.unsent.discard_title'),
      body: t('protection.unsent.discard_body'),
      confirm: t('protection.unsent.discard'),
      danger: true,
    })
    if (!sure) return
    const of = draftOf(draft.key)
    if (of) await outbox.withdraw(of)
    await drafts.remove(draft.key)
  }
  const send = async () => {
    if (place.fileId === null) return
    setBusy(true)
    const result = await sendKept(outbox, drafts, place.fileId)
    setBusy(false)
    say(result.ok ? t('protection.file.saved') : problemWords(messages, result.error), {
      tone: result.ok ? 'success' : 'notice',
    })
    if (!result.ok) return
    for (const queryKey of [queryKeys.file(place.fileId), queryKeys.lists, queryKeys.myWork]) {
      void queries.invalidateQueries({ queryKey })
    }
  }
  return (
    <Card title={title} level={2}>
      <Stack gap="sm">
        <Row gap="sm">
          {number !== undefined && <FileNumber>{number}</FileNumber>}
          <Text as="span" tone="quiet" size="sm">
            {t('protection.unsent.typed_at', { when: formatInstant(asInstant(draft.savedAt)) })}
          </Text>
        </Row>
        {gone ? (
          <Callout tone="notice" title={t('protection.unsent.gone')}>
            {t('protection.unsent.gone_about')}
          </Callout>
        ) : (
          refusal !== undefined && (
            <Callout tone="notice" title={t('protection.unsent.refused')}>
              {problemWords(messages, refusalProblem(refusal))}
            </Callout>
          )
        )}
        {place.kind === 'answers' && rules ? (
          <KeptAnswers unsent={draft.value as Unsent} rules={rules} />
        ) : (
          texts.map((text) => <Text key={text}>{text}</Text>)
        )}
        <Row>
          {!gone && (
            <Button kind="primary" to={addressOf(place, draft)}>
              {t('protection.unsent.open')}
            </Button>
          )}
          {place.kind === 'answers' && !gone && (
            <Button icon="send" busy={busy} onPress={() => void send()}>
              {t('protection.unsent.send')}
            </Button>
          )}
          {texts.length > 0 && <CopyText text={texts.join('\n\n')} label={t('protection.unsent.copy')} />}
          <Button kind="quiet" onPress={() => void discard()}>
            {t('protection.unsent.discard')}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

const refusalProblem = (code: string): Problem => ({ type: 'about:blank', title: '', status: 0, code })

/** Whether the file is no longer there for the person who typed this. Asked without opening it; unknown without a connection. */
function useIsGone(fileId: string | null): boolean {
  const client = useClient()
  const { data } = useQuery({
    queryKey: ['protection', 'still-there', fileId],
    enabled: fileId !== null,
    queryFn: async () => {
      const answer = await client.call(signalPresence, {
        params: { fileId: fileId ?? '' },
        body: { section: null, leaving: true },
      })
      return !answer.ok && answer.error.code === 'protection.not_found'
    },
  })
  return data === true
}

/** What of a draft somebody typed. */
function typedIn({ kind }: DraftPlace, { value }: Draft): Draft['value'] {
  const part = kind === 'panel' ? 'fields' : kind === 'form' ? 'typed' : null
  return part === null ? value : ((value as { readonly [key: string]: Draft['value'] })[part] ?? null)
}

function useTitle({ kind, section }: DraftPlace, draft: Draft, rules: BrowserFileRules | undefined): string {
  const { t, has, language } = useMessages()
  if (kind === 'form') return (draft.value as TypedDraft).title || t('protection.unsent.kind.form')
  if (section === null || kind === 'third') return t(`protection.unsent.kind.${kind}`)
  const form = rules?.forms.find(({ id }) => id === section)
  const builtIn = `protection.file.section.${section}`
  const words = has(builtIn) ? t(builtIn) : form ? wordsIn(form.title, language) : undefined
  return words === undefined ? t('protection.unsent.kind.panel') : t('protection.unsent.in_section', { section: words })
}

/** The answers that wait, each with its question. */
function KeptAnswers({ unsent, rules }: { unsent: Unsent; rules: BrowserFileRules }) {
  const messages = useMessages()
  const items = Object.entries(unsent).flatMap(([, { form: formId, path, answer }]) => {
    const form = rules.forms.find(({ id }) => id === formId)
    const parts = parsePath(path)
    const field = form && parts && fieldsById(form).get(parts.inner ?? parts.id)?.field
    if (!form || !field || field.type === 'group') return []
    return [
      {
        label: `${wordsIn(form.title, messages.language)} · ${wordsIn(field.label, messages.language)}`,
        value: answerText(field, answer, rules.codeLists, messages),
      },
    ]
  })
  return <KeyValueList items={items} />
}
