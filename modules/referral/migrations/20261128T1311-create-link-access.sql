-- How a service without accounts is reached: its mailbox and telephone, sealed. What one person said holds once another has called there.
create table referral.service_channel (
  id uuid primary key,
  service_id uuid not null references referral.service (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  sealed bytea not null,
  proposed_by uuid not null,
  proposed_at timestamptz(3) not null,
  confirmed_by uuid,
  confirmed_at timestamptz(3),
  -- Another took its place.
  replaced_at timestamptz(3),
  constraint confirmed_wholly check ((confirmed_by is null) = (confirmed_at is null)),
  constraint two_people check (confirmed_by is null or confirmed_by <> proposed_by)
);
create unique index one_channel_in_force on referral.service_channel (service_id)
  where replaced_at is null and confirmed_at is not null;
alter table referral.service_channel enable row level security;
alter table referral.service_channel force row level security;
create policy see_channel on referral.service_channel for select using (app.is_system() or app.in_country(country));
create policy add_channel on referral.service_channel for insert with check (app.is_system());
create policy change_channel on referral.service_channel for update using (app.is_system());
grant select, insert on referral.service_channel to gloact_app;
grant update (confirmed_by, confirmed_at, replaced_at) on referral.service_channel to gloact_app;

-- A link to one referral, for a service without accounts. Of the secret, the PIN, the browser and the session there are digests alone.
create table referral.link_access (
  id uuid primary key,
  request_id uuid not null references referral.request (id),
  site_id uuid not null references referral.site (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  secret_hash bytea not null unique check (length(secret_hash) = 32),
  -- Null once it opened something: each visit has its own.
  pin_hash bytea,
  tries integer not null default 0,
  -- The browser that opened it first.
  bound_to bytea,
  session_hash bytea unique,
  session_from timestamptz(3),
  session_seen timestamptz(3),
  made_by uuid not null,
  made_at timestamptz(3) not null,
  -- When it was handed to the mail server.
  mailed_at timestamptz(3),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  ended_at timestamptz(3),
  constraint at_most_a_fortnight check (expires_at > made_at and expires_at <= made_at + interval '14 days'),
  constraint five_tries check (tries between 0 and 5),
  constraint bound_by_use check ((bound_to is null) = (used_at is null)),
  constraint session_wholly check (
    (session_hash is null) = (session_from is null) and (session_hash is null) = (session_seen is null)
  )
);
create index link_by_request on referral.link_access (request_id);
create index open_link_by_site on referral.link_access (site_id) where ended_at is null;
alter table referral.link_access enable row level security;
alter table referral.link_access force row level security;
create policy by_system on referral.link_access using (app.is_system()) with check (app.is_system());
grant select, insert on referral.link_access to gloact_app;
grant update (
  secret_hash, pin_hash, tries, bound_to, session_hash, session_from, session_seen, mailed_at, used_at, ended_at
) on referral.link_access to gloact_app;

comment on table referral.service_channel is 'How a service without accounts is reached, sealed: said by one person, confirmed by another who called.';
comment on table referral.link_access is 'Links to one referral each, for services without accounts: digests, tries, and until when.';
