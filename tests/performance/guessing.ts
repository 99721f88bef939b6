// How long colleagues wait while somebody sends three hundred wrong sign-ins at once, from 250 networks: in a session, and
// signing in on a device that knows them. Run it with `node tests/performance/guessing.ts [tries]`.
import { callerOf, signInAs, startServerProcess, temporaryDataDir, type Caller } from '../support/server-process.ts'
import { against, print, sampleOf, timed, type Line } from './measure.ts'

const TRIES = 300
const NETWORKS = 250
const ALONE = 40

/** Measures on an instance of its own that it removes again. */
export async function measureGuessing(tries: number): Promise<readonly Line[]> {
  const folder = temporaryDataDir()
  const server = await startServerProcess({ dataDir: folder.dataDir, env: { GLOACT_TRUST_PROXY: '1' } })
  try {
    const works = await signInAs(server, 'caseworker')
    const { email, password } = server.signIns.find(({ role }) => role === 'supervisor')!
    const comes = await signInAs(server, 'supervisor')
    const ask = () => timed(() => mustBe(200, works.get('/identity/session')))
    const enter = () => timed(() => mustBe(200, comes.post('/identity/sign-in', { email, password })))
    const [askAlone, enterAlone] = [await repeated(ask), await repeated(enter)]

    const answered = new Map<number, number>()
    const guesser = { isAtIt: true }
    const flood = Promise.all(
      Array.from({ length: tries }, async (_, index) => {
        const { status } = await guess(callerOf(server.url), index)
        answered.set(status, (answered.get(status) ?? 0) + 1)
      }),
    )
    const ended = timed(() => flood).then((ms) => {
      guesser.isAtIt = false
      return ms
    })
    const during = async (work: () => Promise<number>): Promise<number[]> => {
      const measured: number[] = []
      do measured.push(await work())
      while (guesser.isAtIt)
      return measured
    }
    const [asked, entered, floodMs] = await Promise.all([during(ask), during(enter), ended])
    const counts = [...answered].map(([status, times]) => `${times} × ${status}`).join(', ')
    const longest = (sample: readonly number[]) => `${Math.round(Math.max(...sample))} ms`
    return [
      against('the smallest request of a colleague, meanwhile', sampleOf(asked), sampleOf(askAlone), '—'),
      against('a colleague signs in on a known device, meanwhile', sampleOf(entered), sampleOf(enterAlone), '—'),
      {
        what: `all ${tries} answered: ${counts}`,
        measured: `${(floodMs / 1000).toFixed(1)} s; a colleague waited ${longest(asked)}, at sign-in ${longest(entered)} at most`,
        reference: `alone: ${longest(askAlone)}, ${longest(enterAlone)}`,
        ratio: '—',
        goal: '—',
      },
    ]
  } finally {
    await server.stop()
    folder.remove()
  }
}

const guess = (caller: Caller, index: number) =>
  caller.send(
    'POST',
    '/identity/sign-in',
    { email: `nobody${index}@nowhere.example`, password: 'not the password' },
    { 'x-forwarded-for': `198.51.100.${index % NETWORKS}` },
  )

async function repeated(work: () => Promise<number>): Promise<number[]> {
  const measured: number[] = []
  for (let round = 0; round < ALONE; round++) measured.push(await work())
  return measured
}

async function mustBe(status: number, answer: Promise<{ readonly status: number }>): Promise<void> {
  const got = await answer
  if (got.status !== status) throw new Error(`answered with ${got.status} in the place of ${status}`)
}

if (import.meta.main) print('While somebody guesses', await measureGuessing(Number(process.argv[2] ?? TRIES)))
