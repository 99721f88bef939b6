import type { Crosswalk } from '../crosswalk.ts'

/** Recruiter relations as the columns of the CTDC k-anonymised data set. `recruiterRelationUnknown` is an absence. */
export const recruiterRelationToCtdcKanon = {
  id: 'recruiter_relation_to_ctdc_kanon',
  from: 'recruiter_relation',
  to: 'ctdc_kanon',
  version: '1',
  pairs: [
    { from: 'intimate_partner', to: 'recruiterRelationIntimatePartner' },
    { from: 'friend', to: 'recruiterRelationFriend' },
    { from: 'family', to: 'recruiterRelationFamily' },
    { from: 'other', to: 'recruiterRelationOther' },
    { from: 'employer', to: 'recruiterRelationOther' },
    { from: 'agent', to: 'recruiterRelationOther' },
    { from: 'stranger', to: 'recruiterRelationOther' },
  ],
} as const satisfies Crosswalk

/** Recruiter relations as the columns of the CTDC synthetic data set. */
export const recruiterRelationToCtdcSynthetic = {
  id: 'recruiter_relation_to_ctdc_synthetic',
  from: 'recruiter_relation',
  to: 'ctdc_synthetic',
  version: '1',
  pairs: [
    { from: 'intimate_partner', to: 'recruiterRelationIntimatePartner' },
    { from: 'friend', to: 'recruiterRelationFriend' },
    { from: 'family', to: 'recruiterRelationFamily' },
    { from: 'other', to: 'recruiterRelationOther' },
    { from: 'employer', to: 'recruiterRelationOther' },
    { from: 'agent', to: 'recruiterRelationOther' },
    { from: 'stranger', to: 'recruiterRelationOther' },
  ],
} as const satisfies Crosswalk

/** Recruiter relations in HTCDS `vic_RelationshipToTrafficker`. */
export const recruiterRelationToHtcds = {
  id: 'recruiter_relation_to_htcds_relationship_to_trafficker',
  from: 'recruiter_relation',
  to: 'htcds_relationship_to_trafficker',
  version: '1',
  pairs: [
    { from: 'family', to: 'Familial' },
    { from: 'friend', to: 'Acquainted' },
    { from: 'intimate_partner', to: 'Acquainted', note: 'a spouse may be Familial in HTCDS' },
    { from: 'employer', to: 'Acquainted' },
    { from: 'stranger', to: 'Unaquainted' },
    { from: 'agent', to: 'Unaquainted', note: 'where the agent was not known before' },
  ],
} as const satisfies Crosswalk
