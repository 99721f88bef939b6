create schema statistics;
grant usage on schema statistics to gloact_app;

-- The statistical record: one row a person. Codes of public lists, or the kind of an absence, and nothing else: no name, no date but
-- the year, no text. Read by the server's own workers alone, never by an account.
create table statistics.person (
  person_id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- 'files': worked out of the case files here. 'register': loaded in bulk from what the country counted by before.
  source text not null check (source in ('files', 'register')),
  year smallint not null check (year between 1900 and 2200),
  status text not null check (status in ('identified', 'presumed', 'not_victim', 'undecided')),
  sex text not null check (sex ~ '^[A-Za-z0-9_.]{1,60}$'),
  age text not null check (age ~ '^[A-Za-z0-9_.]{1,60}$'),
  form text not null check (form ~ '^[A-Za-z0-9_.]{1,60}$'),
  form_detail text not null check (form_detail ~ '^[A-Za-z0-9_.]{1,60}$'),
  citizenship text not null check (citizenship ~ '^[A-Za-z0-9_.]{1,60}$'),
  agency_kind text not null check (agency_kind ~ '^[A-Za-z0-9_.]{1,60}$'),
  channel text not null check (channel ~ '^[A-Za-z0-9_.]{1,60}$'),
  coded_with text not null
);
create index person_by_year on statistics.person (country, year);

-- One row a situation of exploitation. Sex, age, year and status are those of the person.
create table statistics.situation (
  -- The row’s own in the form: unique within a person, for it comes from a device.
  id uuid not null,
  person_id uuid not null references statistics.person (person_id) on delete cascade,
  country text not null,
  form text not null check (form ~ '^[A-Za-z0-9_.]{1,60}$'),
  form_detail text not null check (form_detail ~ '^[A-Za-z0-9_.]{1,60}$'),
  border text not null check (border ~ '^[A-Za-z0-9_.]{1,60}$'),
  primary key (person_id, id)
);

-- What was published of a measure and year: rounded figures. Inserted, never changed; the latest is what everybody is shown.
create table statistics.publication (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  measure text not null check (measure ~ '^[a-z_]{1,40}$'),
  year smallint not null,
  as_of date not null,
  published_at timestamptz(3) not null,
  base int not null check (base >= 5),
  within jsonb not null,
  incomplete text[] not null,
  coded_with text not null,
  cells jsonb not null,
  families jsonb not null
);
create index publication_by_year on statistics.publication (country, measure, year, published_at desc);

-- A question under a name, for oneself or for everybody who reads figures. It holds codes; its name is sealed.
create table statistics.saved_view (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  owner_id uuid not null,
  shared boolean not null,
  sealed_name bytea not null,
  question jsonb not null,
  version int not null check (version > 0),
  changed_by uuid not null,
  changed_at timestamptz(3) not null
);
create index saved_view_by_owner on statistics.saved_view (country, owner_id);

-- What decides from which count on a cell is rounded up: sealed, so that a stolen table of figures cannot be worked back.
create table statistics.rounding_secret (
  country text primary key check (country ~ '^[A-Z]{2}$'),
  sealed bytea not null
);

alter table statistics.person enable row level security;
alter table statistics.person force row level security;
alter table statistics.situation enable row level security;
alter table statistics.situation force row level security;
alter table statistics.publication enable row level security;
alter table statistics.publication force row level security;
alter table statistics.saved_view enable row level security;
alter table statistics.saved_view force row level security;
alter table statistics.rounding_secret enable row level security;
alter table statistics.rounding_secret force row level security;

create policy count_persons on statistics.person using (app.is_system()) with check (app.is_system());
create policy count_situations on statistics.situation using (app.is_system()) with check (app.is_system());
create policy round_by_secret on statistics.rounding_secret using (app.is_system()) with check (app.is_system());
create policy publish on statistics.publication for insert with check (app.is_system());
create policy read_published on statistics.publication for select using (
  app.is_system() or app.in_country(country) and app.has_any_role('analyst', 'national_coordinator')
);
create policy see_view on statistics.saved_view for select using (
  app.is_system() or app.in_country(country) and app.has_any_role('analyst', 'national_coordinator')
    and (owner_id = app.user_id() or shared)
);
create policy save_own on statistics.saved_view for insert with check (
  app.in_country(country) and app.has_any_role('analyst', 'national_coordinator') and owner_id = app.user_id()
    and changed_by = app.user_id()
);
create policy change_view on statistics.saved_view for update using (
  app.in_country(country) and app.has_any_role('analyst', 'national_coordinator')
    and (owner_id = app.user_id() or shared)
) with check (
  app.in_country(country) and app.has_any_role('analyst', 'national_coordinator') and changed_by = app.user_id()
    and (owner_id = app.user_id() or shared)
);
create policy remove_own on statistics.saved_view for delete using (
  app.is_system() or app.in_country(country) and owner_id = app.user_id()
    and app.has_any_role('analyst', 'national_coordinator')
);

grant select, insert, delete on statistics.person to gloact_app;
grant update (year, status, sex, age, form, form_detail, citizenship, agency_kind, channel, coded_with)
  on statistics.person to gloact_app;
grant select, insert, delete on statistics.situation to gloact_app;
grant select, insert on statistics.publication to gloact_app;
grant select, insert, delete on statistics.saved_view to gloact_app;
grant update (shared, sealed_name, question, version, changed_by, changed_at) on statistics.saved_view to gloact_app;
grant select, insert on statistics.rounding_secret to gloact_app;

comment on schema statistics is 'Figures: the statistical record, what was published of it, and questions under a name.';
comment on table statistics.person is 'One row a person, in codes alone. Read by the server''s workers to count, and by nobody else.';
comment on table statistics.situation is 'One row a situation of exploitation, in codes alone.';
comment on table statistics.publication is 'Rounded figures as they were published, by measure and year; the latest counts.';
comment on table statistics.saved_view is 'A question about figures under a sealed name; shared ones are changed by whoever saw the last version.';
comment on table statistics.rounding_secret is 'What decides how counts are rounded, sealed.';
