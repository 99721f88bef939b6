import { wordsIn } from '@gloact/forms'
import { problemOf, type Problem } from '@gloact/http/client'
import { asInstant, newId, type Json, type PartialDate, type PlainDate } from '@gloact/kernel'
import { draftKey } from '@gloact/offline'
import {
  Button,
  Callout,
  ChoiceField,
  ChoicesField,
  DateField,
  FormRenderer,
  LanguageField,
  LoadingState,
  problemWords,
  Refusal,
  Row,
  SavedState,
  Section,
  Stack,
  Text,
  TextField,
  useClient,
  useConfirm,
  useDraft,
  useMessages,
  useWrongInputs,
  WrongInputsProvider,
} from '@gloact/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { RecordedActions } from '../../contract/file/actions.ts'
import { searchFiles } from '../../contract/routes.ts'
import { AGE_STATEMENTS, pathFor, type AgeStatement } from '../../domain/file/words.ts'
import { codeOptions } from '../contact/code-words.ts'
import { foundFiles, type FoundFile } from '../search/found-files.ts'
import { useDirectory } from '../directory.ts'
import { queryKeys } from '../keys.ts'
import { ofBacklog } from '../outbox/draft-places.ts'
import { useOutbox } from '../outbox/use-outbox.ts'
import { usePrincipal } from '../principal.ts'
import type { BrowserFileRules } from '../rules.ts'
import { backlogActions, backlogGaps, formsOf, nameOf, type BacklogDraft, type CommonValues } from './backlog-draft.ts'
import { EarlierFiles } from './earlier-files.tsx'
import { toNextField } from './next-field.ts'

export interface BacklogEntryProps {
  readonly initial: BacklogDraft
  readonly rules: BrowserFileRules
  readonly today: PlainDate
  readonly onRecorded: (draft: BacklogDraft, number: string) => void
  /** It stays on the device as it is; another is begun. */
  readonly onAside: (draft: BacklogDraft) => void
}

