type Json = Record<string, unknown>

/** What a place has to save to be worth a name that a reader has to follow. */
const WORTH = 120
const REFERENCE = 50
/** An example that is shorter stands where it is used. */
const SHORT = 80

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const pascal = (name: string): string =>
  name.replaceAll(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The keywords of JSON Schema below which schemas stand: by name, in a list, alone. */
const BY_NAME = ['properties', 'patternProperties']
const LISTED = ['anyOf', 'oneOf', 'allOf', 'prefixItems']
const ALONE = ['items', 'additionalProperties', 'propertyNames', 'not']

/** A schema with each schema in it replaced by what `each` makes of it, the innermost first. `key` is what a place is called. */
function mapped(schema: unknown, each: (schema: Json, key: string) => Json, key = ''): unknown {
  if (!isObject(schema)) return schema
  const inner = Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (BY_NAME.includes(keyword) && isObject(value))
        return [keyword, Object.fromEntries(Object.entries(value).map(([name, of]) => [name, mapped(of, each, name)]))]
      if (LISTED.includes(keyword) && Array.isArray(value)) return [keyword, value.map((of) => mapped(of, each, key))]
      return [keyword, ALONE.includes(keyword) ? mapped(value, each, key) : value]
    }),
  )
  return each(inner, key)
}

/** A schema said in fewer words that mean the same. */
export const plain = (schema: Json): Json =>
  mapped(schema, (each) => {
    const { anyOf, propertyNames, ...rest } = each
    const named = propertyNames === undefined || JSON.stringify(propertyNames) === '{"type":"string"}'
    const kept = named ? rest : { ...rest, propertyNames }
    if (!Array.isArray(anyOf)) return kept
    // One of (one of these) is one of these, where the inner list says nothing else.
    const options = (anyOf as Json[]).flatMap((option) =>
      Array.isArray(option['anyOf']) && Object.keys(option).length === 1 ? (option['anyOf'] as Json[]) : [option],
    )
    const [first, second] = options
    const nullable = options.length === 2 && second?.['type'] === 'null' && Object.keys(second).length === 1
    const type = first?.['type']
    if (nullable && typeof type === 'string' && !('enum' in first!) && !('const' in first!))
      return { ...kept, ...first, type: [type, 'null'] }
    return { ...kept, anyOf: options }
  }) as Json

/** Every schema of the description, replaced: those that have a name, and those that stand in an operation. */
function everySchema(description: Json, each: (schema: Json, key: string) => Json, wholes = true): Json {
  const components = description['components'] as Json
  const inContent = (content: unknown): unknown =>
    isObject(content)
      ? Object.fromEntries(
          Object.entries(content).map(([type, media]) => [
            type,
            { ...(media as Json), schema: mapped((media as Json)['schema'], each) },
          ]),
        )
      : content
  const operation = (of: Json): Json => ({
    ...of,
    ...(Array.isArray(of['parameters']) && {
      parameters: (of['parameters'] as Json[]).map((parameter) =>
        'schema' in parameter
          ? { ...parameter, schema: mapped(parameter['schema'], each, String(parameter['name'])) }
          : parameter,
      ),
    }),
    ...(isObject(of['requestBody']) && {
      requestBody: { ...of['requestBody'], content: inContent(of['requestBody']['content']) },
    }),
    responses: Object.fromEntries(
      Object.entries(of['responses'] as Json).map(([status, answer]) => [
        status,
        isObject(answer) && 'content' in answer ? { ...answer, content: inContent(answer['content']) } : answer,
      ]),
    ),
  })
  return {
    ...description,
    paths: overOperations(description, operation),
    components: {
      ...components,
      schemas: Object.fromEntries(
        Object.entries(components['schemas'] as Json).map(([name, schema]) => [
          name,
          // What has a name is no place of its own: only what stands in it.
          mapped(schema, (inner, key) => (inner !== undefined && !wholes && key === '' ? inner : each(inner, key))),
        ]),
      ),
    },
  }
}

const overOperations = (description: Json, each: (operation: Json) => Json): Json =>
  Object.fromEntries(
    Object.entries(description['paths'] as Record<string, Record<string, Json>>).map(([path, methods]) => [
      path,
      Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, each(operation)])),
    ]),
  )

/** References to names, replaced by what they are called now. */
function renamed(description: Json, names: ReadonlyMap<string, string>): Json {
  const text = JSON.stringify(description).replaceAll(
    /"#\/components\/schemas\/([^"]+)"/g,
    (_, name: string) => `"#/components/schemas/${names.get(name) ?? name}"`,
  )
  return JSON.parse(text) as Json
}

const sorted = (entries: Iterable<readonly [string, unknown]>): Json =>
  Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)))

const schemasOf = (description: Json): Record<string, Json> =>
  (description['components'] as Json)['schemas'] as Record<string, Json>

function withComponents(description: Json, more: Json): Json {
  return { ...description, components: { ...(description['components'] as Json), ...more } }
}

