import type { Principal } from '@gloact/identity/contract/principal'
import type { FeedbackLevel } from '../../domain/feedback.ts'
import type { Urgency } from '../../domain/referral-kind.ts'

/** A child as the file begins. */
export interface InventedChild {
  readonly number: number
  readonly daysAgo: number
  readonly given: string
  readonly family: string | null
  readonly citizenship: string
  readonly language: string
  readonly sure: boolean
}

/** In whose name invented referrals are written, of which file, and whose the invented sites are. */
export interface DemoPeople {
  readonly sender: () => Principal
  readonly receiver: () => Principal
  readonly fileId: string
  /** Who keeps the files of adults that agreed to be referred to the clinic, and those files. */
  readonly caseworker: () => Principal
  /** Who decides for the office for children, and for the shelter. */
  readonly lead: () => Principal
  readonly shelterLead: () => Principal
  readonly adults: readonly string[]
  /** One more, who withdraws part of what they agreed to once something was sent. */
  readonly narrowed: { readonly fileId: string; readonly withdraw: (who: Principal) => Promise<void> }
  /** Opens an invented child's file of the office; done before, it is the same file. */
  readonly openChild: (child: InventedChild) => Promise<string>
  /** Agencies of the invented country: those that give shelter, health, and child protection. */
  readonly agencies: { readonly shelter: string; readonly clinic: string; readonly children: string }
}

/** So many kinds of site in each area: places in the directory are counted by them. */
export const KINDS_OF_SITE = 8
/** The outpost of the clinic in Port Isa has no accounts: what is sent there is reached by link. */
export const OUTPOST = 4 * KINDS_OF_SITE + 3
export const BY_LINK = 200
/** Part of which is withdrawn once it was sent. */
export const NARROWED = 130

/** `lead`: who decides in the sender's agency. */
type By = 'receiver' | 'sender' | 'lead'
interface Story {
  /** As a draft it stays, where nothing is sent. */
  readonly send: boolean
  readonly steps: readonly (readonly [By, string, Readonly<Record<string, string>>?])[]
  /** What the person agreed that the sender hears back. */
  readonly feedback?: FeedbackLevel
  /** What is done with the draft, before anything of it is sent. */
  readonly first?: Story['steps']
}

const ACCEPTED: Story['steps'] = [
  ['receiver', 'acknowledge'],
  ['receiver', 'accept', { first_on: 'today' }],
]
const STARTED: Story['steps'] = [...ACCEPTED, ['receiver', 'start']]
const COMPLETED: Story['steps'] = [...STARTED, ['receiver', 'complete', { result: 'provided' }]]
const RECALLED: Story['steps'] = [
  ['receiver', 'acknowledge'],
  ['sender', 'withdraw', { reason: 'placed_elsewhere' }],
]

/** One for each state that is reached by what people do. */
const STORIES: readonly Story[] = [
  { send: false, steps: [] },
  { send: false, steps: [['sender', 'discard']] },
  { send: true, steps: [] },
  { send: true, steps: [['receiver', 'acknowledge']] },
  {
    send: true,
    steps: [
      ['receiver', 'acknowledge'],
      ['receiver', 'ask_more', { question: 'Is an interpreter needed for the first visit?' }],
    ],
  },
  { send: true, steps: [['receiver', 'put_on_list', {}]] },
  { send: true, steps: ACCEPTED },
  { send: true, steps: STARTED, feedback: 'coded' },
  { send: true, steps: COMPLETED },
  { send: true, steps: [...ACCEPTED, ['receiver', 'not_deliver', { reason: 'no_contact' }]] },
  { send: true, steps: [['receiver', 'decline', { reason: 'language' }]] },
  { send: true, steps: RECALLED },
  { send: true, steps: [...COMPLETED, ['sender', 'close', { reason: 'met' }]] },
]

/** A story told of somebody. */
export interface Told extends Story {
  /** Of which its ids are made: never another's. */
  readonly number: number
  readonly sender: Principal
  readonly fileId: string
  /** Its place in the directory. */
  readonly service: number
  readonly urgency: Urgency
  readonly words: string
  readonly groups: readonly string[]
  readonly child: { readonly assent: 'yes'; readonly guardian: 'consulted' } | null
  readonly daysAgo: number
  /** The number of the story with which it is offered. */
  readonly offeredWith?: number
}

const childStories = ({ sender, fileId }: DemoPeople): readonly Told[] =>
  STORIES.map((story, index) => ({
    ...story,
    number: index,
    sender: sender(),
    fileId,
    // The clinics of the north and the coast take turns.
    service: (index % 2) * KINDS_OF_SITE + 3,
    urgency: index % 3 === 0 ? 'urgent' : 'standard',
    words: 'A general check, and somebody who speaks Kyrgyz. She tires easily.',
    groups: ['identity', 'contact'],
    child: { assent: 'yes', guardian: 'consulted' },
    daysAgo: 0,
  }))

/** Where an adult may be sent: the places of the clinics of the north and the coast, and why. */
const FOR_ADULTS = [
  { place: 3, words: 'A general check. An old injury of the shoulder hurts at work.', groups: ['identity', 'contact'] },
  { place: 5, words: 'Counselling once a week. Sleeps badly since the spring.', groups: ['identity'] },
] as const

