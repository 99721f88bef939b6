import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addressed, definedTerms, flattened, linker, readLaw } from './index.ts'

const SOURCE = [
  '1. Interpretation',
  'In this Act—',
  '“child” means a person under 18 years;',
  '“victim” has the meaning given in section 2(1);',
  '2. Victims',
  '(1) A person who',
  '(a) was recruited; or',
  '(b) is a child,',
  'is a victim under paragraph (a) or subsection (2) of section 2.',
  '(2) Section 9 of the Immigration Act, section 1 and section 77 apply to children.',
].join('\n\n')

const provisions = flattened(addressed(readLaw(SOURCE, 'en').law))
const link = linker(provisions)
const links = (eId: string) => {
  const one = provisions.find((provision) => provision.eId === eId)
  return [...(one?.text ?? []), ...(one?.after ?? [])]
    .flatMap((words) => link(eId, words))
    .flatMap(({ text, to, is }) => (to === undefined ? [] : [`${is} ${text} → ${to}`]))
}

test('terms that a law defines lead to their definition, references to what they name', () => {
  const terms = definedTerms(provisions)
  assert.deepEqual([...terms.keys()], ['child', 'victim'])
  assert.deepEqual(links('sec_2__subsec_1__para_b'), [`term child → ${terms.get('child')}`])
  assert.deepEqual(links('sec_2__subsec_1'), [
    `term victim → ${terms.get('victim')}`,
    'reference paragraph (a) → sec_2__subsec_1__para_a',
    'reference subsection (2) → sec_2__subsec_2',
    'reference section 2 → sec_2',
  ])
  assert.ok(links(terms.get('victim') ?? '').includes('reference section 2(1) → sec_2__subsec_1'))
})

test('a reference into another law, or to nothing, is words', () => {
  assert.deepEqual(links('sec_2__subsec_2'), ['reference section 1 → sec_1'])
})

test('articles and §§ are references in their languages', () => {
  const french = flattened(
    addressed(readLaw('Article 225-4-1\n\nLa traite.\n\nArticle 225-4-2\n\nVoir l’article 225-4-1.').law),
  )
  const german = flattened(addressed(readLaw('§ 232 Handel\n\nWer.\n\n§ 233 Mehr\n\nNach § 232 gilt.').law))
  assert.deepEqual(linker(french)('art_225-4-2', 'Voir l’article 225-4-1.')[1], {
    text: 'article 225-4-1',
    to: 'art_225-4-1',
    is: 'reference',
  })
  assert.equal(linker(german)('art_233', 'Nach § 232 gilt.')[1]?.to, 'art_232')
})

test('links change no word of any text', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('section', ' ', '2', '(1)', '(a)', 'child', 'of the Act', 'paragraph', '.', 'x')),
      (parts) => {
        const words = parts.join('')
        assert.equal(
          link('sec_1', words)
            .map(({ text }) => text)
            .join(''),
          words,
        )
      },
    ),
    { seed: 20261128 },
  )
})
