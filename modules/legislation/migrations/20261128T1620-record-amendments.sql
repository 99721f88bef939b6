create table legislation.amendment (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  law_id uuid not null references legislation.law (id),
  before_id uuid not null references legislation.expression (id),
  amending_id uuid not null references legislation.expression (id),
  after_id uuid not null references legislation.expression (id),
  outcomes jsonb not null,
  made_by uuid not null,
  made_at timestamptz(3) not null,
  constraint makes_another_text check (before_id <> after_id and amending_id <> before_id)
);
create index amendment_by_law on legislation.amendment (law_id, made_at);
create index amendment_by_amending on legislation.amendment (amending_id);

alter table legislation.amendment enable row level security;
alter table legislation.amendment force row level security;
create policy see_amendment on legislation.amendment for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy add_amendment on legislation.amendment for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
grant select, insert on legislation.amendment to gloact_app;

comment on table legislation.amendment is
  'Which text of a law made which next one, with each instruction as it was applied or why it could not be. Never changed.';
