import { serializerCompiler } from 'fastify-type-provider-zod'

/** Answers that are given again as they are, and what was written of each. */
const written = new WeakMap<object, string | undefined>()

/** Says of an answer that it may be given again, unchanged: by its contract it is checked and written once. */
export function answeredAgain<Answer extends object>(answer: Answer): Answer {
  written.set(answer, undefined)
  return answer
}

/** Checks an answer by its contract's schema and writes it, as often as it is new. */
export const writeOnce: typeof serializerCompiler = (route) => {
  const write = serializerCompiler(route)
  return (answer: unknown) => {
    if (typeof answer !== 'object' || answer === null || !written.has(answer)) return write(answer)
    const text = written.get(answer) ?? write(answer)
    written.set(answer, text)
    return text
  }
}