/** Schemas that are alike to the letter have one name: what theirs end with in common. */
function alike(description: Json): Json {
  const groups = new Map<string, string[]>()
  const schemas = schemasOf(description)
  for (const [name, schema] of Object.entries(schemas)) {
    const text = JSON.stringify(schema)
    if (text.length > REFERENCE * 2) groups.set(text, [...(groups.get(text) ?? []), name])
  }
  const names = new Map<string, string>()
  const given = new Set<string>()
  for (const group of groups.values()) {
    if (group.length < 2) continue
    const end = endInCommon(group)
    const isFree = !given.has(end) && (schemas[end] === undefined || group.includes(end))
    const name = end !== '' && isFree ? end : group.toSorted()[0]!
    given.add(name)
    for (const each of group) names.set(each, name)
  }
  if (names.size === 0) return description
  const kept = new Map(Object.entries(schemas).map(([name, schema]) => [names.get(name) ?? name, schema]))
  return alike(renamed(withComponents(description, { schemas: sorted(kept) }), names))
}

/** `IdHistoryResponse` of `GetStrategyPlansIdHistoryResponse` and `GetStrategyGoalsIdHistoryResponse`; two words at least. */
function endInCommon(names: readonly string[]): string {
  const [first, ...others] = names.map((name) => name.split(/(?=[A-Z])/))
  let count = 0
  while (count < first!.length && others.every((words) => words.at(-1 - count) === first!.at(-1 - count))) count++
  return count < 2 ? '' : first!.slice(-count).join('')
}

interface Repeated {
  count: number
  readonly keys: string[]
}

/** What stands in many places alike gets a name, by what those places are called; what saves most first. */
function repeated(description: Json): Json {
  // What has a name stands there once already.
  const found = new Map<string, Repeated>(
    Object.values(schemasOf(description)).map((schema) => [JSON.stringify(schema), { count: 1, keys: [] }]),
  )
  everySchema(
    description,
    (schema, key) => {
      const text = JSON.stringify(schema)
      if (text.length > REFERENCE * 1.3) {
        const known = found.get(text) ?? { count: 0, keys: [] }
        known.count++
        known.keys.push(key)
        found.set(text, known)
      }
      return schema
    },
    false,
  )
  const saved = (text: string, { count }: Repeated): number => (text.length - REFERENCE) * (count - 1) - REFERENCE
  const most = [...found]
    .filter(([text, of]) => of.count > 1 && saved(text, of) > WORTH)
    .toSorted(([a, one], [b, other]) => saved(b, other) - saved(a, one) || (a < b ? -1 : 1))[0]
  if (!most) return description
  const [text, { keys }] = most
  const schemas = schemasOf(description)
  // What has a name already is called by it, else by what most of its places are called.
  const known = Object.entries(schemas).find(([, schema]) => JSON.stringify(schema) === text)?.[0]
  const name = known ?? free(pascal(commonest(keys)) || 'Part', schemas)
  const shared = everySchema(
    description,
    (schema) => (JSON.stringify(schema) === text ? { $ref: `#/components/schemas/${name}` } : schema),
    false,
  )
  const next = sorted([...Object.entries(schemasOf(shared)), [name, JSON.parse(text) as Json]])
  return repeated(withComponents(shared, { schemas: next }))
}

function commonest(keys: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0] ?? ''
}

function free(name: string, taken: Readonly<Record<string, unknown>>): string {
  if (taken[name] === undefined) return name
  let number = 2
  while (taken[`${name}${number}`] !== undefined) number++
  return `${name}${number}`
}

/** Parameters that several operations have stand once. */
function parametersOnce(description: Json): Json {
  const counts = new Map<string, number>()
  const inOrder = overOperations(description, (operation) => {
    for (const parameter of (operation['parameters'] ?? []) as Json[])
      if ('schema' in parameter) counts.set(JSON.stringify(parameter), (counts.get(JSON.stringify(parameter)) ?? 0) + 1)
    return operation
  })
  const given = { ...((description['components'] as Json)['parameters'] as Json) }
  const names = new Map<string, string>()
  for (const [text, count] of [...counts].toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))) {
    if (count < 2) continue
    const parameter = JSON.parse(text) as Json
    const name = free(pascal(String(parameter['name'])), given)
    given[name] = parameter
    names.set(text, name)
  }
  const paths = overOperations({ ...description, paths: inOrder }, (operation) => ({
    ...operation,
    ...(Array.isArray(operation['parameters']) && {
      parameters: (operation['parameters'] as Json[]).map((parameter) => {
        const name = names.get(JSON.stringify(parameter))
        return name === undefined ? parameter : { $ref: `#/components/parameters/${name}` }
      }),
    }),
  }))
  return withComponents({ ...description, paths }, { parameters: sorted(Object.entries(given)) })
}

