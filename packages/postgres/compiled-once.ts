import { CompiledQuery } from 'kysely'

/**
 * A query that is built and compiled once, for what is asked at every request: building it takes longer than sending it. Its text
 * never depends on a value; `build` is given a stand-in for each value, to be passed on as it is.
 */
export function compiledOnce<Name extends string, From, Row>(
  names: readonly Name[],
  build: (from: From, values: Readonly<Record<Name, string>>) => CompiledQuery<Row>,
): (from: From, values: Readonly<Record<Name, unknown>>) => CompiledQuery<Row> {
  const places = new Map<unknown, Name>(names.map((name) => [`:${name}`, name]))
  const standIns = Object.fromEntries(names.map((name) => [name, `:${name}`])) as Record<Name, string>
  let made: CompiledQuery<Row> | undefined
  return (from, values) => {
    made ??= build(from, standIns)
    const parameters = made.parameters.map((parameter) => {
      const name = places.get(parameter)
      return name === undefined ? parameter : values[name]
    })
    return CompiledQuery.raw(made.sql, parameters)
  }
}
