create schema referral;
grant usage on schema referral to gloact_app;

-- Referrals themselves: a request, in the shape that all requests have.
select records.lay_requests('referral');

-- Where services are given. What is confidential has no address here at all: it is told after acceptance, by the agency itself.
create table referral.site (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  area text not null,
  confidential boolean not null,
  address text,
  created_at timestamptz(3) not null,
  constraint confidential_has_no_address check (not confidential or address is null)
);
alter table referral.site enable row level security;
alter table referral.site force row level security;
create policy see_site on referral.site for select using (app.is_system() or app.in_country(country));
create policy add_site on referral.site for insert with check (app.is_system());
grant select, insert on referral.site to gloact_app;

create table referral.service (
  id uuid primary key,
  site_id uuid not null references referral.site (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  type text not null,
  name text not null check (length(name) between 1 and 200),
  -- To whom data goes by consent; never police, prosecution, immigration, consulate, family or abroad.
  recipient_kind text not null check (
    recipient_kind in ('shelter', 'health', 'psychosocial', 'legal', 'protection', 'livelihoods', 'child_protection')
  ),
  languages text[] not null,
  serves text not null check (serves in ('anybody', 'women', 'men', 'children', 'families')),
  min_age integer,
  max_age integer,
  confirmed_on date not null,
  valid_until date not null,
  unit text not null check (unit in ('bed', 'room', 'appointment', 'place', 'hour')),
  -- Null where places are not counted.
  maximum integer check (maximum >= 0),
  occupied integer not null default 0 check (occupied >= 0),
  held integer not null default 0 check (held >= 0),
  out_of_use integer not null default 0 check (out_of_use >= 0),
  keeps_list boolean not null default false,
  capacity_at timestamptz(3),
  version integer not null default 1
);
create index service_by_type on referral.service (country, type);
alter table referral.service enable row level security;
alter table referral.service force row level security;
create policy see_service on referral.service for select using (app.is_system() or app.in_country(country));
create policy add_service on referral.service for insert with check (app.is_system());
create policy keep_capacity on referral.service for update using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id())
);
grant select, insert on referral.service to gloact_app;
grant update (occupied, held, out_of_use, maximum, capacity_at, version) on referral.service to gloact_app;

-- Who said when how much room there is, or by which referral a place was held and freed. Added to, never changed.
create table referral.capacity_change (
  id uuid primary key,
  service_id uuid not null references referral.service (id),
  at timestamptz(3) not null,
  by_user_id uuid,
  request_id uuid,
  maximum integer,
  occupied integer not null,
  held integer not null,
  out_of_use integer not null
);
create index capacity_change_by_service on referral.capacity_change (service_id, at);
alter table referral.capacity_change enable row level security;
alter table referral.capacity_change force row level security;
create policy see_change on referral.capacity_change for select using (
  exists (
    select from referral.service
    where service.id = capacity_change.service_id and (app.is_system() or service.agency_id = app.agency_id())
  )
);
create policy add_change on referral.capacity_change for insert with check (
  app.is_system() or (
    by_user_id = app.user_id()
    and exists (
      select from referral.service where service.id = capacity_change.service_id and service.agency_id = app.agency_id()
    )
  )
);
grant select, insert on referral.capacity_change to gloact_app;

-- What was sent of a person, sealed under a key of its own, which recall, decline, expiry and erasure destroy.
create table referral.package (
  id uuid primary key,
  request_id uuid not null references referral.request (id),
  sealed bytea not null,
  digest text not null,
  -- How far the file had come when it was cut from it.
  file_sequence integer not null,
  sent_at timestamptz(3) not null,
  destroyed_at timestamptz(3),
  destroyed_because text,
  constraint destroyed_wholly check ((destroyed_at is null) = (destroyed_because is null)),
  constraint destroyed_is_empty check (destroyed_at is null or length(sealed) = 0)
);
create index package_by_request on referral.package (request_id);
alter table referral.package enable row level security;
alter table referral.package force row level security;
create policy see_package on referral.package for select using (
  app.is_system() or exists (select from referral.request where request.id = package.request_id)
);
create policy send_package on referral.package for insert with check (app.is_system());
create policy destroy_package on referral.package for update using (app.is_system());
grant select, insert on referral.package to gloact_app;
grant update (sealed, destroyed_at, destroyed_because) on referral.package to gloact_app;

-- Under what each group of data went: a grant of consent, or the protection of a child.
create table referral.package_group (
  package_id uuid not null references referral.package (id),
  data_group text not null,
  grant_id uuid,
  basis text check (basis = 'child_protection'),
  digest text not null,
  primary key (package_id, data_group),
  constraint one_basis check ((grant_id is null) <> (basis is null))
);
alter table referral.package_group enable row level security;
alter table referral.package_group force row level security;
create policy see_group on referral.package_group for select using (
  app.is_system() or exists (select from referral.package where package.id = package_group.package_id)
);
create policy send_group on referral.package_group for insert with check (app.is_system());
grant select, insert on referral.package_group to gloact_app;

comment on schema referral is 'Referrals between agencies, the directory of services with their room, and what was sent of a person.';
comment on table referral.site is 'Where services are given; a confidential one has no address here.';
comment on table referral.service is 'What is given where, for whom, in which languages, and how much room there is.';
comment on table referral.capacity_change is 'Every word on how much room there is, and every place held or freed by a referral.';
comment on table referral.package is 'What was sent: sealed under a key of its own, empty once it was recalled, declined, expired or erased.';
comment on table referral.package_group is 'Under which grant, or on which basis, each group of a package went.';
