import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { CODE_LISTS, type CodeList } from '@gloact/codes'
import {
  checkComplete,
  type Field,
  type FormAnswers,
  type FormDefinition,
  listOf,
  type SimpleField,
} from '@gloact/forms'
import { createClient, type Problem } from '@gloact/http/client'
import { asInstant, type Answer, type Json } from '@gloact/kernel'
import { type Catalogue, createMessages, mergeCatalogues } from '@gloact/messages'
import { openDrafts, type KeyAnswer } from '@gloact/offline'
import type { RequestKind } from '@gloact/records'
import type { RequestShown } from '@gloact/records/contract'
import type { Register } from '@gloact/registers'
import { registerRoutes } from '@gloact/registers/contract'
import { registerPages } from '@gloact/registers/screens'
import { LeaveNow, MessagesProvider, OverThePage, UiProvider } from '@gloact/ui'
import { RequestPage, StepForm } from '@gloact/ui/request'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'

declare global {
  interface Window {
    /** What the server answers to whatever is sent: a status and a code; 0 for no answer at all. */
    answer: { readonly status: number; readonly code: string } | null
    sent: string[]
    show: (shown: boolean) => void
  }
}

type Exports = Readonly<Record<string, unknown>>
const declared = import.meta.glob<Exports>(
  [
    '../../../modules/*/domain/**/*.ts',
    '../../../modules/*/contract/**/*.ts',
    '!../../../modules/**/*.test.ts',
    '!../../../modules/**/testing*',
  ],
  { eager: true },
)

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isForm = (value: unknown): value is FormDefinition =>
  isObject(value) && Array.isArray(value['sections']) && typeof value['id'] === 'string' && isObject(value['title'])
const isRegister = (value: unknown): value is Register =>
  isObject(value) && value['keyTypes'] instanceof Map && isForm(value['form'])
const isKind = (value: unknown): value is RequestKind =>
  isObject(value) && typeof value['kind'] === 'string' && isObject(value['states']) && isObject(value['steps'])

const isList = (value: unknown): value is CodeList =>
  isObject(value) && typeof value['id'] === 'string' && Array.isArray(value['codes'])

const lists: Record<string, CodeList> = { ...CODE_LISTS }
const forms = new Set<FormDefinition>()
const registers = new Set<Register>()
const kinds = new Set<RequestKind>()
const take = (value: unknown, deep: boolean): void => {
  if (isForm(value)) forms.add(value)
  else if (isRegister(value)) registers.add(value)
  else if (isKind(value)) kinds.add(value)
  else if (isList(value)) lists[value.id] = value
  else if (deep && isObject(value)) for (const one of Object.values(value)) take(one, false)
}
for (const exports of Object.values(declared)) for (const one of Object.values(exports)) take(one, true)
// A register's form is filled in on the register's page.
for (const { form } of registers) forms.delete(form)

const words = import.meta.glob<Catalogue>(
  ['../../../packages/*/locales/en.json', '../../../modules/*/locales/en.json'],
  { eager: true, import: 'default' },
)
const messages = createMessages({
  language: 'en',
  timeZone: 'UTC',
  catalogues: { en: mergeCatalogues(Object.values(words)) },
})

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

const NOW = asInstant(Date.now())
const drafts = await openDrafts('forms', { askKey: keyOfTab })
window.sent = []
window.answer = null

const problem = (): Problem | null =>
  window.answer && { type: 'about:blank', title: '', status: window.answer.status, code: window.answer.code }

function clientFor(label: string) {
  return createClient({
    fetch: async (_, init) => {
      if (init?.method !== 'PUT') return new Response('{"items":[],"next":null}')
      window.sent.push(label)
      const { answer } = window
      if (answer === null) return new Response('{"version":1}')
      if (answer.status === 0) throw new TypeError('no network')
      return new Response(JSON.stringify(problem()), {
        status: answer.status,
        headers: { 'content-type': 'application/problem+json' },
      })
    },
  })
}

/** An answer to a question that has to be answered, so that the form can be sent. */
function sampleOf(field: SimpleField): Answer | undefined {
  const codes = listOf(field, lists)?.codes
  const value: Json | undefined = {
    text: 'Written',
    long_text: 'Written',
    number: 'min' in field ? (field.min ?? 1) : 1,
    scale: 'min' in field ? (field.min ?? 1) : 1,
    date: '2024-05-06',
    yes_no_unknown: 'yes',
    choice: codes?.[0]?.code,
    choices: codes ? [codes[0]?.code ?? ''] : undefined,
    country: 'KE',
    countries: ['KE'],
    language: 'en',
    location: { place: 'Harbour' },
    phone: '+254700000000',
    reference: '01980000-0000-7000-8000-000000000001',
    references: ['01980000-0000-7000-8000-000000000001'],
    amount: { amount: 1, currency: 'EUR' },
    url: 'https://example.org/',
    multilingual: { en: 'Written' },
    file: undefined,
    calculated: undefined,
  }[field.type]
  return value === undefined ? undefined : { value }
}

