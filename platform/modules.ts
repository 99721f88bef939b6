import { childrenConfig, childrenModule } from '@gloact/children/server'
import {
  findingsOf,
  keptAwayFrom,
  tracedBy,
  tracingResult,
  withTracing,
  type TracingContext,
} from '@gloact/children/server/tracing'
import { cooperationConfig, cooperationModule } from '@gloact/cooperation/server'
import { referralConfig, referralModule } from '@gloact/referral/server'
import {
  DEMO_AGENCIES,
  demoPrincipal,
  identityModule,
  type SessionSecrets,
  type SingleSignOnSettings,
  type AccessMark,
} from '@gloact/identity/server'
import type { Principal } from '@gloact/identity/contract/principal'
import { moduleConfig, type Country } from '@gloact/country'
import type { Jobs } from '@gloact/jobs'
import type { Exchange, ExchangeKeys } from '@gloact/exchange/server'
import type { Clock } from '@gloact/kernel'
import type { Mailer } from '@gloact/mail'
import type { Erases, ServerModule } from '@gloact/module'
import { legislationModule } from '@gloact/legislation/server'
import { oversightConfig, oversightModule, type OversightContext } from '@gloact/oversight/server'
import type { Role } from '@gloact/policy'
import type { Database } from '@gloact/postgres'
import { practiceModule, type SandboxReset } from '@gloact/practice/server'
import { protectionModule, type ProtectionOptions } from '@gloact/protection/server'
import { areasOf, statisticsConfig, statisticsModule } from '@gloact/statistics/server'
import { strategyConfig, strategyModule } from '@gloact/strategy/server'
import { trainingModule } from '@gloact/training/server'
import type { Vault } from '@gloact/vault'
import { workModule } from '@gloact/work/server'
import type { InstanceKind } from './instance-kind.ts'
import { verifyRequestLogs } from '@gloact/records/server'

/** What the modules stand on. */
export interface Parts {
  readonly db: Database
  readonly vault: Vault
  readonly clock: Clock
  readonly country: Country
  readonly jobs: Pick<Jobs, 'publishEvent'>
  /** Connection string by which indexes in memory hear of changes, and whom they tell what went wrong. */
  readonly listenUrl: string
  readonly onNamesFailed?: (error: unknown) => void
  readonly sessionSecrets: SessionSecrets
  readonly accessMark?: AccessMark | undefined
  readonly publicUrl: string
  readonly kind: InstanceKind
  /** Where staff find the training sandbox. */
  readonly trainingUrl?: string | undefined
  /** How a sandbox is set up again. */
  readonly sandboxReset?: SandboxReset | undefined
  readonly attachments: ProtectionOptions['attachments']
  /** Who was erased, kept with the KEK; and how long backups are kept. */
  readonly erasures: Omit<ProtectionOptions['erasures'], 'everywhere'>
  readonly singleSignOn?: SingleSignOnSettings | undefined
  /** The instance's own mail server; no e-mail where it has none. */
  readonly mailer?: Mailer | undefined
  readonly audit: OversightContext['audit']
  /** This country's own keys for the exchange with others, where it is reached, and who is told what went wrong. */
  readonly exchange: {
    readonly keys: ExchangeKeys
    readonly baseUrl: string
    readonly onError?: (error: unknown) => void
  }
  /** Where the check of a night keeps how far it came, and whom it tells; no such check where it is left out. */
  readonly nightCheck?: Omit<NonNullable<ProtectionOptions['nightCheck']>, 'audit' | 'requests'>
}

/** What modules are told of the others as a whole, before there are any. */
export interface Everybody {
  readonly phoneLost: (userId: string, by: Principal) => Promise<void>
  /** How each module forgets a person: those that stand on others first. */
  readonly erases: () => readonly Erases[]
  /** Which of these objects in the store of attachments another module keeps. */
  readonly keptObjects: (ids: readonly string[]) => Promise<ReadonlySet<string>>
  /** What goes to other countries and comes from them. */
  readonly exchange: Exchange
  /** The modules themselves, once they are composed. */
  readonly modules: () => readonly ServerModule<Principal>[]
}

