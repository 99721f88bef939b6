import { join } from 'node:path'
import { loadCountry } from '@gloact/country'
import { wordsIn, type Field, type FormDefinition } from '@gloact/forms'
import { type Generator, pageHead, table } from './generator.ts'

const mapped = (field: Field): string =>
  Object.entries(field.codeMapping ?? {})
    .map(([standard, target]) => `${standard}: ${[target].flat().join(', ')}`)
    .join(' · ')

const detail = (field: Field): string => ('codeList' in field && field.codeList ? `list \`${field.codeList}\`` : '')

function rowsOf(fields: readonly Field[], group?: string): string[][] {
  return fields.flatMap((field) => [
    [
      `\`${group ? `${group}/…/` : ''}${field.id}\``,
      wordsIn(field.label, 'en'),
      field.type,
      field.audience ? `${field.sensitivity} (${field.audience})` : field.sensitivity,
      detail(field),
      mapped(field),
    ],
    ...(field.type === 'group' ? rowsOf(field.fields, field.id) : []),
  ])
}

const formSection = (form: FormDefinition): string => {
  const head = ['field', 'question', 'type', 'sensitivity', 'codes', 'standards']
  const sections = form.sections.map(
    (section) => `### ${wordsIn(section.title, 'en')}\n\n${table(head, rowsOf(section.fields))}\n`,
  )
  return `## ${wordsIn(form.title, 'en')} (\`${form.id}\`, version ${form.version})\n\n${sections.join('\n')}`
}

/** Every field of the demonstration country's forms: type, sensitivity, code list, and where it goes in the standards. */
export const dataDictionaryPage: Generator = {
  file: 'docs/reference/data-dictionary.md',
  async generate(root) {
    const country = await loadCountry(join(root, 'countries', 'demoland'))
    if (!country.ok) throw new Error('the demonstration country does not load')
    const elsewhere = Object.entries(country.value.standardsElsewhere).map(
      ([standard, variables]) =>
        `### ${standard}\n\n${table(
          ['variable', 'where it lives'],
          Object.entries(variables ?? {}).map(([variable, where]) => [`\`${variable}\``, where]),
        )}\n`,
    )
    const introduction =
      'What is asked about a person in the demonstration country, field by field. A country changes this in its own folder.'
    return `${pageHead('Data dictionary', introduction)}\n${country.value.forms.map(formSection).join('\n')}\n## Variables of the standards that no form asks for\n\n${elsewhere.join('\n')}`
  },
}