/** The required answers, asked for until the form is complete; what cannot be made complete so is said. */
function sample(form: FormDefinition): FormAnswers {
  let answers: FormAnswers = {}
  const fields: readonly Field[] = form.sections.flatMap((section) => section.fields)
  for (let round = 0; round < 5; round += 1) {
    for (const { pointer, code } of checkComplete(form, answers)) {
      const field = fields.find(({ id }) => pointer === `/${id}`)
      const made = code === 'forms.required' && field && field.type !== 'group' ? sampleOf(field) : undefined
      if (field && made) answers = { ...answers, [field.id]: made }
    }
  }
  return answers
}

function Around({ path, label, children }: { path: string; label: string; children: React.ReactNode }) {
  const [navigation] = useState(() => ({
    path,
    go: () => undefined,
    holdBack: () => () => undefined,
    holdLeaving: () => () => undefined,
  }))
  const [client] = useState(() => clientFor(label))
  const [queries] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false } } }))
  return (
    <QueryClientProvider client={queries}>
      <UiProvider messages={messages} client={client} drafts={drafts} navigation={navigation}>
        <OverThePage>{children}</OverThePage>
      </UiProvider>
    </QueryClientProvider>
  )
}

/** Forms of different modules are called alike. */
const nameOf = (form: FormDefinition): string => `${all.indexOf(form)}.${form.id}`

function FormOfStep({ form }: { readonly form: FormDefinition }) {
  const initial = sample(form)
  return (
    <section data-form={nameOf(form)} data-sendable={checkComplete(form, initial).length === 0}>
      <StepForm
        name={nameOf(form)}
        step="step"
        form={form}
        codeLists={lists}
        initial={{ step: initial }}
        now={NOW}
        onTake={async () => {
          window.sent.push(nameOf(form))
          return problem()
        }}
        onDone={() => undefined}
      />
    </section>
  )
}

const all = [...forms]
const added = [...registers].map((of) => ({
  of,
  ...registerPages(of, registerRoutes(of), { useCodeLists: () => lists }),
}))

/** Two members of a panel sign: what the second had typed when the first was faster. */
function Panel() {
  const kind = [...kinds].find((one) => one.kind === 'children.determination')
  const form = [...forms].find(({ id }) => id === 'page_of_panel') ?? PANEL_FORM
  const [version, setVersion] = useState(1)
  if (!kind) throw new Error('there is no determination')
  const [step] = Object.keys(kind.steps)
  const [state] = Object.keys(kind.states)
  const [party] = kind.parties
  const request = {
    id: '01980000-0000-7000-8000-00000000000a',
    state,
    version,
    turn: party,
    you: [party],
    parties: {},
    facts: {},
    clocks: [],
    openedAt: new Date(NOW).toISOString(),
    changedAt: new Date(NOW).toISOString(),
    open: [{ step, needs: 'panel' }],
    steps: Array.from({ length: version }, (_, at) => ({
      id: `01980000-0000-7000-8000-00000000000${at + 1}`,
      step,
      party,
      by: '01980000-0000-7000-8000-0000000000ff',
      happenedAt: new Date(NOW).toISOString(),
      recordedAt: new Date(NOW).toISOString(),
      answers: {},
    })),
  }
  return (
    <section data-panel={version}>
      <RequestPage
        kind={kind}
        request={request as unknown as RequestShown}
        way={[]}
        forms={{ panel: form }}
        now={NOW}
        staffName={() => 'Amina Diallo'}
        onTake={async () => {
          window.sent.push(`panel ${version}`)
          if (version > 1) return null
          setVersion(2)
          return { type: 'about:blank', title: '', status: 409, code: 'records.changed' }
        }}
      />
    </section>
  )
}

const PANEL_FORM: FormDefinition = {
  id: 'panel',
  version: '1',
  title: { en: 'View' },
  sections: [
    {
      id: 'view',
      title: { en: 'View' },
      fields: [{ id: 'view', type: 'long_text', label: { en: 'My view' }, sensitivity: 'case' }],
    },
  ],
}

function Page() {
  const [shown, setShown] = useState(true)
  window.show = setShown
  if (!shown) return <p>elsewhere</p>
  if (location.search === '?panel') {
    return (
      <Around path="/panel" label="panel">
        <Panel />
      </Around>
    )
  }
  return (
    <>
      <h1>Forms</h1>
      {all.map((form) => (
        <Around key={nameOf(form)} path="/forms" label={nameOf(form)}>
          <FormOfStep form={form} />
        </Around>
      ))}
      {added.map(({ of, Add }) => (
        <Around key={of.kind} path={`${of.path}/new`} label={of.kind}>
          <section data-form={of.kind} data-sendable>
            <Add />
          </section>
        </Around>
      ))}
    </>
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(
  <MessagesProvider messages={messages}>
    <LeaveNow>
      <Page />
    </LeaveNow>
  </MessagesProvider>,
)
