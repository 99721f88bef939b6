import { createClient } from '@gloact/http/client'
import { type Catalogue, createMessages, describeLanguage, LANGUAGE_TAGS, mergeCatalogues } from '@gloact/messages'
import { openDrafts, type KeyAnswer } from '@gloact/offline'
import { StrictMode, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { AppShell, CommandBox, LeaveNow, MessagesProvider, OverThePage, ShellMark, UiProvider } from '../index.ts'
import { Pages } from './pages.tsx'

const files = import.meta.glob<Catalogue>(['../../*/locales/*.json', './words/*.json'], {
  eager: true,
  import: 'default',
})
const catalogues = Object.fromEntries(
  LANGUAGE_TAGS.map((tag) => [
    tag,
    mergeCatalogues(
      Object.entries(files)
        .filter(([path]) => path.endsWith(`/${tag}.json`))
        .map(([, words]) => words),
    ),
  ]),
)

const address = new URLSearchParams(location.search)
/** In the place of a server that keeps the key: this tab does, as long as it is open. */
async function keyOfTab(): Promise<KeyAnswer> {
  const kept = sessionStorage.getItem('key')
  const bytes =
    kept === null
      ? crypto.getRandomValues(new Uint8Array(32))
      : Uint8Array.from(atob(kept), (each) => each.charCodeAt(0))
  sessionStorage.setItem('key', btoa(String.fromCharCode(...bytes)))
  return { kind: 'key', bytes }
}

const drafts = await openDrafts('gallery', { askKey: keyOfTab })
const client = createClient()

/** Every component on a page of its own kind: `?page=fields&language=ar`. For eyes and for axe. */
function Gallery() {
  const [language, setLanguage] = useState(address.get('language') ?? 'en')
  const page = address.get('page') ?? 'work'
  const messages = createMessages({ language, timeZone: 'Asia/Bishkek', catalogues })
  const { t } = messages
  const navigation = {
    path: `/${page}`,
    go: (path: string) => location.assign(`?page=${path.slice(1)}&language=${language}`),
    holdBack: () => () => undefined,
    holdLeaving: () => () => undefined,
  }
  return (
    <MessagesProvider messages={messages}>
      <LeaveNow>
        <UiProvider messages={messages} client={client} drafts={drafts} navigation={navigation}>
          <AppShell
            product="GloACT"
            groups={
              page === 'wizard'
                ? []
                : [
                    { id: 'work', items: [{ label: t('gallery.my_work'), path: '/work', icon: 'home', count: 4 }] },
                    {
                      id: 'protection',
                      label: t('ui.group.protection'),
                      items: [
                        { label: t('gallery.files'), path: '/files', icon: 'folder' },
                        { label: t('gallery.fields'), path: '/fields', icon: 'edit' },
                        { label: t('gallery.calendar'), path: '/calendar', icon: 'calendar' },
                        { label: t('gallery.form'), path: '/form', icon: 'tasks' },
                      ],
                    },
                    {
                      id: 'figures',
                      label: t('ui.group.figures'),
                      items: [{ label: t('gallery.states'), path: '/states', icon: 'chart' }],
                    },
                  ]
            }
            search={
              page === 'wizard' ? undefined : (
                <CommandBox
                  label={t('gallery.search')}
                  commands={[
                    { id: 'files', label: t('gallery.files'), icon: 'folder', onRun: () => navigation.go('/files') },
                    { id: 'form', label: t('gallery.form'), icon: 'tasks', onRun: () => navigation.go('/form') },
                  ]}
                  textCommands={[
                    {
                      id: 'search',
                      label: (text) => `${t('gallery.files')}: ${text}`,
                      onRun: () => navigation.go('/states'),
                    },
                  ]}
                />
              )
            }
            mark={
              <ShellMark
                to="/states"
                icon="device"
                label={`${t('gallery.states')}: 12`}
                name={t('gallery.states')}
                count={12}
              />
            }
            banner={t('gallery.banner')}
            languages={LANGUAGE_TAGS.map(describeLanguage)}
            language={language}
            onLanguage={setLanguage}
            account={{
              name: 'A. Haddad',
              about: 'Shelter North',
              items: [{ label: t('gallery.sessions'), to: '/work' }],
            }}
          >
            <OverThePage>
              <Pages page={page} />
            </OverThePage>
          </AppShell>
        </UiProvider>
      </LeaveNow>
    </MessagesProvider>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
)
