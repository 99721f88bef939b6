import { Button, Callout, Disclosure, EmptyState, ForScreenReaders, Grid, Row, Section, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { asksConsent } from '../../../../domain/file/second-person.ts'
import { grantsInWords, recipientInWords } from '../../../contact/grants-in-words.ts'
import {
  agreedSharings,
  consentGrid,
  groupsWords,
  sharingWords,
  type AgreedSharing,
} from '../../../panel/consent-words.ts'
import { bodiesTold, inForce, mayBeWithdrawn, noLongerInForce } from '../../../panel/file-facts.ts'
import { useMe } from '../../../panel/use-me.ts'
import { useWords } from '../../../panel/use-words.ts'
import { useWithdrawal, WithdrawConsent } from './withdraw-consent.tsx'

/** Who may be told what today, as a table and in words; and the two things to do about it. */
export function ConsentInForce({ onRecord }: { onRecord?: (() => void) | undefined }) {
  const { file, today, may } = useFile()
  const { t, sharing, agency, formatList } = useWords()
  const me = useMe()
  const withdrawal = useWithdrawal()
  const readsByShare = me !== undefined && me.agencyId !== file.agencyId
  const grants = inForce(file, today)
  // A child's identification does not wait for consent: who reads without it is said.
  const bodies = asksConsent(file) ? [] : bodiesTold(file)
  const later = mayBeWithdrawn(file, today).filter((grant) => grant.validFrom > today)
  // A person may withdraw what they agreed to whenever they wish, in a closed file too.
  const mayWithdraw = may('action.consent_withdrawn') && mayBeWithdrawn(file, today).length > 0
  const record = onRecord && (
    <Button kind="primary" icon="plus" onPress={onRecord}>
      {t(file.consents.length === 0 ? 'protection.panel.consent.record_first' : 'protection.panel.consent.record')}
    </Button>
  )
  return (
    <Section title={t('protection.panel.consent.title')} about={t(`protection.panel.consent.about_${file.path}`)}>
      <Stack>
        {readsByShare && <Callout>{t('protection.panel.consent.by_share')}</Callout>}
        {grants.length === 0 && later.length === 0 ? (
          <EmptyState
            icon="shield"
            title={grantsInWords(sharing.messages, [], sharing)[0] ?? ''}
            about={t(file.path === 'child' ? 'protection.panel.consent.none_child' : 'protection.panel.consent.none')}
            action={record}
          />
        ) : (
          <>
            {grants.length > 0 && <GrantsTable />}
            <Stack gap="xs">
              {agreedSharings(later).map((agreed) => (
                <Text key={agreed.key}>{sharingWords(sharing, agreed, today)}</Text>
              ))}
              {grantsInWords(sharing.messages, grants, sharing).map((sentence) => (
                <Text key={sentence}>{sentence}</Text>
              ))}
            </Stack>
            {withdrawal.open || (
              <Row>
                {record}
                {mayWithdraw && (
                  <Button icon="undo" onPress={() => withdrawal.begin()}>
                    {t('protection.panel.consent.withdraw')}
                  </Button>
                )}
              </Row>
            )}
          </>
        )}
        {bodies.length > 0 && (
          <Callout>{t('protection.panel.consent.child_bodies', { bodies: formatList(bodies.map(agency)) })}</Callout>
        )}
        {withdrawal.open && <WithdrawConsent form={withdrawal} />}
        <NoLongerInForce />
      </Stack>
    </Section>
  )
}

/** Purposes × recipients, with the groups of data and the last day. */
function GrantsTable() {
  const { file, today } = useFile()
  const { t, label, sharing } = useWords()
  const { recipients, purposes } = consentGrid(inForce(file, today))
  return (
    <Grid
      caption={t('protection.panel.consent.grid')}
      columns={[
        t('protection.panel.consent.what_for'),
        ...recipients.map((recipient) => recipientInWords(sharing.messages, recipient, sharing)),
      ]}
      rows={purposes.map(({ purpose, cells }) => ({
        id: purpose,
        header: label('consent_purpose', purpose),
        cells: cells.map((cell, column) => <GrantsCell key={recipients[column]?.key} sharings={cell} />),
      }))}
    />
  )
}

function GrantsCell({ sharings }: { sharings: readonly AgreedSharing[] }) {
  const { t, formatDate, sharing } = useWords()
  if (sharings.length === 0) {
    return (
      <>
        <span aria-hidden>–</span>
        <ForScreenReaders>{t('protection.panel.consent.nothing')}</ForScreenReaders>
      </>
    )
  }
  return sharings.map(({ key, dataGroups, validUntil }) => (
    <div key={key}>
      <Text as="div">{groupsWords(sharing, dataGroups)}</Text>
      <Text as="div" tone="quiet" size="sm">
        {t('protection.panel.consent.until', { date: formatDate(validUntil) })}
      </Text>
    </div>
  ))
}

function NoLongerInForce() {
  const { file, today } = useFile()
  const { t, formatDate, sharing } = useWords()
  const ended = noLongerInForce(file, today)
  if (ended.length === 0) return null
  const withdrawn = Map.groupBy(ended, ({ withdrawnOn }) => withdrawnOn)
  const reasonsGiven = (grants: typeof ended) =>
    file.withdrawals.flatMap(({ actionId, payload: { grantIds, reason } }) =>
      reason !== null && grants.some(({ id }) => grantIds.includes(id)) ? [{ actionId, reason }] : [],
    )
  return (
    <Disclosure summary={t('protection.panel.consent.ended', { count: agreedSharings(ended).length })}>
      <Stack>
        {[...withdrawn].map(([day, grants]) => (
          <Stack key={day ?? 'ended'} gap="xs">
            <Text tone="strong">
              {day === null
                ? t('protection.panel.consent.ran_out')
                : t('protection.panel.consent.withdrawn_on', { date: formatDate(day) })}
            </Text>
            {agreedSharings(grants).map((agreed) => (
              <Text key={agreed.key} tone="quiet">
                {sharingWords(sharing, agreed, today)}
              </Text>
            ))}
            {reasonsGiven(grants).map(({ actionId, reason }) => (
              <Text key={actionId}>{t('protection.panel.consent.withdrawn_because', { reason })}</Text>
            ))}
          </Stack>
        ))}
      </Stack>
    </Disclosure>
  )
}
