import { Button, Callout, Card, Columns, Dialog, Form, Row, Stack, Text, useClient, useMessages } from '@gloact/ui'
import { asInstant } from '@gloact/kernel'
import { type ReactNode, useState } from 'react'
import { type Account, removeAuthenticator, removePasskey, renewRecoveryCodes } from '../../contract/account.ts'
import { OwnPassword, usePasswordBody } from '../own-password.tsx'
import { ProblemNote, type Sending, useSending } from '../sending.tsx'
import { useRefreshSession } from '../session.ts'
import { passkeysWork } from '../web-authn.ts'
import { AuthenticatorSetup } from './authenticator-setup.tsx'
import { PasskeySetup } from './passkey-setup.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

type Opened =
  | { readonly what: 'add_authenticator' | 'remove_authenticator' | 'add_passkey' | 'renew_codes' }
  | { readonly what: 'remove_passkey'; readonly id: Account['passkeys'][number]['id']; readonly name: string }
  | { readonly what: 'codes'; readonly codes: readonly string[] }

/** The authenticator, the passkeys and the recovery codes of my account. */
export function Factors({ account, onChanged }: { readonly account: Account; readonly onChanged: () => void }) {
  const { t, formatInstant } = useMessages()
  const client = useClient()
  const refresh = useRefreshSession()
  const sending = useSending()
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  const done = () => {
    close()
    onChanged()
    void refresh()
  }
  const added = (codes: readonly string[]) => (codes.length > 0 ? setOpened({ what: 'codes', codes }) : done())
  const { authenticator, passkeys, recoveryCodesLeft } = account
  const hasFactor = authenticator || passkeys.length > 0

  return (
    <Stack>
      <Columns>
        <Card title={t('identity.authenticator.title')}>
          <Stack>
            <Text>{t(authenticator ? 'identity.authenticator.there' : 'identity.authenticator.missing')}</Text>
            <Row>
              <Button onPress={() => setOpened({ what: authenticator ? 'remove_authenticator' : 'add_authenticator' })}>
                {t(authenticator ? 'identity.authenticator.remove' : 'identity.authenticator.add')}
              </Button>
            </Row>
          </Stack>
        </Card>
        <Card title={t('identity.passkey.title')}>
          <Stack>
            {passkeys.length === 0 && <Text>{t('identity.passkey.missing')}</Text>}
            {passkeys.map(({ id, name, lastUsedAt }) => (
              <Row key={id} justify="between">
                <Text as="span">
                  {name} ·{' '}
                  {lastUsedAt === null
                    ? t('identity.passkey.never_used')
                    : t('identity.passkey.last_used', { when: formatInstant(asInstant(lastUsedAt)) })}
                </Text>
                <Button
                  kind="quiet"
                  size="sm"
                  label={t('identity.passkey.remove_named', { name })}
                  onPress={() => setOpened({ what: 'remove_passkey', id, name })}
                >
                  {t('identity.passkey.remove')}
                </Button>
              </Row>
            ))}
            {passkeysWork() ? (
              <Row>
                <Button onPress={() => setOpened({ what: 'add_passkey' })}>{t('identity.passkey.add')}</Button>
              </Row>
            ) : (
              <Text tone="quiet">{t('identity.passkey.needs_tls')}</Text>
            )}
          </Stack>
        </Card>
        <Card title={t('identity.recovery.title')}>
          <Stack>
            <Text>{t('identity.recovery.left', { count: recoveryCodesLeft })}</Text>
            {hasFactor && recoveryCodesLeft < 3 && <Callout tone="notice">{t('identity.recovery.few')}</Callout>}
            {hasFactor && (
              <Row>
                <Button onPress={() => setOpened({ what: 'renew_codes' })}>{t('identity.recovery.renew')}</Button>
              </Row>
            )}
          </Stack>
        </Card>
      </Columns>

      <Dialog title={t('identity.authenticator.add')} open={opened?.what === 'add_authenticator'} onClose={close}>
        <AuthenticatorSetup onAdded={added} />
      </Dialog>
      <Dialog title={t('identity.passkey.add')} open={opened?.what === 'add_passkey'} onClose={close}>
        <PasskeySetup onAdded={added} />
      </Dialog>
      <Dialog title={t('identity.recovery.title')} open={opened?.what === 'codes'} onClose={done}>
        {opened?.what === 'codes' && <RecoveryCodes codes={opened.codes} onKept={done} />}
      </Dialog>
      {opened?.what === 'remove_authenticator' && (
        <WithPassword
          title={t('identity.authenticator.remove')}
          about={t('identity.authenticator.remove_about')}
          sending={sending}
          onClose={close}
          onPassword={async (own) => {
            if (await sending.send(client.call(removeAuthenticator, { body: own }))) done()
          }}
        />
      )}
      {opened?.what === 'remove_passkey' && (
        <WithPassword
          title={t('identity.passkey.remove_named', { name: opened.name })}
          about={t('identity.passkey.remove_about')}
          sending={sending}
          onClose={close}
          onPassword={async (own) => {
            const call = client.call(removePasskey, { params: { id: opened.id }, body: own })
            if (await sending.send(call)) done()
          }}
        />
      )}
      {opened?.what === 'renew_codes' && (
        <WithPassword
          title={t('identity.recovery.renew')}
          about={t('identity.recovery.renew_about')}
          sending={sending}
          onClose={close}
          onPassword={async (own) => {
            const given = await sending.send(client.call(renewRecoveryCodes, { body: own }))
            if (given) setOpened({ what: 'codes', codes: given.codes })
          }}
        />
      )}
    </Stack>
  )
}

interface WithPasswordProps {
  readonly title: string
  readonly about: ReactNode
  readonly sending: Sending
  readonly onClose: () => void
  readonly onPassword: (own: { readonly password?: string }) => Promise<void>
}

/** Asks for the password before something that a borrowed browser must not do. */
function WithPassword({ title, about, sending, onClose, onPassword }: WithPasswordProps) {
  const { t } = useMessages()
  const [password, setPassword] = useState('')
  const given = usePasswordBody(password)
  return (
    <Dialog title={title} open onClose={onClose} size="sm">
      <Form unsent="free" onSubmit={() => void onPassword(given.body)}>
        <Text>{about}</Text>
        <ProblemNote problem={sending.problem} />
        <OwnPassword value={password} onChange={setPassword} />
        <Row justify="end">
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
          <Button kind="primary" type="submit" busy={sending.busy} disabled={!given.ready}>
            {title}
          </Button>
        </Row>
      </Form>
    </Dialog>
  )
}
