import { Button, Narrow, PageHeader, Row, Stack, Text, useMessages } from '@gloact/ui'

/** Who can help. It asks for no address: so it cannot tell anybody whether there is an account. */
export function ForgottenPassword() {
  const { t } = useMessages()
  return (
    <Narrow>
      <Stack>
        <PageHeader title={t('identity.forgotten.title')} />
        <Text>{t('identity.forgotten.who')}</Text>
        <Text>{t('identity.forgotten.how')}</Text>
        <Row>
          <Button kind="primary" to="/sign-in">
            {t('identity.sign_in.title')}
          </Button>
        </Row>
      </Stack>
    </Narrow>
  )
}
