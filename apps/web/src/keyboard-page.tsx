import { KeyValueList, PageHeader, Section, Stack, Text, useMessages } from '@gloact/ui'

/** The keys, and where each of them works. Every one of them only shortens a way that is there without it. */
const KEYS = {
  everywhere: [
    ['Ctrl K', 'find'],
    ['?', 'help'],
    ['Esc Esc', 'leave'],
    ['Tab', 'next'],
  ],
  lists: [
    ['↓ ↑', 'choose'],
    ['Enter', 'take'],
    ['Esc', 'close'],
  ],
  backlog: [
    ['Enter', 'field'],
    ['Ctrl Enter', 'record'],
    ['Alt S', 'search'],
    ['Alt P', 'aside'],
  ],
} as const

/** Which keys do what. */
export function KeyboardPage() {
  const { t } = useMessages()
  return (
    <>
      <PageHeader title={t('web.keyboard.title')} about={t('web.keyboard.about')} />
      <Stack gap="lg">
        {Object.entries(KEYS).map(([place, keys]) => (
          <Section key={place} title={t(`web.keyboard.${place}`)}>
            <KeyValueList
              items={keys.map(([key, what]) => ({
                label: (
                  <kbd dir="ltr">
                    <Text as="span" tone="strong">
                      {key}
                    </Text>
                  </kbd>
                ),
                value: t(`web.keyboard.${place}.${what}`),
              }))}
            />
          </Section>
        ))}
      </Stack>
    </>
  )
}
