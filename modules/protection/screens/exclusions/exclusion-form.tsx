import { useQueryClient } from '@tanstack/react-query'
import { newId, saysWhy } from '@gloact/kernel'
import {
  Button,
  Card,
  ChoiceField,
  Form,
  LongText,
  problemWords,
  Refusal,
  Row,
  SavedState,
  Stack,
  Text,
  useClient,
  useMessages,
  useToast,
  useTyped,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import { excludeStaff } from '../../contract/exclusions/exclusions.ts'
import { EXCLUSION_GROUNDS } from '../../domain/file/exclusions.ts'
import { queryKeys } from '../keys.ts'

interface ExclusionFormProps {
  readonly fileId: string
  /** Whom it can be closed to; the person who writes, where they say it of themselves. */
  readonly who: readonly { readonly id: string; readonly name: string }[] | { readonly self: string }
  readonly onClose: () => void
  /** Once it is recorded: of their own, the file is gone. */
  readonly onDone: () => void
}

// A type and not an interface: a draft is JSON.
type Written = {
  readonly userId: string | null
  readonly ground: string | null
  readonly words: string
  readonly id: string
}

/** Closes a file to a member of staff. What is written stays on the device until it is recorded. */
export function ExclusionForm({ fileId, who, onClose, onDone }: ExclusionFormProps) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const own = 'self' in who
  const typed = useTyped<Written>(own ? 'conflict' : 'exclusion', () => ({
    userId: null,
    ground: null,
    words: '',
    id: newId<'action'>(),
  }))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef(false)
  const { userId, ground, words, id } = typed.value
  const set = (changed: Partial<Written>) => {
    setProblem(null)
    // Other words are another action: what was sent under the id before may have arrived.
    typed.change((current) => ({ ...current, ...changed, id: newId<'action'>() }))
  }
  const of = own ? who.self : userId
  const chosen = EXCLUSION_GROUNDS.find((each) => each === ground)
  const missing = of === null || chosen === undefined || !saysWhy(words)
  const send = async () => {
    setTried(true)
    if (of === null || chosen === undefined || missing || sending.current) return
    sending.current = true
    setBusy(true)
    const done = await client.call(excludeStaff, {
      body: { id, file: { id: fileId }, userId: of, ground: chosen, words: words.trim() },
    })
    sending.current = false
    setBusy(false)
    if (!done.ok) return setProblem(problemWords(messages, done.error))
    await typed.forget()
    say(
      t(
        own
          ? 'protection.exclusion.done_own'
          : done.value.unassigned
            ? 'protection.exclusion.done_unassigned'
            : 'protection.exclusion.done',
      ),
      { tone: 'success' },
    )
    for (const queryKey of [queryKeys.exclusions, queryKeys.lists, queryKeys.myWork])
      void queries.invalidateQueries({ queryKey })
    onDone()
  }
  if (!typed.ready) return null
  const needed = (there: boolean) => (tried && !there ? t('protection.emergency.missing') : undefined)
  return (
    <Card title={t(own ? 'protection.exclusion.declare' : 'protection.exclusion.exclude')} level={3}>
      <Form onSubmit={() => void send()}>
        <Stack>
          <Text>{t(own ? 'protection.exclusion.declare_about' : 'protection.exclusion.exclude_about')}</Text>
          {!own && (
            <ChoiceField
              label={t('protection.exclusion.who')}
              as="select"
              required
              value={userId}
              onChange={(next) => set({ userId: next })}
              options={who.map((each) => ({ value: each.id, label: each.name }))}
              error={needed(userId !== null)}
            />
          )}
          <ChoiceField
            label={t('protection.exclusion.ground')}
            required
            value={ground}
            onChange={(next) => set({ ground: next })}
            options={EXCLUSION_GROUNDS.map((value) => ({ value, label: t(`protection.exclusion.ground.${value}`) }))}
            error={needed(chosen !== undefined)}
          />
          <LongText
            label={t('protection.exclusion.words')}
            help={t('protection.exclusion.words_help')}
            required
            rows={3}
            maxLength={4_000}
            value={words}
            onChange={(next) => set({ words: next })}
            error={tried && !saysWhy(words) ? t('protection.exclusion_reason') : undefined}
          />
          <Refusal>{problem}</Refusal>
          <SavedState state={typed.state} />
          <Row>
            <Button kind="primary" type="submit" busy={busy}>
              {t(own ? 'protection.exclusion.submit_own' : 'protection.exclusion.submit')}
            </Button>
            <Button onPress={() => void typed.giveUp().then((gone) => gone && onClose())}>
              {t('protection.files.cancel')}
            </Button>
          </Row>
        </Stack>
      </Form>
    </Card>
  )
}
