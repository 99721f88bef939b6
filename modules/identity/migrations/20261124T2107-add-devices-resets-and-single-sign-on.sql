-- Devices that keep drafts, a second factor reset by two people, and single sign-on. Exempt from row-level security as
-- the other tables of this schema are: no row is about a file's person, and most are read before anybody is known.

alter table identity.session add column single_sign_on boolean not null default false;
alter table identity.session drop constraint session_second_factor_check;
alter table identity.session add constraint session_second_factor_check
  check (second_factor in ('totp', 'passkey', 'recovery_code', 'single_sign_on'));

-- Row-level security: exempt. Asked before anybody is known; no row is about a file's person.
create table identity.device (
  id uuid primary key,
  staff_id uuid not null references identity.staff,
  user_agent text,
  session_id uuid,
  first_seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  forgotten_at timestamptz,
  forgotten_by uuid references identity.staff,
  cleared_at timestamptz,
  constraint cleared_when_told check (cleared_at is null or forgotten_at is not null),
  constraint forgotten_by_somebody check ((forgotten_at is null) = (forgotten_by is null))
);
create index device_by_staff on identity.device (staff_id, last_seen_at);
grant select, insert, delete on identity.device to gloact_app;
grant update (user_agent, session_id, last_seen_at, forgotten_at, forgotten_by, cleared_at) on identity.device to gloact_app;

-- Row-level security: exempt. Read at sign-in to tell the person whose account it is.
create table identity.factor_reset (
  id uuid primary key,
  staff_id uuid not null references identity.staff,
  asked_by uuid not null references identity.staff,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  checked_how text check (checked_how in ('in_person', 'video_call', 'called_back')),
  confirmed_by uuid references identity.staff,
  confirmed_at timestamptz,
  declined_by uuid references identity.staff,
  declined_at timestamptz,
  told_at timestamptz,
  constraint not_for_oneself check (asked_by <> staff_id),
  constraint another_administrator check (confirmed_by is null or (confirmed_by <> asked_by and confirmed_by <> staff_id)),
  constraint confirmed_in_full check ((confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (checked_how is null)),
  constraint in_time check (confirmed_at is null or confirmed_at <= expires_at),
  constraint one_end check (confirmed_at is null or declined_at is null)
);
create unique index factor_reset_waiting on identity.factor_reset (staff_id) where confirmed_at is null and declined_at is null;
create index factor_reset_to_tell on identity.factor_reset (staff_id) where confirmed_at is not null and told_at is null;
grant select, insert on identity.factor_reset to gloact_app;
grant update (checked_how, confirmed_by, confirmed_at, declined_by, declined_at, told_at) on identity.factor_reset to gloact_app;

-- Row-level security: exempt. Read before anybody is known.
create table identity.single_sign_on_attempt (
  cookie_hash bytea primary key,
  state text not null,
  nonce text not null,
  verifier text not null,
  invitation_hash bytea,
  expires_at timestamptz not null
);
grant select, insert, delete on identity.single_sign_on_attempt to gloact_app;

comment on table identity.device is 'A browser that keeps drafts sealed under a key of its own; the id is of that key, and tells nothing. Forgotten: at its next contact it is told to destroy key and drafts. Exempt from row-level security: asked before anybody is known.';
comment on table identity.factor_reset is 'A second factor taken away from an account: one administrator asks, another confirms after checking who it is, within a day. Exempt from row-level security: read at sign-in to tell the person.';
comment on table identity.single_sign_on_attempt is 'A sign-in that is under way at the provider: what its answer has to match. Ten minutes. Exempt from row-level security: read before anybody is known.';
