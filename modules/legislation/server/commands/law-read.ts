import type { Command } from '@gloact/command'
import { runLawRead } from './run-law-read.ts'

/** Shows what a law's file would be imported as. */
export const lawRead: Command = {
  computes: true,
  description:
    'Plain text, Markdown, HTML, Word (.docx), PDF with text, or Akoma Ntoso 3.0. Every line is either in a provision or listed with its number: what was left out\n' +
    'because it is not the law’s words, and what needs checking. Nothing is invented: a provision without a number gets none,\n' +
    'unless --numbered writes a copy with the numbers that a scanner lost, in order, for you to look through.',
  arguments: [{ name: 'FILE', description: 'The law' }],
  options: {
    language: {
      type: 'string',
      value: 'en',
      description: 'In which language it is written (default: guessed from its words)',
    },
    akn: { type: 'string', value: 'OUT.xml', description: 'Write it as Akoma Ntoso 3.0' },
    numbered: {
      type: 'string',
      value: 'OUT.md',
      description: 'Write the text with lost numbers restored, and read that',
    },
    country: { type: 'string', value: 'PK', description: 'Whose law it is, for its address in Akoma Ntoso' },
    date: {
      type: 'string',
      value: '2018-06-02',
      description: 'From when on it says so, for its address in Akoma Ntoso',
    },
    title: { type: 'string', value: 'TITLE', description: 'Its short title' },
  },
  examples: [
    ['law read act.docx', 'List the provisions, and the lines to look at'],
    ['law read act.txt --language en --json', 'The same for a program'],
    ['law read act.txt --akn act.xml --country PK --date 2018-06-02', 'Write it as Akoma Ntoso'],
  ],
  exits: { refused: 'The file is none that can be read as a law; what to do is said. Nothing was written.' },
  run: runLawRead,
}
