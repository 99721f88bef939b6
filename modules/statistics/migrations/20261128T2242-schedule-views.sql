-- A saved view that is prepared again whenever new figures are out. It belongs to one person at a time; where that person no longer
-- works with figures it is stopped, and anyone who reads the view may take it over.
create table statistics.schedule (
  view_id uuid primary key references statistics.saved_view (id) on delete cascade,
  country text not null check (country ~ '^[A-Z]{2}$'),
  owner_id uuid not null,
  every text not null check (every in ('publication', 'quarter', 'year')),
  started_at timestamptz(3) not null,
  stopped_at timestamptz(3)
);

-- What a schedule prepared: which question was answered from what had been published by then. It holds no figure.
create table statistics.edition (
  id uuid primary key,
  view_id uuid not null references statistics.saved_view (id) on delete cascade,
  country text not null check (country ~ '^[A-Z]{2}$'),
  question jsonb not null,
  as_of date not null,
  published_until timestamptz(3) not null,
  unique (view_id, as_of)
);

-- Who has opened which edition: it is announced to them no more.
create table statistics.edition_opened (
  edition_id uuid not null references statistics.edition (id) on delete cascade,
  user_id uuid not null,
  primary key (edition_id, user_id)
);

alter table statistics.schedule enable row level security;
alter table statistics.schedule force row level security;
alter table statistics.edition enable row level security;
alter table statistics.edition force row level security;
alter table statistics.edition_opened enable row level security;
alter table statistics.edition_opened force row level security;

-- Views are seen by their own policy: whoever may not see the view sees neither its schedule nor its editions.
create policy see_schedule on statistics.schedule for select using (
  app.is_system() or app.in_country(country) and exists (select from statistics.saved_view where id = view_id)
);
create policy begin_schedule on statistics.schedule for insert with check (
  app.in_country(country) and app.has_any_role('analyst', 'national_coordinator') and owner_id = app.user_id()
    and exists (select from statistics.saved_view where id = view_id)
);
create policy change_schedule on statistics.schedule for update using (
  app.is_system() or app.in_country(country) and app.has_any_role('analyst', 'national_coordinator')
    and (owner_id = app.user_id() or stopped_at is not null)
    and exists (select from statistics.saved_view where id = view_id)
) with check (app.is_system() or owner_id = app.user_id());
create policy end_schedule on statistics.schedule for delete using (
  app.in_country(country) and owner_id = app.user_id() and app.has_any_role('analyst', 'national_coordinator')
);
create policy prepare_edition on statistics.edition for insert with check (app.is_system());
create policy see_edition on statistics.edition for select using (
  app.is_system() or app.in_country(country) and exists (select from statistics.saved_view where id = view_id)
);
create policy open_edition on statistics.edition_opened for insert with check (
  user_id = app.user_id() and exists (select from statistics.edition where id = edition_id)
);
create policy see_opened on statistics.edition_opened for select using (user_id = app.user_id());

grant select, insert, delete on statistics.schedule to gloact_app;
grant update (owner_id, every, started_at, stopped_at) on statistics.schedule to gloact_app;
grant select, insert on statistics.edition to gloact_app;
grant select, insert on statistics.edition_opened to gloact_app;
-- With a schedule that is taken over goes the view, whose owner has left.
grant update (owner_id) on statistics.saved_view to gloact_app;

comment on table statistics.schedule is 'Saved views that are prepared again as figures are published, each by one person.';
comment on table statistics.edition is 'What a schedule prepared: a question and up to when publications answer it.';
comment on table statistics.edition_opened is 'Who has opened which edition.';
