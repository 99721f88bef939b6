import { Button, Callout, Card, KeyValueList, LongText, Row, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { ClosureStops } from './closure-stops.tsx'
import { DayField } from '../../../panel/day-field.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { useMe } from '../../../panel/use-me.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Approval = { readonly on: string | null }
type Return = { readonly reasons: string }

/** Closure was asked for: who asked and why; a supervisor who is somebody else decides. */
export function RequestedClosure() {
  const { file, today, may } = useFile()
  const { t } = useWords()
  const me = useMe()
  const approval = usePanelForm<Approval>('closure_approved', { on: today })
  const returning = usePanelForm<Return>('closure_returned', { reasons: '' })
  const isOwn = me !== undefined && file.closure?.actor === me.userId
  const mayApprove = may('action.closure_approved') && me !== undefined && !isOwn
  const mayReturn = may('action.closure_returned')
  const choosing = !approval.open && !returning.open
  return (
    <Stack>
      <ClosureWritten title={t('protection.closure.requested')} />
      {isOwn && may('action.closure_approved') && (
        <Callout>
          <Text>{t('protection.closure.own')}</Text>
        </Callout>
      )}
      {!may('action.closure_approved') && (
        <Callout>
          <Text>{t('protection.closure.waiting')}</Text>
        </Callout>
      )}
      {choosing && (mayApprove || mayReturn) && (
        <>
          {mayApprove && <ClosureStops />}
          <Row>
            {mayApprove && (
              <Button kind="primary" icon="check" onPress={() => approval.begin()}>
                {t('protection.closure.approve')}
              </Button>
            )}
            {mayReturn && (
              <Button icon="undo" onPress={() => returning.begin()}>
                {t(isOwn ? 'protection.closure.take_back' : 'protection.closure.return')}
              </Button>
            )}
          </Row>
        </>
      )}
      {approval.open && mayApprove && <Approve form={approval} />}
      {returning.open && mayReturn && !approval.open && <ReturnToWork form={returning} isOwn={isOwn} />}
    </Stack>
  )
}

function Approve({ form }: { form: PanelForm<Approval> }) {
  const { file, today } = useFile()
  const { t } = useWords()
  const closedOn = soundDay(form.fields.on, { from: file.openedOn, today })
  return (
    <ActionForm
      form={form}
      title={t('protection.closure.approve_title')}
      submit={t('protection.closure.approve_submit')}
      before={<ClosureStops />}
      onSubmit={() =>
        // Recorded as of now, whatever day it is closed on: what was written before now and arrives late is still taken.
        void form.send({
          type: 'closure_approved',
          payload: closedOn && { closedOn },
          said: t('protection.closure.closed_said'),
        })
      }
    >
      <DayField
        label={t('protection.closure.closed_on')}
        value={form.fields.on}
        onChange={(on) => form.set({ on })}
        tried={form.tried}
      />
    </ActionForm>
  )
}

function ReturnToWork({ form, isOwn }: { form: PanelForm<Return>; isOwn: boolean }) {
  const { t } = useWords()
  const reasons = wordsOrNull(form.fields.reasons)
  return (
    <ActionForm
      form={form}
      title={t(isOwn ? 'protection.closure.take_back_title' : 'protection.closure.return_title')}
      submit={t(isOwn ? 'protection.closure.take_back' : 'protection.closure.return_submit')}
      onSubmit={() =>
        void form.send({
          type: 'closure_returned',
          payload: reasons === null ? null : { reasons },
          said: t('protection.closure.returned_said'),
        })
      }
    >
      <LongText
        label={t('protection.closure.return_reasons')}
        help={t('protection.closure.return_reasons_help')}
        required
        error={missingText(t, form.tried, form.fields.reasons)}
        maxLength={4000}
        value={form.fields.reasons}
        onChange={(text) => form.set({ reasons: text })}
      />
    </ActionForm>
  )
}

/** What was written when closure was asked for. */
export function ClosureWritten({ title }: { title: string }) {
  const { file } = useFile()
  const { t, formatDate, label, staff } = useWords()
  return (
    <Card title={title}>
      <KeyValueList
        items={[
          ...(file.closedOn === null
            ? []
            : [{ label: t('protection.closure.closed_on'), value: formatDate(file.closedOn) }]),
          ...(file.closure === null
            ? []
            : [
                {
                  label: t('protection.closure.reason'),
                  value: label('closure_reason', file.closure.payload.reason),
                },
                { label: t('protection.closure.asked_by'), value: staff(file.closure.actor) },
                {
                  label: t('protection.closure.summary'),
                  value: <Paragraphs text={file.closure.payload.summary} />,
                },
              ]),
        ]}
      />
    </Card>
  )
}
