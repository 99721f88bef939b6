import { Button, ErrorState, LoadingState, PageHeader, Stack, Text, useMessages, useNavigation } from '@gloact/ui'
import { useEffect, useRef, useState } from 'react'
import { useDirectory } from '../directory.ts'
import { useFileRules } from '../rules.ts'
import { fileAddress } from '../file-address.ts'
import { handOverSearch, onHandedOver, takeSearch } from './search-handover.ts'
import { SearchPanel } from './search-panel.tsx'

/** Looking for a file by name or number, before a new one is opened. */
export function SearchFiles() {
  const { t } = useMessages()
  const { rules, error } = useFileRules()
  const directory = useDirectory()
  const { go } = useNavigation()
  const [handed, setHanded] = useState(() => ({ ...takeSearch(), time: 0 }))
  const text = useRef(handed.text)
  // From the box on top while this page is open: another search.
  useEffect(
    () =>
      onHandedOver(() => {
        const taken = takeSearch()
        text.current = taken.text
        setHanded(({ time }) => ({ ...taken, time: time + 1 }))
      }),
    [],
  )
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
            key={handed.time}
            first={handed.text}
            onText={(typed) => {
              text.current = typed
            }}
            onSearched={(outcome, byNumber) => {
              setSearched(outcome === 'answered')
              if (handed.opens && byNumber) go(fileAddress(byNumber.id), { replace: true })
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
                    handOverSearch(text.current)
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
