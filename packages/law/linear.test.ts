import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressed } from './addresses.ts'
import { readXmlLaw, writeAkn } from './akn/index.ts'
import { readLaw } from './structure.ts'

/** Texts that somebody sends to stop a server: each once cost the square of its length, or would. */
const HOSTILE: Readonly<Record<string, (times: number) => string>> = {
  'one number, again and again': (times) => 'Article 1. x\n'.repeat(times),
  'one item': (times) => `Article 1. x\n${'(1) x\n'.repeat(times)}`,
  'one chapter': (times) => 'Chapter I. X\n'.repeat(times),
  'parts within parts': (times) => 'Part I\nChapter 1\nArticle 1. x\n'.repeat(times / 2),
  'items within items': (times) => `Article 1. x\n${'(1) (a) (i) (A) x\n'.repeat(times / 4)}`,
  'a running title': (times) => '# Heading\n\ntext\n\n'.repeat(times),
  'one paragraph in pieces': (times) => `Article 1. x\n\n${'words that go on\n\n'.repeat(times * 2)}`,
  'numbers alone, then words': (times) => '(1)\n\n'.repeat(times) + 'Words here.\n\n'.repeat(times),
  'numbers in one paragraph': (times) => `Article 1. x\n${'(1)'.repeat(times * 20)}`,
  'a mark that is not closed': (times) => '**a '.repeat(times),
  'a heading of marks': (times) => `# a${'#'.repeat(times * 40)}x`,
  'a heading of dashes': (times) => `# a${'-'.repeat(times * 40)}x`,
  'a number of dashes': (times) => `Article 1${'-'.repeat(times * 40)}1. x`,
  'blocks in front': (times) => '---\na: b\n---\n'.repeat(times),
  'XML on one line': (times) =>
    `<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>${Array.from(
      { length: times },
      (_, at) => `<article eId="a${at}"><num>1</num><content><p>x</p></content></article>`,
    ).join('')}</body></act></akomaNtoso>`,
}

const IDENTITY = {
  type: 'act',
  country: 'xx',
  date: '2020-01-01',
  number: '1',
  title: 't',
  expressionDate: '2020-01-01',
}

function read(text: string): void {
  const xml = text.startsWith('<') ? readXmlLaw(text) : undefined
  const law = xml?.ok ? xml.value.law : readLaw(text).law
  addressed(law)
  writeAkn(law, { ...IDENTITY, type: 'act' })
}

/** Milliseconds of this thread's processor, the least of three times: what others do on the machine is not counted. */
const processorTime = (text: string): number =>
  Math.min(
    ...[1, 2, 3].map(() => {
      const before = process.threadCpuUsage()
      read(text)
      const { user, system } = process.threadCpuUsage(before)
      return (user + system) / 1_000
    }),
  )

for (const [name, make] of Object.entries(HOSTILE))
  test(`reading takes time in proportion to the text: ${name}`, () => {
    read(make(500))
    const [once, eight] = [processorTime(make(500)), processorTime(make(4_000))]
    // In proportion it is 8 times as much; by the square 64.
    assert.ok(eight < 24 * Math.max(once, 5), `${once} ms, and ${eight} ms for eight times as much`)
  })

test('what comes again is counted on, and every address is of one provision', () => {
  const { law } = readLaw('Article 1. a\nArticle 1. b\nArticle 1. c\n')
  assert.deepEqual(
    addressed(law).map(({ eId }) => eId),
    ['art_1', 'art_1_dup_2', 'art_1_dup_3'],
  )
})
