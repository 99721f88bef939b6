import { isPlainText, saysSomething, withoutUnseen } from '@gloact/kernel'
import { z } from 'zod'

/**
 * What people write, wherever they write it: one rule for every module. `withoutUnseen` says what is taken out; control
 * characters are refused. Nothing else is changed, and what came out passes again, so that the same schema may describe a
 * response.
 */
const written = (max: number, lines: boolean) =>
  z
    .string()
    .overwrite(withoutUnseen)
    .max(max)
    .refine((text) => isPlainText(text, { lines }), { error: 'control characters' })

/** Words that may be empty, in as many lines as it takes. */
export const words = (max: number) => written(max, true)

/** The text of a file that has to be there: line ends of every system, and page breaks, become line breaks. */
export const fileText = (max: number) =>
  z
    .string()
    .overwrite((text) => withoutUnseen(text.replaceAll(/\r\n?|[\f\v]/g, '\n')))
    .min(1)
    .max(max)
    .refine((text) => isPlainText(text, { lines: true }), { error: 'control characters' })

/** Words that have to be there. */
export const text = (max: number) => words(max).trim().min(1).refine(saysSomething, { error: 'nothing to read' })

/** Words that may be missing; null says so. */
export const optionalText = (max: number) => text(max).nullable()

/** One line that has to be there, such as a name. */
export const line = (max: number) =>
  written(max, false).trim().min(1).refine(saysSomething, { error: 'nothing to read' })
