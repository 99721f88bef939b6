import { newId } from '@gloact/kernel'
import { Button, Callout, ChoiceField, Columns, LongText, RepeatingGroup, Stack, Text, TextField } from '@gloact/ui'
import type { FileView } from '../../../../contract/reading/files.ts'
import type { Evidence } from '../../../../domain/file/payloads.ts'
import {
  DECISION_OUTCOMES,
  EVIDENCE_KINDS,
  type DecisionOutcome,
  type EvidenceKind,
} from '../../../../domain/file/words.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { effectsOfDecision, reflectionUntil } from './decision-effects.ts'
import { DecisionEffects } from './decision-effects-shown.tsx'
import { NoticeField, useNotice } from './decision-notice.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { EarlierDecisions, LegalTest } from './legal-test.tsx'
import { missingChoice, missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type EvidenceRow = {
  readonly id: string
  readonly kind: EvidenceKind | null
  readonly source: string
  readonly note: string
}

type Fields = {
  readonly evidence: readonly EvidenceRow[]
  readonly outcome: DecisionOutcome | null
  readonly on: string | null
  readonly legalBasis: string
  readonly reasons: string
  /** What the person is told; null as long as it stands as it was drafted. */
  readonly notice: string | null
  readonly noticeLanguage: string | null
}

export interface RecordDecisionProps {
  readonly awaited: NonNullable<FileView['awaited']>
}

/** The body that was asked decides: evidence beside the legal test, reasons, what the person is told, what follows. */
export function RecordDecision({ awaited }: RecordDecisionProps) {
  const { file, rules, today, directory } = useFile()
  const { t, agency } = useWords()
  const form = usePanelForm<Fields>(`decision_${awaited.kind}`, {
    evidence: [],
    outcome: null,
    on: today,
    legalBasis: '',
    reasons: '',
    notice: null,
    noticeLanguage: null,
  })
  const { outcome, on, legalBasis, reasons, evidence } = form.fields
  const decidedOn = soundDay(on, { from: file.openedOn, today })
  const body = rules.competentBodies.find(({ id }) => id === awaited.bodyAgencyId)
  const bodyName = body?.name ?? directory.agencyName(awaited.bodyAgencyId) ?? ''
  const effects =
    outcome && decidedOn ? effectsOfDecision({ kind: awaited.kind, outcome, decidedOn }, file, rules) : null
  const notice = useNotice({
    edited: form.fields.notice,
    chosenLanguage: form.fields.noticeLanguage,
    about: outcome &&
      decidedOn && {
        kind: awaited.kind,
        outcome,
        decidedOn,
        body: bodyName,
        until: effects && reflectionUntil(effects, rules.timeZone),
        again: awaited.reconsiders !== null,
      },
  })
  if (!form.open) {
    return (
      <Callout
        tone="notice"
        title={t(`protection.decision.yours.${awaited.kind}`)}
        actions={
          <Button kind="primary" icon="decision" onPress={() => form.begin()}>
            {t('protection.decision.decide')}
          </Button>
        }
      >
        <Text>{t('protection.decision.yours_about')}</Text>
      </Callout>
    )
  }
  const listed = completeEvidence(evidence)
  const basis = wordsOrNull(legalBasis)
  const why = wordsOrNull(reasons)
  const submit = () =>
    void form.send({
      type: 'decision_recorded',
      payload:
        body && outcome && decidedOn && basis && why && listed && (notice.edited || notice.words === 'here')
          ? {
              kind: awaited.kind,
              outcome,
              decidedOn,
              body: { agencyId: body.id, name: body.name, type: body.type },
              legalBasis: basis,
              reasons: why,
              evidence: listed,
              notice: wordsOrNull(notice.text),
              reconsiders: awaited.reconsiders,
              ...(rules.decisionMembers > 1 && { members: rules.decisionMembers }),
            }
          : null,
      on: decidedOn,
      said: t(rules.decisionMembers > 1 ? 'protection.decision.recorded_waits' : 'protection.decision.recorded'),
    })
  return (
    <ActionForm
      form={form}
      title={t(`protection.decision.decide_title.${awaited.kind}`)}
      submit={t('protection.decision.sign')}
      blocked={
        body
          ? notice.edited || notice.words !== 'loading'
            ? undefined
            : t('protection.decision.notice_words_loading')
          : t('protection.decision.not_designated', { body: agency(awaited.bodyAgencyId) })
      }
      before={<DecisionEffects kind={awaited.kind} outcome={outcome} effects={effects} />}
      onSubmit={submit}
    >
      <Columns min="18rem" gap="lg">
        <EvidenceFields form={form} />
        <Stack gap="lg">
          <LegalTest kind={awaited.kind} path={file.path} />
          <EarlierDecisions bodyAgencyId={awaited.bodyAgencyId} />
        </Stack>
      </Columns>
      <ChoiceField
        label={t('protection.decision.outcome')}
        required
        error={missingChoice(t, form.tried, outcome)}
        value={outcome}
        onChange={(next) => form.set({ outcome: DECISION_OUTCOMES.find((one) => one === next) ?? null })}
        options={DECISION_OUTCOMES.map((one) => ({
          value: one,
          label: t(`protection.decision.outcome.${awaited.kind}.${one}`),
        }))}
      />
      <DayField
        label={t('protection.decision.decided_on')}
        help={t('protection.decision.decided_on_help')}
        value={on}
        onChange={(day) => form.set({ on: day })}
        tried={form.tried}
      />
      <TextField
        label={t('protection.decision.legal_basis')}
        help={t('protection.decision.legal_basis_help')}
        required
        error={missingText(t, form.tried, legalBasis)}
        maxLength={1000}
        value={legalBasis}
        onChange={(text) => form.set({ legalBasis: text })}
      />
      <LongText
        label={t('protection.decision.reasons')}
        help={t('protection.decision.reasons_help')}
        required
        error={missingText(t, form.tried, reasons)}
        rows={6}
        maxLength={20_000}
        value={reasons}
        onChange={(text) => form.set({ reasons: text })}
      />
      <NoticeField
        notice={notice}
        onText={(text) => form.set({ notice: text })}
        onLanguage={(language) => form.set({ noticeLanguage: language, notice: null })}
      />
    </ActionForm>
  )
}

/** The evidence, where every piece says what it is and where it comes from; null where one does not, or there is none. */
function completeEvidence(rows: readonly EvidenceRow[]): readonly Evidence[] | null {
  const complete = rows.flatMap(({ kind, source, note }) =>
    kind !== null && source.trim() !== '' ? [{ kind, source: source.trim(), note: note.trim() }] : [],
  )
  return complete.length > 0 && complete.length === rows.length ? complete : null
}

function EvidenceFields({ form }: { form: PanelForm<Fields> }) {
  const { t } = useWords()
  const rows = form.fields.evidence
  const change = (id: string, changed: Partial<EvidenceRow>) =>
    form.set({ evidence: rows.map((row) => (row.id === id ? { ...row, ...changed } : row)) })
  return (
    <RepeatingGroup
      label={t('protection.evidence.title')}
      help={t('protection.evidence.help')}
      required
      error={form.tried && rows.length === 0 ? t('protection.evidence.missing') : undefined}
      addLabel={t('protection.evidence.add')}
      max={100}
      onAdd={() => form.set({ evidence: [...rows, { id: newId(), kind: null, source: '', note: '' }] })}
      onRemove={(id) => form.set({ evidence: rows.filter((row) => row.id !== id) })}
      rows={rows.map((row, index) => ({
        id: row.id,
        title: t('protection.evidence.number', { number: index + 1 }),
        content: (
          <Stack gap="sm">
            <ChoiceField
              label={t('protection.evidence.kind')}
              as="select"
              required
              error={missingChoice(t, form.tried, row.kind)}
              value={row.kind}
              onChange={(next) => change(row.id, { kind: EVIDENCE_KINDS.find((kind) => kind === next) ?? null })}
              options={EVIDENCE_KINDS.map((kind) => ({ value: kind, label: t(`protection.evidence.kind.${kind}`) }))}
            />
            <TextField
              label={t('protection.evidence.source')}
              help={t('protection.evidence.source_help')}
              required
              error={missingText(t, form.tried, row.source)}
              maxLength={300}
              value={row.source}
              onChange={(source) => change(row.id, { source })}
            />
            <LongText
              label={t('protection.evidence.note')}
              rows={2}
              maxLength={4000}
              value={row.note}
              onChange={(note) => change(row.id, { note })}
            />
          </Stack>
        ),
      }))}
    />
  )
}
