import type { Json } from '@gloact/kernel'

/** What an invented request says. Companies and suspects are invented; no victim is named. */
export interface DemoCase {
  readonly type: string
  readonly urgency: 'routine' | 'urgent' | 'emergency'
  readonly offences: readonly string[]
  readonly facts: string
  readonly assistance: string
  /** Nobody has to be named in a request about a vessel or an enquiry of the police. */
  readonly person?: readonly [role: string, name: string, nationality: string]
  readonly tlp: string
  readonly codes: readonly string[]
  /** What its type asks besides. */
  readonly own?: Readonly<Record<string, Json>>
}

export const DEMO_CASES: readonly DemoCase[] = [
  {
    type: 'records',
    urgency: 'routine',
    offences: ['trafficking', 'laundering'],
    facts:
      'A recruitment agency took fees from fourteen workers and kept their passports. The fees were paid to an account abroad.',
    assistance:
      'Statements of the account of the agency from January to June, and the documents with which it was opened.',
    person: ['legal_person', 'Brightway Recruitment (invented)', 'XN'],
    tlp: 'amber',
    codes: ['h2'],
  },
  {
    type: 'statement',
    urgency: 'urgent',
    offences: ['smuggling'],
    facts: 'A lorry with twenty-two people in a closed compartment was stopped. The driver named a dispatcher abroad.',
    assistance: 'A statement of the dispatcher of the haulage company on the orders of 3 to 5 March.',
    person: ['suspect', 'Ivo Marek (invented)', 'XE'],
    tlp: 'amber_strict',
    codes: ['h1', 'h2'],
  },
  {
    type: 'search',
    urgency: 'emergency',
    offences: ['trafficking', 'organised_group'],
    facts:
      'Two suspects are about to leave a flat from which advertisements are placed. Their telephones hold the contacts.',
    assistance: 'Search of the flat named in the annex and seizure of telephones and storage media.',
    person: ['suspect', 'Lena Orsini (invented)', 'XS'],
    tlp: 'red',
    codes: ['h1', 'h2'],
  },
  {
    type: 'service',
    urgency: 'routine',
    offences: ['smuggling'],
    facts: 'Indictment of a boat owner.',
    assistance: 'Service of the indictment and of the summons to the hearing of 14 May.',
    person: ['accused', 'Paulo Reis (invented)', 'XS'],
    tlp: 'green',
    codes: [],
  },
  {
    type: 'video_hearing',
    urgency: 'routine',
    offences: ['trafficking'],
    facts: 'A former accountant of a farm kept two sets of wage books.',
    assistance: 'Hearing of the accountant as a witness by video conference before the Regional Court.',
    person: ['witness', 'Samira Khoury (invented)', 'XN'],
    tlp: 'amber',
    codes: ['h2'],
  },
  {
    type: 'extradition',
    urgency: 'urgent',
    offences: ['trafficking', 'organised_group'],
    facts: 'The organiser of a recruitment agency left the country on the day before the trial.',
    assistance: 'Surrender for trial; provisional arrest until the documents arrive.',
    person: ['accused', 'Viktor Salen (invented)', 'XS'],
    tlp: 'amber',
    codes: ['h2'],
    own: {
      warrant: 'Warrant 118/2026 of the Regional Court of Port Alba (invented)',
      penalty: 'Up to fifteen years',
      provisional_arrest: 'yes',
    },
  },
  {
    type: 'joint_team',
    urgency: 'routine',
    offences: ['trafficking', 'laundering'],
    facts: 'The same agency recruits in one country and collects its fees in the other.',
    assistance: 'A joint investigation team of both prosecutors.',
    tlp: 'amber_strict',
    codes: ['h2'],
    own: {
      team_members: 'Two prosecutors and four investigators of either side; led by the prosecutor of the place.',
      team_period: 'Twelve months; extended in writing by both.',
      team_rules:
        'Law of the place of each measure; evidence is shared within the team; each side bears its own costs.',
    },
  },
  {
    type: 'boarding',
    urgency: 'emergency',
    offences: ['smuggling'],
    facts: 'A fishing vessel without lights, low in the water, about sixty people on deck.',
    assistance: 'Confirmation of registry and authorisation to board.',
    tlp: 'amber',
    codes: [],
    own: {
      vessel: 'Name painted over, number ending in 417; blue wooden hull, about 18 m',
      vessel_flag: 'XS',
      vessel_position: '35°10′ N 19°40′ E, course 310°, 6 knots, 04:20 UTC',
      measures: 'Confirm the registry; board and search; bring people in distress to a place of safety.',
    },
  },
  {
    type: 'nationality',
    urgency: 'routine',
    offences: ['smuggling'],
    facts: 'A person was brought over the border by a smuggler and wishes to go home.',
    assistance: 'Whether the person is a national, and a travel document.',
    person: ['returnee', 'Andrei Lupan (invented)', 'XE'],
    tlp: 'amber_strict',
    codes: ['h1', 'h2'],
    own: { documents_held: 'A copy of an expired identity card', seeks_no_protection: 'yes' },
  },
  {
    type: 'spontaneous',
    urgency: 'routine',
    offences: ['trafficking'],
    facts: 'An advertisement for work in hotels that leads to an address in your country.',
    assistance: 'None.',
    tlp: 'amber',
    codes: ['h1', 'h2'],
    own: {
      information:
        'A company registered last month recruits for hotels that do not exist. For your investigation alone.',
    },
  },
  {
    type: 'police_enquiry',
    urgency: 'urgent',
    offences: ['smuggling'],
    facts: 'A van with false plates crossed three times in a week.',
    assistance: 'The keeper of a van by its chassis number, and crossings in the last month.',
    tlp: 'amber',
    codes: ['h1', 'h2'],
    own: { police_unit: 'Smuggling unit, National Police; duty line +999 55 0117' },
  },
  {
    type: 'transfer_of_proceedings',
    urgency: 'routine',
    offences: ['laundering'],
    facts: 'The accounts, the company and all witnesses are in your country; one transfer was made here.',
    assistance: 'That the proceedings are taken over.',
    person: ['legal_person', 'Quarry Lane Services (invented)', 'XE'],
    tlp: 'green',
    codes: [],
    own: {
      transfer_case:
        'Case 77/2026 (invented), before the charge; the file and three statements of accounts go with it.',
      transfer_reason: 'All evidence and the company are there.',
    },
  },
  {
    type: 'detained_transfer',
    urgency: 'routine',
    offences: ['trafficking'],
    facts: 'A driver who serves a sentence saw the organiser hand over the passports.',
    assistance: 'Transfer for two days to be heard as a witness.',
    person: ['witness', 'Marek Dunn (invented)', 'XN'],
    tlp: 'amber',
    codes: ['h2'],
    own: {
      detained_consent: 'In writing, before his lawyer, on the third of the month.',
      detained_terms: 'Custody throughout; safe conduct; returned after two days; the time counts.',
    },
  },
  {
    type: 'return',
    urgency: 'routine',
    offences: ['smuggling'],
    facts: 'A person who was smuggled asked for help to go home.',
    assistance: 'Reception at the airport and a travel document.',
    person: ['returnee', 'Teo Almada (invented)', 'XS'],
    tlp: 'amber_strict',
    codes: ['h1', 'h2'],
    own: { documents_held: 'Birth certificate', seeks_no_protection: 'yes' },
  },
]
