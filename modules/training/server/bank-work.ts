import { apart, heavyWork } from '@gloact/http/server'
import { newId } from '@gloact/kernel'
import { giftName } from '../domain/gift/gift-question.ts'
import { readBank } from '../domain/read-bank.ts'

const AT_ONCE = 500

/** A bank as it is kept. Its rows are JSON already, and go on to the database as they are. */
export interface BankRows {
  readonly questions: number
  readonly findings: { readonly count: number; readonly json: string }
  readonly parts: readonly string[]
}

export function bankRows(text: string): BankRows {
  const { questions, findings } = readBank(text)
  const rows = questions.map((question, position) => ({
    id: newId<'question'>(),
    position,
    line: question.line,
    name: giftName(question).slice(0, 200).toWellFormed(),
    category: (question.category ?? '').toWellFormed(),
    content: question,
  }))
  return {
    questions: rows.length,
    findings: { count: findings.length, json: JSON.stringify(findings) },
    parts: Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, at) =>
      JSON.stringify(rows.slice(at * AT_ONCE, (at + 1) * AT_ONCE)),
    ),
  }
}

/** Reads a bank of questions apart from the thread that answers requests. */
export const bankRowsApart = (text: string) =>
  apart(heavyWork(bankRows, new URL(import.meta.url)), text, { size: text.length })
