-- Accounts of staff: who may sign in, for which agency, in which roles. Nothing here is about a file's person.
--
-- Row-level security: exempt, every table. These rows are read before anybody is known (a sign-in, an invitation's link),
-- and by every signed-in session to find out who it is; the policy of modules/identity decides who may list or change
-- them. Where a rule must hold whatever the server does, a constraint below holds it.

create schema identity;
grant usage on schema identity to gloact_app;

create table identity.agency (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  type text not null check (type in ('ngo', 'law_enforcement', 'health_service', 'central_government',
    'local_government', 'immigration_service', 'legal_service', 'corporate_business', 'school_or_college')),
  country text not null check (country ~ '^[A-Z]{2}$'),
  designations text[] not null default '{}' check (designations <@ array['competent_authority',
    'child_protection_authority', 'central_authority', 'national_coordination', 'duplicate_desk']),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index agency_name on identity.agency (country, lower(name));
grant select, insert, update on identity.agency to gloact_app;

create table identity.team (
  id uuid primary key,
  agency_id uuid not null references identity.agency,
  name text not null check (length(name) between 1 and 200),
  active boolean not null default true,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, agency_id)
);
create unique index team_name on identity.team (agency_id, lower(name));
grant select, insert, update on identity.team to gloact_app;

create table identity.staff (
  id uuid primary key,
  agency_id uuid not null references identity.agency,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and email like '%_@_%'),
  email_verified boolean not null default true,
  image text,
  language text not null default 'en',
  demo boolean not null default false,
  two_factor_enabled boolean not null default false,
  disabled_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (id, agency_id)
);
create unique index staff_email on identity.staff (email);
create index staff_by_agency on identity.staff (agency_id);
grant select, insert, update on identity.staff to gloact_app;

create table identity.team_member (
  team_id uuid not null,
  staff_id uuid not null,
  agency_id uuid not null,
  primary key (staff_id, team_id),
  -- Both in the same agency: a team never widens to another agency's files.
  foreign key (team_id, agency_id) references identity.team (id, agency_id),
  foreign key (staff_id, agency_id) references identity.staff (id, agency_id)
);
grant select, insert, delete on identity.team_member to gloact_app;

create table identity.role_grant (
  id uuid primary key,
  staff_id uuid not null references identity.staff,
  role text not null check (role in ('frontline_worker', 'caseworker', 'supervisor', 'service_provider',
    'competent_authority', 'child_protection_officer', 'national_coordinator', 'analyst', 'data_protection_officer',
    'administrator')),
  needs_confirmation boolean not null,
  granted_by uuid references identity.staff,
  granted_at timestamptz not null default now(),
  confirmed_by uuid references identity.staff,
  confirmed_at timestamptz,
  revoked_by uuid references identity.staff,
  revoked_at timestamptz,
  constraint second_administrator check (confirmed_by is null
    or (confirmed_by is distinct from granted_by and confirmed_by <> staff_id)),
  constraint confirmed_in_full check ((confirmed_by is null) = (confirmed_at is null)),
  constraint not_to_oneself check (granted_by is null or granted_by <> staff_id)
);
create unique index role_grant_standing on identity.role_grant (staff_id, role) where revoked_at is null;
grant select, insert on identity.role_grant to gloact_app;
grant update (confirmed_by, confirmed_at, revoked_by, revoked_at) on identity.role_grant to gloact_app;

create table identity.invitation (
  id uuid primary key,
  kind text not null check (kind in ('invitation', 'reset')),
  staff_id uuid not null references identity.staff,
  token_hash bytea not null unique,
  created_by uuid references identity.staff,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);
create index invitation_by_staff on identity.invitation (staff_id, created_at);
grant select, insert on identity.invitation to gloact_app;
grant update (used_at, revoked_at) on identity.invitation to gloact_app;

