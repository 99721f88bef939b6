-- The secret address at which somebody's calendar program asks for what the plan brings. Of the address itself only a keyed hash is kept.
create table strategy.calendar_feed (
  id uuid primary key,
  user_id uuid not null,
  agency_id uuid not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null,
  revoked_at timestamptz,
  -- The last day on which it was asked for; the day's first asking is what the audit has.
  last_read_on date
);
create unique index calendar_feed_in_use on strategy.calendar_feed (user_id) where revoked_at is null;
alter table strategy.calendar_feed enable row level security;
alter table strategy.calendar_feed force row level security;
create policy own_feed on strategy.calendar_feed using (
  app.is_system() or user_id = app.user_id()
) with check (
  app.is_system() or (user_id = app.user_id() and agency_id = app.agency_id() and app.in_country(country))
);
grant select, insert on strategy.calendar_feed to gloact_app;
grant update (revoked_at, last_read_on) on strategy.calendar_feed to gloact_app;

comment on table strategy.calendar_feed is 'The secret address of the plan''s calendar that a member of staff has, as a keyed hash.';