const adultStories = ({ caseworker, adults }: DemoPeople): readonly Told[] => {
  const expired: Story = { send: true, steps: [] }
  const ended: Story = { send: true, steps: [...STARTED, ['receiver', 'end']], feedback: 'none' }
  return [...STORIES, expired, ended].map((story, index) => {
    const { place, words, groups } = FOR_ADULTS[index % FOR_ADULTS.length]!
    return {
      ...story,
      number: 100 + index,
      sender: caseworker(),
      fileId: adults[index % adults.length]!,
      service: (index % 2) * KINDS_OF_SITE + place,
      words,
      groups,
      child: null,
      // Nobody answered it within its eight hours.
      ...(story === expired ? { urgency: 'emergency', daysAgo: 2 } : { urgency: 'standard', daysAgo: 0 }),
    }
  })
}

const byLink = ({ sender, fileId }: DemoPeople): Told => ({
  number: BY_LINK,
  send: true,
  steps: [],
  sender: sender(),
  fileId,
  service: OUTPOST,
  urgency: 'standard',
  words: 'A check before the winter. She has a cough that does not go.',
  groups: ['identity', 'contact'],
  child: { assent: 'yes', guardian: 'consulted' },
  daysAgo: 0,
})

/** One need offered to two clinics: nobody has answered yet; and to three, of which one has accepted. */
const offers = ({ caseworker, adults }: DemoPeople): readonly Told[] =>
  [
    { number: 120, adult: 0, area: 0 },
    { number: 121, adult: 0, area: 1, offeredWith: 120 },
    { number: 123, adult: 1, area: 0 },
    { number: 124, adult: 1, area: 1, offeredWith: 123 },
    { number: 125, adult: 1, area: 3, offeredWith: 123, steps: ACCEPTED },
  ].map(({ number, adult, area, offeredWith, steps = [] }) => ({
    number,
    send: true,
    steps,
    sender: caseworker(),
    fileId: adults[adult]!,
    service: area * KINDS_OF_SITE + 3,
    urgency: 'urgent',
    words: 'A tooth that has to be looked at. Anyone who has an hour first.',
    groups: ['identity', 'contact'],
    child: null,
    daysAgo: 0,
    ...(offeredWith !== undefined && { offeredWith }),
  }))

/** What was agreed and then in part withdrawn; and what goes without consent on a ground, which a third person has yet to review. */
const narrowedAndExcepted = ({ caseworker, narrowed }: DemoPeople): readonly Told[] => {
  const one = { send: true, sender: caseworker(), fileId: narrowed.fileId, child: null, daysAgo: 0 } as const
  return [
    {
      ...one,
      number: NARROWED,
      steps: ACCEPTED,
      service: 3,
      urgency: 'standard',
      words: 'His back hurts since the accident on the ship.',
      groups: ['identity', 'contact'],
    },
    {
      ...one,
      number: 131,
      first: [
        [
          'sender',
          'ask_override',
          { reason: 'vital_interests', words: 'He said that he would not be there tomorrow, and hung up.' },
        ],
        ['lead', 'confirm_override'],
      ],
      steps: [['receiver', 'acknowledge']],
      service: 5,
      urgency: 'emergency',
      words: 'He has to be reached today. He has spoken of ending his life.',
      groups: ['identity', 'contact'],
    },
  ]
}

/** What nobody has done for far too long: a first visit that was promised, and word that copies are gone. */
const overdue = ({ caseworker, adults }: DemoPeople): readonly Told[] =>
  [
    { number: 140, steps: ACCEPTED, urgency: 'emergency', words: 'A fever since the night.' } as const,
    { number: 141, steps: RECALLED, urgency: 'standard', words: 'She would like to talk with somebody.' } as const,
  ].map((one) => ({
    ...one,
    send: true,
    sender: caseworker(),
    fileId: adults[2]!,
    service: KINDS_OF_SITE + 3,
    groups: ['identity'],
    child: null,
    daysAgo: 25,
  }))

/** What went to the wrong door: one that was read there and is not their service, and one that was withdrawn for her safety. */
const wrongDoor = ({ caseworker, adults }: DemoPeople): readonly Told[] =>
  [
    { number: 142, place: 0, last: ['receiver', 'decline', { reason: 'not_our_service' }] } as const,
    { number: 143, place: 2, last: ['sender', 'withdraw', { reason: 'safety' }] } as const,
  ].map(({ number, place, last }) => ({
    number,
    send: true,
    steps: [['receiver', 'acknowledge'], last],
    sender: caseworker(),
    fileId: adults[2]!,
    service: place * KINDS_OF_SITE + 3,
    urgency: 'standard',
    words: 'She would like her eyes to be looked at.',
    groups: ['identity'],
    child: null,
    daysAgo: 0,
  }))

/** Every story of the demonstration, in the order in which they are told. */
export const storiesOf = (people: DemoPeople): readonly Told[] => [
  ...childStories(people),
  ...adultStories(people),
  byLink(people),
  ...offers(people),
  ...narrowedAndExcepted(people),
  ...overdue(people),
  ...wrongDoor(people),
]
