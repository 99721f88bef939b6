import { Callout, ChoicesField, LongText, Text } from '@gloact/ui'
import { ActionForm } from '../../../panel/action-form.tsx'
import { agreedSharings, sharingWords } from '../../../panel/consent-words.ts'
import { DayField } from '../../../panel/day-field.tsx'
import { soundDay } from '../../../panel/entered-day.ts'
import { mayBeWithdrawn, toldUnder } from '../../../panel/file-facts.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm, type PanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Withdrawal = { readonly chosen: readonly string[]; readonly on: string | null; readonly reason: string }

export function useWithdrawal(): PanelForm<Withdrawal> {
  const { today } = useFile()
  return usePanelForm<Withdrawal>('consent_withdrawn', { chosen: [], on: today, reason: '' })
}

/** Takes back some or all of what was agreed, and says who was told before. */
export function WithdrawConsent({ form }: { form: PanelForm<Withdrawal> }) {
  const { file, today } = useFile()
  const { t, sharing } = useWords()
  const sharings = agreedSharings(mayBeWithdrawn(file, today))
  const { chosen, on, reason } = form.fields
  const taken = sharings.filter(({ key }) => chosen.includes(key))
  const told = toldUnder(file, taken)
  const withdrawnOn = soundDay(on, { from: file.openedOn, today })
  const submit = () =>
    void form.send({
      type: 'consent_withdrawn',
      payload:
        withdrawnOn && taken.length > 0
          ? {
              withdrawnOn,
              grantIds: taken.flatMap(({ grants }) => grants.map(({ id }) => id)),
              reason: wordsOrNull(reason),
            }
          : null,
      on: withdrawnOn,
      said: t('protection.panel.consent.withdrawn'),
    })
  return (
    <ActionForm
      form={form}
      title={t('protection.panel.consent.withdraw_title')}
      submit={t('protection.panel.consent.withdraw_submit')}
      onSubmit={submit}
      before={taken.length > 0 && <WhoWasTold told={told} />}
    >
      <Text>{t('protection.panel.consent.withdraw_about')}</Text>
      <ChoicesField
        label={t('protection.panel.consent.withdraw_which')}
        required
        error={form.tried && taken.length === 0 ? t('protection.panel.missing_choice') : undefined}
        value={chosen}
        onChange={(next) => form.set({ chosen: [...next] })}
        options={sharings.map((agreed) => ({ value: agreed.key, label: sharingWords(sharing, agreed, today) }))}
      />
      <DayField
        label={t('protection.panel.consent.withdraw_on')}
        help={t('protection.panel.consent.withdraw_on_help')}
        value={on}
        onChange={(day) => form.set({ on: day })}
        tried={form.tried}
      />
      <LongText
        label={t('protection.panel.consent.withdraw_reason')}
        help={t('protection.panel.consent.withdraw_reason_help')}
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={(text) => form.set({ reason: text })}
      />
    </ActionForm>
  )
}

/** Who was given the file under what is withdrawn, by name: they are recalled, and the person is told. */
function WhoWasTold({ told }: { told: readonly string[] }) {
  const { file } = useFile()
  const { t, agency, formatList } = useWords()
  return (
    <Callout tone="notice" title={t('protection.panel.consent.told_title')}>
      {told.length === 0 ? (
        <Text>{t('protection.panel.consent.told_none')}</Text>
      ) : (
        <Text>
          {t('protection.panel.consent.told', { agencies: formatList(told.map(agency)), count: told.length })}
        </Text>
      )}
      {file.awaited && told.includes(file.awaited.bodyAgencyId) && (
        <Text>{t('protection.panel.consent.told_awaited', { agency: agency(file.awaited.bodyAgencyId) })}</Text>
      )}
      <Text>{t('protection.panel.consent.told_elsewhere')}</Text>
    </Callout>
  )
}