/** One paper file, in the order of the paper: when and how, consent, and the country's forms field by field. */
export function BacklogEntry({ initial, rules, today, onRecorded, onAside }: BacklogEntryProps) {
  const messages = useMessages()
  const { t, language } = messages
  const client = useClient()
  const queries = useQueryClient()
  const confirm = useConfirm()
  const directory = useDirectory()
  const teamIds = usePrincipal()?.teamIds ?? []
  const outbox = useOutbox()
  const inputs = useWrongInputs()
  const of = useMemo(() => ofBacklog(initial.fileId), [initial.fileId])
  const kept = useDraft<BacklogDraft>(draftKey(of), initial)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [found, setFound] = useState<readonly FoundFile[] | null>(null)
  const sending = useRef(false)
  const frame = useRef<HTMLDivElement>(null)
  const draft = kept.value
  /** What was sent of it and may have arrived is given up by changing it: the server then says whether it has the file. */
  const mayWait = useRef(true)
  const withdrawn = useRef<Promise<void>>(Promise.resolve())
  const withdraw = () => {
    if (!mayWait.current) return
    mayWait.current = false
    withdrawn.current = withdrawn.current.then(() => outbox.withdraw(of))
  }
  const set = (made: Partial<BacklogDraft>) => {
    setProblem(null)
    withdraw()
    kept.change((before) => ({ ...before, ...made, touched: true }))
  }
  const setCommon = (made: Partial<CommonValues>) => set({ common: { ...draft.common, ...made } })
  const search = useMutation({
    mutationFn: async (text: string) => foundFiles(await client.callOrThrow(searchFiles, { body: { text, limit: 5 } })),
    onSuccess: (files, text) => {
      setFound(files)
      kept.change((before) => ({ ...before, searchedFor: text }))
    },
  })
  const name = nameOf(draft)
  const gaps = backlogGaps(draft, { today })

  const record = async () => {
    setTried(true)
    if (inputs.holdBack() || gaps.length > 0 || sending.current) return
    sending.current = true
    setBusy(true)
    try {
      // Nobody gets a second file unseen: who may be there already is shown before, once for each name.
      // Where it cannot be looked for, the file is opened all the same and the search is owed. What was sent is sent again as it was.
      let searchOwed = draft.searchOwed ?? false
      if (draft.sentAt === null && name !== '' && draft.searchedFor !== name) {
        const files = await search.mutateAsync(name).catch(() => null)
        searchOwed = files === null
        if (files !== null && files.length > 0) return
      }
      const sentAt = draft.sentAt ?? asInstant(Date.now())
      const ready = { ...draft, ...(searchOwed ? { searchOwed } : { searchedFor: name, searchOwed }), sentAt }
      const actions = backlogActions(ready, { today, timeZone: rules.timeZone, forms: rules.forms, now: sentAt })
      if (!actions) return
      kept.change(ready)
      const { fileId, personId } = draft
      await withdrawn.current
      mayWait.current = true
      const verdict = await outbox.send({
        id: fileId,
        contract: 'open_file',
        params: {},
        body: { fileId, personId, actions } as unknown as Json,
        of,
      })
      if (verdict.kind !== 'sent') {
        setProblem(verdict.problem)
        if (verdict.kind === 'refused') kept.change((before) => ({ ...before, sentAt: null }))
        return
      }
      mayWait.current = false
      await kept.discard()
      for (const queryKey of [queryKeys.lists, queryKeys.myWork]) void queries.invalidateQueries({ queryKey })
      onRecorded(ready, (verdict.value as RecordedActions).number)
    } catch (thrown) {
      setProblem(problemOf(thrown))
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  const look = () => {
    if (name !== '') search.mutate(name)
  }
  const discard = async () => {
    const sure = await confirm({
      title: t('protection.unsent.discard_title'),
      body: t('protection.unsent.discard_body'),
      confirm: t('protection.unsent.discard'),
      danger: true,
    })
    if (!sure) return
    await outbox.withdraw(of)
    await kept.discard()
    onAside(initial)
  }
  const onKeys = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void record()
    } else if (event.altKey && event.code === 'KeyS') {
      event.preventDefault()
      look()
    } else if (event.altKey && event.code === 'KeyP') {
      event.preventDefault()
      onAside(draft)
    } else if (frame.current) toNextField(event, frame.current)
  }
  useEffect(() => {
    const { current } = frame
    current?.addEventListener('keydown', onKeys)
    return () => current?.removeEventListener('keydown', onKeys)
  })
  const { ready } = kept
  // The hands stay on the keys: the next paper begins where the last did, and what is typed takes the place of what was kept.
  useEffect(() => {
    if (!ready) return
    const first = frame.current?.querySelector<HTMLElement>('input, select')
    first?.focus({ preventScroll: true })
    if (first instanceof HTMLInputElement) first.select()
  }, [ready])
  if (!ready) return <LoadingState what={t('protection.contact.loading')} />

  const path = draft.age === null ? null : pathFor(draft.age)
  const missing = (gap: (typeof gaps)[number]) =>
    tried && gaps.includes(gap) ? t(`protection.backlog.gap.${gap}`) : undefined
  const teams = directory.teams.filter(({ id }) => teamIds.includes(id as never))
  return (
    <div ref={frame}>
      <WrongInputsProvider inputs={inputs}>
        <Stack gap="lg">
          <Section title={t('protection.backlog.when')}>
            <Stack gap="md">
              <DateField
                label={t('protection.backlog.contact_on')}
                help={t('protection.backlog.contact_on_help')}
                error={missing('contact_on')}
                precision="day"
                required
                value={draft.common.contactOn as PartialDate | null}
                onChange={(contactOn) => setCommon({ contactOn })}
              />
              <ChoiceField
                as="select"
                label={t('protection.contact.channel.label')}
                error={missing('channel')}
                required
                value={draft.common.channel}
                onChange={(channel) => setCommon({ channel })}
                options={codeOptions(rules.codeLists, 'detection_channel', language)}
              />
              <ChoiceField
                as="select"
                label={t('protection.backlog.age')}
                help={t('protection.backlog.age_help')}
                error={missing('age')}
                required
                value={draft.age}
                onChange={(age) => set({ age: AGE_STATEMENTS.find((one): one is AgeStatement => one === age) ?? null })}
                options={AGE_STATEMENTS.map((value) => ({ value, label: t(`protection.contact.age.${value}`) }))}
              />
              {teams.length > 1 && (
                <ChoiceField
                  as="select"
                  label={t('protection.backlog.team')}
                  value={draft.common.teamId}
                  onChange={(teamId) => setCommon({ teamId })}
                  options={teams.map(({ id, name: label }) => ({ value: id, label }))}
                />
              )}
            </Stack>
          </Section>
          {path !== null && (
            <Section title={t('protection.backlog.consent')} about={t(`protection.backlog.consent_${path}`)}>
              <Stack gap="md">
                {path === 'adult' ? (
                  <ChoiceField
                    as="select"
                    label={t('protection.backlog.agreed')}
                    error={missing('agreed') ?? missing('declined')}
                    required
                    value={draft.agreed}
                    onChange={(agreed) => set({ agreed: agreed === 'yes' || agreed === 'no' ? agreed : null })}
                    options={(['yes', 'no'] as const).map((value) => ({
                      value,
                      label: t(`protection.backlog.agreed_${value}`),
                    }))}
                  />
                ) : (
                  <TextField
                    label={t('protection.backlog.guardian')}
                    maxLength={200}
                    value={draft.guardian}
                    onChange={(guardian) => set({ guardian })}
                  />
                )}
                <DateField
                  label={t('protection.backlog.consent_on')}
                  help={t('protection.backlog.consent_on_help')}
                  error={missing('consent_on')}
                  precision="day"
                  value={draft.consentOn as PartialDate | null}
                  onChange={(consentOn) => set({ consentOn })}
                />
                <TextField
                  label={t('protection.backlog.explained_by')}
                  error={missing('explainer')}
                  maxLength={200}
                  value={draft.common.explainedBy}
                  onChange={(explainedBy) => setCommon({ explainedBy })}
                />
                <LanguageField
                  label={t('protection.backlog.language')}
                  error={missing('language')}
                  value={draft.common.language}
                  onChange={(spoken) => setCommon({ language: spoken })}
                />
                <Text tone="quiet" size="sm">
                  {t('protection.backlog.scan')}
                </Text>
              </Stack>
            </Section>
          )}
          <ChoicesField
            label={t('protection.backlog.forms')}
            help={t('protection.backlog.forms_help')}
            value={draft.common.forms}
            onChange={(forms) => setCommon({ forms })}
            options={rules.forms.map((form) => ({ value: form.id, label: wordsIn(form.title, language) }))}
          />
          {formsOf(draft, rules.forms).map((form) => (
            <FormRenderer
              key={form.id}
              form={form}
              codeLists={rules.codeLists}
              answers={draft.answers[form.id] ?? {}}
              today={today}
              isRecorded={() => false}
              pending={draft.unfit[form.id] ?? {}}
              onPending={(next) => set({ unfit: { ...draft.unfit, [form.id]: next } })}
              onChange={(edit) => {
                withdraw()
                kept.change((before) => ({
                  ...before,
                  touched: true,
                  ids: { ...before.ids, forms: { [form.id]: newId(), ...before.ids.forms } },
                  answers: { ...before.answers, [form.id]: { ...before.answers[form.id], ...edit } },
                }))
              }}
              {...(rules.callingCode === undefined ? {} : { callingCode: rules.callingCode })}
            />
          ))}
          <EarlierFiles found={found} searching={search.isPending} name={name} onSearch={look} />
          {search.isError && <Text>{problemWords(messages, problemOf(search.error))}</Text>}
          {problem && (
            <Callout tone="notice" urgent title={t('protection.panel.not_recorded')}>
              {problemWords(messages, problem)} {t('protection.panel.typed_is_kept')}
            </Callout>
          )}
          <Refusal>{inputs.held && t('ui.form.unreadable')}</Refusal>
          {tried && gaps.length > 0 && (
            <Callout tone="notice" urgent title={t('protection.backlog.missing')}>
              {gaps.map((gap) => (
                <Text key={gap}>{t(`protection.backlog.gap.${gap}`)}</Text>
              ))}
            </Callout>
          )}
          <Row justify="between">
            <Row>
              <Button kind="primary" busy={busy} onPress={() => void record()}>
                {t(found !== null && found.length > 0 ? 'protection.backlog.record_new' : 'protection.backlog.record')}
              </Button>
              <Button onPress={() => onAside(draft)}>{t('protection.backlog.put_aside')}</Button>
              <Button kind="quiet" onPress={() => void discard()}>
                {t('protection.unsent.discard')}
              </Button>
            </Row>
            {kept.sealed && draft.touched && <SavedState state={kept.state} />}
          </Row>
        </Stack>
      </WrongInputsProvider>
    </div>
  )
}