/** Examples that several places have stand once. */
function examplesOnce(description: Json): Json {
  const counts = new Map<string, number>()
  const media = (of: Json, each: (media: Json) => Json): Json =>
    Object.fromEntries(Object.entries(of).map(([type, one]) => [type, each(one as Json)]))
  const over = (each: (media: Json) => Json): Json =>
    overOperations(description, (operation) => ({
      ...operation,
      ...(isObject(operation['requestBody']) && {
        requestBody: { ...operation['requestBody'], content: media(operation['requestBody']['content'] as Json, each) },
      }),
      responses: Object.fromEntries(
        Object.entries(operation['responses'] as Record<string, Json>).map(([status, answer]) => [
          status,
          'content' in answer ? { ...answer, content: media(answer['content'] as Json, each) } : answer,
        ]),
      ),
    }))
  over((one) => {
    if ('example' in one)
      counts.set(JSON.stringify(one['example']), (counts.get(JSON.stringify(one['example'])) ?? 0) + 1)
    return one
  })
  const examples: Json = {}
  const names = new Map<string, string>()
  const paths = over((one) => {
    const { example, ...rest } = one
    const text = JSON.stringify(example)
    if (example === undefined || text.length < SHORT || (counts.get(text) ?? 0) < 2) return one
    const called = /([^/]+)$/.exec(String((one['schema'] as Json)['$ref'] ?? 'Invented'))![1]!
    const name = names.get(text) ?? free(called, examples)
    names.set(text, name)
    examples[name] = { value: example }
    return { ...rest, examples: { invented: { $ref: `#/components/examples/${name}` } } }
  })
  return withComponents({ ...description, paths }, { examples: sorted(Object.entries(examples)) })
}

/** What is sent to several operations, or answered by them, stands once. */
function contentsOnce(description: Json): Json {
  const bodies = new Map<string, number>()
  const answers = new Map<string, number>()
  const count = (counts: Map<string, number>, value: unknown): void => {
    const text = JSON.stringify(value)
    if (text.length > REFERENCE * 1.6) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  overOperations(description, (operation) => {
    count(bodies, operation['requestBody'] ?? '')
    for (const answer of Object.values(operation['responses'] as Json)) count(answers, answer)
    return operation
  })
  const components = description['components'] as Json
  const namer = (counts: ReadonlyMap<string, number>, given: Json) => {
    const names = new Map<string, string>()
    return (value: unknown, where: string): unknown => {
      const text = JSON.stringify(value)
      const times = counts.get(text) ?? 0
      if (times < 2 || (text.length - REFERENCE) * (times - 1) < WORTH) return value
      const called = /schemas\/([^"]+)"/.exec(text)?.[1] ?? (text.includes('"binary"') ? 'Bytes' : 'Part')
      const name = names.get(text) ?? free(called, given)
      names.set(text, name)
      given[name] = value
      return { $ref: `#/components/${where}/${name}` }
    }
  }
  const [requestBodies, responses]: [Json, Json] = [{}, { ...(components['responses'] as Json) }]
  const [body, answer] = [namer(bodies, requestBodies), namer(answers, responses)]
  const paths = overOperations(description, (operation) => ({
    ...operation,
    ...('requestBody' in operation && { requestBody: body(operation['requestBody'], 'requestBodies') }),
    responses: Object.fromEntries(
      Object.entries(operation['responses'] as Json).map(([status, each]) => [status, answer(each, 'responses')]),
    ),
  }))
  return withComponents(
    { ...description, paths },
    { requestBodies: sorted(Object.entries(requestBodies)), responses: sorted(Object.entries(responses)) },
  )
}

/** What one operation alone is sent, or answers, stands with it: a name that nobody else uses is read twice and says nothing. */
function usedOnceInPlace(description: Json): Json {
  const counts = new Map<string, number>()
  for (const [reference] of JSON.stringify(description).matchAll(/#\/components\/schemas\/\w+/g))
    counts.set(reference, (counts.get(reference) ?? 0) + 1)
  const schemas = { ...((description['components'] as Json)['schemas'] as Json) }
  const isOwn = (reference: string): boolean => counts.get(reference) === 1 && /(?:Request|Response)$/.test(reference)
  const inPlace = (content: unknown): unknown =>
    isObject(content)
      ? Object.fromEntries(
          Object.entries(content).map(([type, media]) => {
            const reference = isObject(media) && isObject(media['schema']) ? media['schema']['$ref'] : undefined
            if (typeof reference !== 'string' || !isOwn(reference)) return [type, media]
            const name = reference.split('/').at(-1)!
            const schema = schemas[name]
            delete schemas[name]
            return [type, { ...(media as Json), schema }]
          }),
        )
      : content
  const withContent = (one: Json): Json => ('content' in one ? { ...one, content: inPlace(one['content']) } : one)
  const paths = overOperations(description, (operation) => ({
    ...operation,
    ...(isObject(operation['requestBody']) && { requestBody: withContent(operation['requestBody']) }),
    responses: Object.fromEntries(
      Object.entries(operation['responses'] as Record<string, Json>).map(([status, each]) => [
        status,
        withContent(each),
      ]),
    ),
  }))
  return withComponents({ ...description, paths }, { schemas })
}

/** The description with what it says several times said once, and referred to. */
export const saidOnce = (description: Json): Json =>
  usedOnceInPlace(
    contentsOnce(examplesOnce(parametersOnce(repeated(alike(everySchema(description, (schema) => schema)))))),
  )