create table identity.first_administrator_token (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, delete on identity.first_administrator_token to gloact_app;
grant update (used_at) on identity.first_administrator_token to gloact_app;

create table identity.credential (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references identity.staff,
  provider_id text not null,
  account_id text not null,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_by_staff on identity.credential (staff_id);
grant select, insert, update, delete on identity.credential to gloact_app;

create table identity.session (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references identity.staff,
  token text not null unique,
  user_agent text,
  ip_address text,
  second_factor text check (second_factor in ('totp', 'passkey', 'recovery_code')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index session_by_staff on identity.session (staff_id);
grant select, insert, update, delete on identity.session to gloact_app;

create table identity.sign_in_challenge (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sign_in_challenge_identifier on identity.sign_in_challenge (identifier);
grant select, insert, update, delete on identity.sign_in_challenge to gloact_app;

create table identity.authenticator (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null unique references identity.staff,
  secret text not null,
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  last_code_hash bytea,
  last_code_at timestamptz
);
grant select, insert, update, delete on identity.authenticator to gloact_app;

create table identity.recovery_code (
  id uuid primary key default gen_random_uuid(),
  staff_id uuid not null references identity.staff,
  code_hash bytea not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  unique (staff_id, code_hash)
);
grant select, insert, delete on identity.recovery_code to gloact_app;
grant update (used_at) on identity.recovery_code to gloact_app;

create table identity.passkey (
  id uuid primary key,
  staff_id uuid not null references identity.staff,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  backed_up boolean not null,
  name text not null check (length(name) between 1 and 100),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkey_by_staff on identity.passkey (staff_id);
grant select, insert, delete on identity.passkey to gloact_app;
grant update (counter, backed_up, last_used_at) on identity.passkey to gloact_app;

create table identity.passkey_challenge (
  id uuid primary key,
  challenge text not null,
  staff_id uuid references identity.staff,
  expires_at timestamptz not null
);
grant select, insert, delete on identity.passkey_challenge to gloact_app;

create table identity.sign_in_attempt (
  key bytea primary key,
  kind text not null check (kind in ('account', 'address')),
  staff_id uuid references identity.staff,
  failures integer not null,
  last_failed_at timestamptz not null,
  blocked_until timestamptz
);
create index sign_in_attempt_by_staff on identity.sign_in_attempt (staff_id);
grant select, insert, update, delete on identity.sign_in_attempt to gloact_app;

create table identity.conduct_acceptance (
  staff_id uuid not null references identity.staff,
  version text not null,
  accepted_at timestamptz not null default now(),
  primary key (staff_id, version)
);
grant select, insert on identity.conduct_acceptance to gloact_app;

comment on schema identity is 'Agencies, staff, roles and sign-in. Exempt from row-level security: no row is about a file''s person, and most are read before anybody is known.';
comment on table identity.agency is 'An organisation that takes part in the response. Exempt from row-level security: everybody who signs in must be able to name agencies.';
comment on column identity.agency.type is 'Picklist org_Type of HTCDS 2.0.';
comment on column identity.agency.designations is 'What the country has designated the agency for, such as deciding on identification.';
comment on table identity.team is 'A group of staff within one agency who share files. Exempt from row-level security.';
comment on table identity.staff is 'An account of a person who works in the response. Names and e-mails of staff are not sealed. Exempt from row-level security: read to sign in.';
comment on table identity.team_member is 'Who belongs to which team of their own agency. Exempt from row-level security: read to find out a session''s scope.';
comment on table identity.role_grant is 'The history of who was given which role by whom. In force: not revoked and, where it needs confirmation, confirmed by a second administrator. Exempt from row-level security: read to find out a session''s roles.';
comment on table identity.invitation is 'A link that lets somebody set the password of an account, once, for a few days. Only the hash of its token is kept. Exempt from row-level security: read before anybody is known.';
comment on table identity.first_administrator_token is 'The one-time token shown on the console of an empty instance. Only its hash is kept. Exempt from row-level security: read before anybody is known.';
comment on table identity.credential is 'A password as argon2id. Kept by better-auth (its model "account"). Exempt from row-level security: read to sign in.';
comment on table identity.session is 'A signed-in browser. The cookie carries the token signed with a key that is not in the database, so that the row alone opens nothing. Exempt from row-level security: read to find out who asks.';
comment on table identity.sign_in_challenge is 'A sign-in that waits for its second factor. Kept by better-auth (its model "verification"). Exempt from row-level security: read before anybody is known.';
comment on table identity.authenticator is 'A time-based one-time password (RFC 6238); its secret is encrypted with a key that is not in the database. Kept by better-auth (its model "twoFactor"). Exempt from row-level security: read to sign in.';
comment on column identity.authenticator.last_code_hash is 'The code accepted last, so that it is not accepted again (RFC 6238 section 5.2).';
comment on table identity.recovery_code is 'Printed codes that stand in for a lost second factor, each once. Only their hashes are kept. Exempt from row-level security: read to sign in.';
comment on table identity.passkey is 'The public half of a passkey (WebAuthn). Exempt from row-level security: read to sign in.';
comment on table identity.passkey_challenge is 'A random challenge that one passkey ceremony has to answer. Exempt from row-level security: read before anybody is known.';
comment on table identity.sign_in_attempt is 'Failed sign-ins by account and by network address, as keyed digests: they slow a guesser down. Exempt from row-level security: read before anybody is known.';
comment on table identity.conduct_acceptance is 'Who has accepted which version of the code of conduct, and when. Exempt from row-level security: read to find out what a session may do.';