/**
 * Every module, each given what it needs of those before it and nothing else. A module stands after those whose ports it
 * asks. Adding one is a line here.
 */
export function modulesOf(parts: Parts, everybody: Everybody) {
  const { db, vault, clock, country } = parts
  const { code, calendar } = country
  const training = parts.kind === 'training'
  const publish = (...event: Parameters<Jobs['publishEvent']>) => parts.jobs.publishEvent(...event)

  const identity = identityModule({
    db,
    clock,
    secrets: parts.sessionSecrets,
    accessMark: parts.accessMark,
    wordKey: () => vault.wordKey(db, code),
    country: code,
    publicUrl: parts.publicUrl,
    demo: parts.kind !== 'production',
    trainingUrl: parts.trainingUrl,
    singleSignOn: parts.singleSignOn,
    mailer: parts.mailer,
    everybody: everybody.modules,
    languages: country.languages,
    timeZone: calendar.timeZone,
    conduct: country.conduct,
    idleTimeoutSeconds: country.idleMinutes * 60,
    independenceDays: country.independenceDays,
    onPhoneLost: everybody.phoneLost,
  })
  const { directory, access, accountPrincipal, mailAddresses, deviceOf } = identity.ports
  const protection = protectionModule({
    db,
    vault,
    clock,
    country,
    directory,
    publish,
    training,
    // Composed below: it stands on files, and they ask it.
    childGate: (trx, asked) => decided.ports.gate(trx, asked),
    openElsewhere: (trx, fileId) => referral.ports.openOf(trx, fileId),
    readingsElsewhere: () => everybody.modules().flatMap(({ readings = [] }) => readings),
    noticesElsewhere: async (who, since) => {
      const told = []
      for (const module of everybody.modules()) told.push(...((await module.notices?.(who, since)) ?? []))
      return told
    },
    attachments: parts.attachments,
    keptElsewhere: everybody.keptObjects,
    erasures: { ...parts.erasures, everywhere: everybody.erases },
    demoStaff: {
      principal: (role) => demoPrincipal(code, role),
      importTo: { agencyId: DEMO_AGENCIES.shelter.id, teamId: DEMO_AGENCIES.shelter.teams[1].id },
    },
    secrets: parts.sessionSecrets,
    ownerOfFeed: accountPrincipal,
    listenUrl: parts.listenUrl,
    onNamesFailed: parts.onNamesFailed,
    mail: parts.mailer && {
      mailer: parts.mailer,
      publicUrl: parts.publicUrl.replace(/\/+$/, ''),
      addresses: mailAddresses,
      principalOf: accountPrincipal,
    },
    nightCheck: parts.nightCheck && {
      ...parts.nightCheck,
      audit: parts.audit,
      requests: (db) => verifyRequestLogs(db),
    },
  })
  const {
    childFiles,
    closedFiles,
    countable,
    activitiesSince,
    demoChild,
    demoFile,
    demoNarrowed,
    demoReferred,
    passingOn,
    verifyFiles,
  } = protection.ports
  const oversight = oversightModule({
    db,
    clock,
    country: code,
    timeZone: calendar.timeZone,
    retention: country.retention,
    namesToTell: country.pace?.namesToTell,
    unusualDay: moduleConfig(country, 'oversight', oversightConfig).unusualDay,
    audit: parts.audit,
    accounts: access,
    staffNames: (ids) => directory.staffNames(ids),
    closedFiles,
    verifyFiles,
    verifyRequests: () => verifyRequestLogs(db),
  })
  const statistics = statisticsModule({
    db,
    clock,
    country: code,
    timeZone: calendar.timeZone,
    forms: country.forms,
    codeLists: country.codeLists,
    disclosure: country.disclosure,
    settings: moduleConfig(country, 'statistics', statisticsConfig),
    countable,
    agencies: (within) => directory.agencies(within),
    account: accountPrincipal,
    areas: areasOf(country.codeLists['location'], moduleConfig(country, 'referral', referralConfig).map),
    wordKey: () => vault.wordKey(db, code),
    staffNames: (ids) => directory.staffNames(ids),
    limits: country.estimation,
    demoAnalyst: async () => demoPrincipal(code, 'analyst'),
  })
  const practice = practiceModule({
    clock,
    training,
    reset: parts.sandboxReset,
    fileOf: demoFile,
    doneSince: activitiesSince,
  })
  // By role, as the invented country has them; asked for once all modules have said who theirs are.
  const invented = (role: Role) => async () => demoPrincipal(code, role, everybody.modules())
  const strategy = strategyModule({
    db,
    vault,
    clock,
    country: code,
    calendar,
    directory: { agencies: () => directory.agencies(), staffNames: (ids) => directory.staffNames(ids) },
    attachments: parts.attachments,
    smallCounts: country.disclosure.public,
    feeds: { secrets: parts.sessionSecrets, ownerOf: accountPrincipal },
    settings: moduleConfig(country, 'strategy', strategyConfig),
    everybody: everybody.modules,
    demo: {
      officer: invented('strategy_officer'),
      focalPoint: invented('focal_point'),
      coordinator: invented('national_coordinator'),
      agencies: Object.fromEntries(Object.entries(DEMO_AGENCIES).map(([key, { id }]) => [key, id])),
    },
  })
  const legislation = legislationModule({
    db,
    clock,
    vault,
    country: code,
    calendar,
    agencies: () => directory.agencies(),
    staffNames: (ids, within) => directory.staffNames(ids, within),
    demoPrincipal: (role, of, address) => demoPrincipal(code, role, [of], address),
  })
  const courses = trainingModule({
    db,
    clock,
    country: code,
    timeZone: calendar.timeZone,
    publicUrl: parts.publicUrl.replace(/\/+$/, ''),
    wordKey: () => vault.wordKey(db, code),
    smallCounts: country.disclosure.agency,
    demoOrganiser: {
      agencyId: DEMO_AGENCIES.coordination.id,
      agencyName: DEMO_AGENCIES.coordination.name,
      userId: demoPrincipal(code, 'national_coordinator').userId,
    },
  })
  const work = workModule({ clock, timeZone: calendar.timeZone, everybody: everybody.modules })
  const ofReferral = moduleConfig(country, 'referral', referralConfig)
  const referral: ReturnType<typeof referralModule> = referralModule({
    db,
    vault,
    clocks: ofReferral.clocks,
    linkLimits: ofReferral.link,
    directoryRules: ofReferral.directory,
    map: ofReferral.map,
    clock,
    country: code,
    calendar,
    files: {
      ...passingOn,
      namesAmong: async (trx, fileId, givenBy) =>
        (await passingOn.namesAmong(trx, fileId, givenBy)) || (await decided.ports.keepsAway(trx, fileId, givenBy)),
    },
    officerAgency: async (trx) => (await directory.holders('data_protection_officer', trx))[0]?.agencyId ?? null,
    staffOf: async (trx, agencyId) => (await directory.staffOfAgency(agencyId, trx)).map(({ name }) => name),
    smallCounts: country.disclosure.public,
    forms: country.forms,
    codeLists: country.codeLists,
    publicUrl: parts.publicUrl.replace(/\/+$/, ''),
    mailer: parts.mailer,
    invented: parts.kind !== 'production',
    agencyNames: (trx) => directory.agencyNames(trx),
    agencies: async (trx) => ({
      closed: new Set((await directory.agencies(trx)).flatMap(({ id, active }) => (active ? [] : id))),
    }),
    publish,
    demoPeople: {
      sender: () => demoPrincipal(code, 'child_protection_officer'),
      receiver: () => demoPrincipal(code, 'service_provider'),
      fileId: demoFile(6),
      caseworker: () => demoPrincipal(code, 'caseworker'),
      lead: () => demoPrincipal(code, 'supervisor', everybody.modules(), 'children-supervisor'),
      shelterLead: () => demoPrincipal(code, 'supervisor'),
      adults: demoReferred,
      narrowed: demoNarrowed,
      openChild: (child) => demoChild(demoPrincipal(code, 'child_protection_officer'), child),
      agencies: {
        shelter: DEMO_AGENCIES.shelter.id,
        clinic: DEMO_AGENCIES.clinic.id,
        children: DEMO_AGENCIES.children.id,
      },
    },
  })
  const ofChildren = moduleConfig(country, 'children', childrenConfig)
  const keptAway = keptAwayFrom({ vault, namedInFiles: childFiles.namedInFiles })
  const tracing: TracingContext = {
    db,
    vault,
    clock,
    country: code,
    calendar,
    settings: ofChildren.tracing,
    files: { ...passingOn, numbers: childFiles.numbers, whoIs: childFiles.whoIs },
    attachments: parts.attachments,
    keptAwayFrom: keptAway,
    deviceOf: (request) => deviceOf(request, 'children.tracing_desk'),
    publish,
  }
  const decided: ReturnType<typeof childrenModule> = childrenModule({
    db,
    vault,
    clock,
    country: code,
    calendar,
    clocks: ofChildren.clocks,
    panel: ofChildren.panel,
    guardians: ofChildren.guardians,
    returns: ofChildren.returns,
    smallCounts: country.disclosure.public,
    daysAfterMonth: ofChildren.figures.daysAfterMonth,
    files: childFiles,
    certificatesOf: async (trx, account) => {
      const address = (await mailAddresses(trx)).find(({ staffId }) => staffId === account)
      return address ? courses.ports.certificatesOf(trx, address.email) : null
    },
    publish,
    attachments: parts.attachments,
    receivedChild: (trx, who, referralId) => referral.ports.receivedChild(trx, who, referralId),
    keptAwayFrom: keptAway,
    tracedBy: tracedBy(tracing),
    findings: findingsOf(tracing),
    tracingResult: tracingResult(tracing),
    directory: {
      holders: (role, within) => directory.holders(role, within),
      childProtection: (within) => directory.childProtection(within),
      agencyNames: (within) => directory.agencyNames(within),
      staffNames: (ids) => directory.staffNames(ids),
    },
    demoPeople: {
      officer: async () => demoPrincipal(code, 'child_protection_officer'),
      by: async (role, address) => demoPrincipal(code, role, everybody.modules(), address),
      shelterChild: demoFile(1),
      openChild: demoChild,
    },
  })
  const children = withTracing(decided, {
    ...tracing,
    demo: {
      desk: async () => demoPrincipal(code, 'caseworker', everybody.modules(), 'tracing-caseworker'),
      officer: invented('child_protection_officer'),
      second: async () =>
        demoPrincipal(code, 'child_protection_officer', everybody.modules(), 'second-child-protection-officer'),
      lead: async () => demoPrincipal(code, 'supervisor', everybody.modules(), 'children-supervisor'),
      // Opened by what the module decides; asked again, it is the same file.
      fileOf: async ({ number, given, family, citizenship, language, sex }) =>
        demoChild(demoPrincipal(code, 'child_protection_officer'), {
          number: number - 1,
          daysAgo: 40,
          given: given.native,
          family: family.native,
          citizenship,
          language,
          sex,
          sure: true,
        }),
    },
  })
  const cooperation = cooperationModule({
    db,
    vault,
    clock,
    country: code,
    calendar,
    codeLists: country.codeLists,
    config: moduleConfig(country, 'cooperation', cooperationConfig),
    smallCounts: country.disclosure.public,
    exchange: everybody.exchange,
    agencies: () => directory.agencies(),
    staffNames: (ids) => directory.staffNames(ids),
    notIndependentOf: (userId) => directory.notIndependentOf(userId),
    victims: { files: passingOn, childGate: (trx, asked) => decided.ports.gate(trx, asked) },
    demo: {
      officer: invented('cooperation_officer'),
      approver: invented('central_authority_approver'),
      shelter: invented('supervisor'),
      caseworker: invented('caseworker'),
      intelligence: invented('intelligence_officer'),
      intelligenceApprover: invented('intelligence_approver'),
      // Of the invented country alone: another has no files in its demonstration.
      file: code === 'DL' ? (demoReferred.at(-1) ?? null) : null,
    },
  })
  return {
    identity,
    protection,
    oversight,
    statistics,
    practice,
    training: courses,
    strategy,
    legislation,
    work,
    referral,
    children,
    cooperation,
  } satisfies Record<string, ServerModule<Principal>>
}
