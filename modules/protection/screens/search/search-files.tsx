import {
  Button,
  ErrorState,
  LoadingState,
  PageHeader,
  Stack,
  Text,
  useHandedOver,
  useMessages,
  useNavigation,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import { useDirectory } from '../directory.ts'
import { useFileRules } from '../rules.ts'
import { fileAddress } from '../file-address.ts'
import { toContact, toSearch } from './search-handover.ts'
import { SearchPanel } from './search-panel.tsx'

/** Looking for a file by name or number, before a new one is opened. */
export function SearchFiles() {
  const { t } = useMessages()
  const { rules, error } = useFileRules()
  const directory = useDirectory()
  const { go } = useNavigation()
  // From the box on top while this page is open: another search.
  const { thing: wanted, time } = useHandedOver(toSearch)
  const typed = useRef<{ readonly text: string; readonly since: number }>(null)
  const [searched, setSearched] = useState(false)
  return (
    <>
      <PageHeader title={t('protection.search.title')} about={t('protection.search.about')} />
      {error ? (
        <ErrorState problem={error} />
      ) : rules ? (
        <Stack gap="lg">
          <SearchPanel
            rules={rules}
            directory={directory}
            key={time}
            first={wanted?.text ?? ''}
            onText={(text) => {
              typed.current = { text, since: time }
            }}
            onSearched={(outcome, byNumber) => {
              setSearched(outcome === 'answered')
              if (wanted?.opens && byNumber) go(fileAddress(byNumber.id), { replace: true })
            }}
          />
          {searched && (
            <Stack gap="sm">
              <Text tone="quiet">{t('protection.search.open_new_about')}</Text>
              <div>
                <Button
                  icon="plus"
                  onPress={() => {
                    // Nobody types the name again.
                    toContact.give(typed.current?.since === time ? typed.current.text : (wanted?.text ?? ''))
                    go('/contact')
                  }}
                >
                  {t('protection.search.open_new')}
                </Button>
              </div>
            </Stack>
          )}
        </Stack>
      ) : (
        <LoadingState what={t('protection.contact.loading')} />
      )}
    </>
  )
}
