import { asInstant } from '@gloact/kernel'
import { Button, Callout, PageHeader, QueryState, Section, Stack, Tag, Text, useMessages } from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Link, Staff } from '../../contract/administration.ts'
import { useSession } from '../session.ts'
import { useChangeWords } from './change-words.ts'
import { LinkNote } from './link-note.tsx'
import { useAccessChanges, useStaff } from './queries.ts'
import { StaffActions } from './staff-actions.tsx'
import { StaffForm } from './staff-form.tsx'
import { StaffRoles } from './staff-roles.tsx'

/** One account: who it is for, what it may do, and whether it may sign in. */
export function StaffPage() {
  const { t, formatInstant } = useMessages()
  const { staffId = '' }: { staffId?: string } = useParams({ strict: false })
  const staff = useStaff(staffId as Staff['id'])
  const session = useSession()
  const [link, setLink] = useState<Link | null>(null)
  // What is there stays when asking again fails, and with it what is being typed.
  if (staff.data === undefined) return <QueryState query={staff} loading={t('identity.staff.loading')} />
  const { id, name, agencyName, state, lockedUntil, invitationExpiresAt } = staff.data
  const own = session?.principal?.userId === id
  return (
    <>
      <PageHeader
        title={name}
        back={{ to: '/administration/staff', label: t('identity.staff.title') }}
        meta={
          <Stack gap="xs">
            <Text as="span">{agencyName}</Text>
            <span>
              <Tag tone={state === 'active' ? 'neutral' : 'notice'}>{t(`identity.staff_state.${state}`)}</Tag>
            </span>
            {lockedUntil && (
              <Text tone="quiet">
                {t('identity.staff.locked_until', { when: formatInstant(asInstant(lockedUntil)) })}
              </Text>
            )}
            {invitationExpiresAt && (
              <Text tone="quiet">
                {t('identity.link.expires', { when: formatInstant(asInstant(invitationExpiresAt)) })}
              </Text>
            )}
          </Stack>
        }
      />
      <Stack gap="lg">
        {link && <LinkNote link={link} about={t('identity.link.about')} />}
        {own && <Text tone="quiet">{t('identity.own_account')}</Text>}
        <WaitingNote staffId={id} />
        <Section title={t('identity.field.roles')} about={t('identity.roles.about')}>
          <StaffRoles staff={staff.data} readOnly={own} />
        </Section>
        <Section title={t('identity.staff.details')}>
          <StaffForm key={staff.data.version} staff={staff.data} readOnly={own} />
        </Section>
        {!own && (
          <Section title={t('identity.staff.access')}>
            <StaffActions staff={staff.data} onLink={setLink} />
          </Section>
        )}
      </Stack>
    </>
  )
}

/** What of this account waits for a second administrator. */
function WaitingNote({ staffId }: { readonly staffId: string }) {
  const { t, formatList } = useMessages()
  const words = useChangeWords()
  const waiting = (useAccessChanges().data?.items ?? []).filter((change) => change.staffId === staffId)
  if (waiting.length === 0) return null
  return (
    <Callout
      tone="notice"
      actions={
        <Button size="sm" to="/administration/confirmations">
          {t('identity.confirmations.title')}
        </Button>
      }
    >
      {t('identity.changes.waiting', { changes: formatList(waiting.map((change) => words.title(change))) })}
    </Callout>
  )
}
