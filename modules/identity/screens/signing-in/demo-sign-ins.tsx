import { Button, Grid, isTraining, Section, Stack, Text, useClient, useMessages, useRoleWords } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { type DemoSignIn, listDemoSignIns, signIn } from '../../contract/sign-in.ts'
import { ProblemNote, useSending } from '../sending.tsx'

/** The accounts of a demonstration, one press each. They are invented, and skip the second factor. */
export function DemoSignIns({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }) {
  const { t } = useMessages()
  const words = useRoleWords()
  const client = useClient()
  const { busy, problem, send } = useSending()
  const { data } = useQuery({
    queryKey: ['identity', 'demo-sign-ins'],
    queryFn: () => client.callOrThrow(listDemoSignIns),
  })
  const enter = async ({ email, password }: DemoSignIn) => {
    if (await send(client.call(signIn, { body: { email, password } }))) await onSignedIn()
  }
  return (
    <Section
      title={t(isTraining() ? 'identity.training.title' : 'identity.demo.title')}
      about={t(isTraining() ? 'identity.training.about' : 'identity.demo.about')}
    >
      <Stack>
        <ProblemNote problem={problem} />
        <Grid
          caption={t('identity.demo.title')}
          columns={[t('identity.demo.role'), t('identity.demo.account'), t('identity.demo.enter')]}
          rows={(data?.items ?? []).map((one) => ({
            id: one.email,
            header: words.name(one.role),
            cells: [
              <Stack key="name" gap="xs">
                <Text as="span" size="sm">
                  {one.name}, {one.agencyName}
                </Text>
                {isTraining() && (
                  <Text as="div" size="sm" tone="quiet">
                    <bdi dir="ltr">{one.email}</bdi>
                    <br />
                    <bdi dir="ltr">{one.password}</bdi>
                  </Text>
                )}
              </Stack>,
              <Button
                key="enter"
                size="sm"
                disabled={busy}
                label={t('identity.demo.enter_as', { name: one.name, role: words.name(one.role) })}
                onPress={() => void enter(one)}
              >
                {t('identity.sign_in.button')}
              </Button>,
            ],
          }))}
        />
      </Stack>
    </Section>
  )
}
