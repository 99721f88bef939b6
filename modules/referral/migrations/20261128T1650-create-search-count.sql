-- How often somebody looked for a service, and found none that has room or a waiting list. By need, area and day: no person, no words.
create table referral.search_count (
  day date not null,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  need text not null check (need ~ '^[a-z_]{1,60}$'),
  -- Empty where no area was asked for.
  area text not null,
  searches integer not null check (searches > 0),
  nothing_open integer not null check (nothing_open between 0 and searches),
  primary key (day, country, agency_id, need, area)
);
alter table referral.search_count enable row level security;
alter table referral.search_count force row level security;
create policy see_count on referral.search_count for select using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id())
);
create policy add_count on referral.search_count for insert with check (app.is_system());
create policy raise_count on referral.search_count for update using (app.is_system());
grant select, insert on referral.search_count to gloact_app;
grant update (searches, nothing_open) on referral.search_count to gloact_app;

-- How full services are on each day, and whether anybody knew.
create table referral.capacity_snapshot (
  service_id uuid not null references referral.service (id),
  day date not null,
  maximum integer,
  occupied integer not null,
  out_of_use integer not null,
  -- Whether what was said of it was fresh on that day.
  known boolean not null,
  primary key (service_id, day)
);
create index capacity_snapshot_by_day on referral.capacity_snapshot (day);
alter table referral.capacity_snapshot enable row level security;
alter table referral.capacity_snapshot force row level security;
create policy see_snapshot on referral.capacity_snapshot for select using (
  exists (
    select from referral.service
    where service.id = capacity_snapshot.service_id and (app.is_system() or service.agency_id = app.agency_id())
  )
);
create policy add_snapshot on referral.capacity_snapshot for insert with check (app.is_system());
grant select, insert on referral.capacity_snapshot to gloact_app;

comment on table referral.search_count is 'Searches for a service by need, area and day, and those that found none with room or a waiting list: numbers alone.';
comment on table referral.capacity_snapshot is 'How many places each service had and how many were taken, once a day, and whether that was known.';
