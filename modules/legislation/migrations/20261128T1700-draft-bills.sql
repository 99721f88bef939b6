select records.lay_requests('legislation');

create table legislation.consultation (
  draft_id uuid not null references legislation.request (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  invited_agency uuid not null check (invited_agency <> agency_id),
  until date not null,
  invited_by uuid not null,
  invited_at timestamptz(3) not null,
  primary key (draft_id, invited_agency)
);

create table legislation.draft (
  id uuid primary key references legislation.request (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  before_id uuid not null references legislation.expression (id),
  assessment_id uuid references legislation.assessment (id),
  obligation text not null check (length(obligation) <= 80),
  opened_by uuid not null,
  opened_at timestamptz(3) not null,
  assessed_by_draft uuid references legislation.assessment (id),
  assessed_at timestamptz(3),
  enacted_id uuid references legislation.expression (id)
);

create table legislation.clause (
  id uuid not null,
  version integer not null check (version > 0),
  draft_id uuid not null references legislation.draft (id),
  country text not null,
  agency_id uuid not null,
  position integer not null,
  instruction jsonb not null,
  withdrawn boolean not null,
  by_user uuid not null,
  at timestamptz(3) not null,
  primary key (id, version)
);
create index clause_by_draft on legislation.clause (draft_id, position);

create table legislation.remark (
  id uuid primary key,
  draft_id uuid not null references legislation.draft (id),
  clause_id uuid not null,
  country text not null,
  agency_id uuid not null,
  by_agency uuid not null,
  by_user uuid not null,
  words text not null check (length(words) between 1 and 4000),
  suggestion text check (length(suggestion) <= 100000),
  at timestamptz(3) not null,
  decision text check (decision in ('accepted', 'rejected')),
  why text not null default '' check (length(why) <= 2000),
  decided_by uuid,
  decided_at timestamptz(3),
  constraint decided_wholly check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null))
);
create index remark_by_draft on legislation.remark (draft_id, at);

alter table legislation.consultation enable row level security;
alter table legislation.consultation force row level security;
alter table legislation.draft enable row level security;
alter table legislation.draft force row level security;
alter table legislation.clause enable row level security;
alter table legislation.clause force row level security;
alter table legislation.remark enable row level security;
alter table legislation.remark force row level security;

create policy see_consultation on legislation.consultation for select using (
  app.is_system() or app.in_country(country) and app.agency_id() in (agency_id, invited_agency)
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_draft on legislation.draft for select using (
  app.is_system() or app.in_country(country) and app.has_any_role('legal_officer', 'legal_reviewer') and (
    agency_id = app.agency_id()
    or exists (select from legislation.consultation where draft_id = draft.id and invited_agency = app.agency_id())
  )
);
create policy see_clause on legislation.clause for select using (
  exists (select from legislation.draft where draft.id = clause.draft_id)
);
create policy see_remark on legislation.remark for select using (
  exists (select from legislation.draft where draft.id = remark.draft_id)
);
create policy add_consultation on legislation.consultation for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_draft on legislation.draft for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy change_draft on legislation.draft for update using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
) with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_clause on legislation.clause for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and by_user = app.user_id()
    and app.has_role('legal_officer')
);
create policy add_remark on legislation.remark for insert with check (
  app.is_system() or app.in_country(country) and by_agency = app.agency_id() and by_user = app.user_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
    and exists (select from legislation.draft where draft.id = remark.draft_id)
);
create policy decide_remark on legislation.remark for update using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
) with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and decided_by = app.user_id()
);
grant select, insert on legislation.consultation, legislation.draft, legislation.clause, legislation.remark to gloact_app;
grant update (assessed_by_draft, assessed_at, enacted_id) on legislation.draft to gloact_app;
grant update (decision, why, decided_by, decided_at) on legislation.remark to gloact_app;

comment on table legislation.consultation is 'Agencies that were invited to comment on a draft, and until which day.';
comment on table legislation.draft is 'Which text a drafting file changes, for which gap; how far it has come is its request.';
comment on table legislation.clause is 'The clauses of a draft, every version of each: added to and never changed.';
comment on table legislation.remark is 'Comments and suggested wording on a clause, and who accepted or rejected each, and why.';
