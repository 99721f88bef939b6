create schema legislation;
grant usage on schema legislation to gloact_app;

create table legislation.law (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  type text not null check (type in ('act', 'bill')),
  number text not null check (length(number) <= 40),
  made_on date not null,
  added_by uuid not null,
  added_at timestamptz(3) not null
);
create index law_by_agency on legislation.law (agency_id, title);

create table legislation.expression (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  law_id uuid not null references legislation.law (id),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  valid_from date not null,
  source text not null,
  source_sha256 text not null check (source_sha256 ~ '^[0-9a-f]{64}$'),
  akn text not null,
  added_by uuid not null,
  added_at timestamptz(3) not null,
  constraint one_a_day unique (law_id, language, valid_from)
);

create table legislation.provision (
  expression_id uuid not null references legislation.expression (id),
  eid text not null,
  position integer not null,
  country text not null,
  agency_id uuid not null,
  kind text not null,
  num text not null,
  heading text not null,
  words text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (expression_id, eid)
);

create table legislation.assessment (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  title text not null check (length(title) between 1 and 300),
  packs text[] not null check (cardinality(packs) between 1 and 20),
  tier text not null check (tier in ('core', 'all')),
  kind text not null check (kind in ('baseline', 'review', 'draft_bill')),
  as_of date not null,
  opened_by uuid not null,
  opened_at timestamptz(3) not null
);
create index assessment_by_agency on legislation.assessment (agency_id, opened_at desc);

create table legislation.finding (
  assessment_id uuid not null references legislation.assessment (id),
  element text not null check (length(element) <= 80),
  country text not null,
  agency_id uuid not null,
  status text not null check (status in ('met', 'partial', 'not_met', 'other_law', 'not_applicable')),
  reasoning text not null check (length(reasoning) <= 4000),
  citations jsonb not null,
  state text not null check (state in ('draft', 'reviewed', 'validated')),
  author uuid not null,
  reviewed_by uuid,
  validated_by uuid,
  sent_back boolean not null default false,
  version integer not null check (version > 0),
  changed_at timestamptz(3) not null,
  primary key (assessment_id, element),
  constraint not_reviewed_by_oneself check (reviewed_by is distinct from author),
  constraint not_validated_by_oneself check (validated_by is distinct from author),
  constraint validated_by_somebody check ((state = 'validated') = (validated_by is not null))
);

create table legislation.finding_entry (
  id uuid primary key,
  assessment_id uuid not null references legislation.assessment (id),
  element text not null,
  country text not null,
  agency_id uuid not null,
  version integer not null,
  what text not null check (what in ('answer', 'review', 'validate', 'send_back')),
  status text not null,
  reasoning text not null,
  citations jsonb not null,
  remark text not null check (length(remark) <= 2000),
  by_user uuid not null,
  at timestamptz(3) not null,
  unique (assessment_id, element, version)
);

alter table legislation.law enable row level security;
alter table legislation.law force row level security;
alter table legislation.expression enable row level security;
alter table legislation.expression force row level security;
alter table legislation.provision enable row level security;
alter table legislation.provision force row level security;
alter table legislation.assessment enable row level security;
alter table legislation.assessment force row level security;
alter table legislation.finding enable row level security;
alter table legislation.finding force row level security;
alter table legislation.finding_entry enable row level security;
alter table legislation.finding_entry force row level security;

create policy see_law on legislation.law for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_expression on legislation.expression for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_provision on legislation.provision for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_assessment on legislation.assessment for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_finding on legislation.finding for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_finding_entry on legislation.finding_entry for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy add_law on legislation.law for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_expression on legislation.expression for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_provision on legislation.provision for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy add_assessment on legislation.assessment for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
grant select, insert on legislation.law to gloact_app;
grant select, insert on legislation.expression to gloact_app;
grant select, insert on legislation.provision to gloact_app;
grant select, insert on legislation.assessment to gloact_app;
grant select, insert on legislation.finding to gloact_app;
grant select, insert on legislation.finding_entry to gloact_app;

create policy answer_own on legislation.finding for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
    and author = app.user_id() and state = 'draft'
);
create policy change_own on legislation.finding for update using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
) with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and (app.has_role('legal_officer') and state = 'draft' and author = app.user_id()
      or app.has_role('legal_reviewer') and author <> app.user_id())
);
grant update (status, reasoning, citations, state, author, reviewed_by, validated_by, sent_back, version, changed_at)
  on legislation.finding to gloact_app;
create policy add_entry on legislation.finding_entry for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and by_user = app.user_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);

comment on schema legislation is 'Laws, and how they answer treaties. No row is about a person whose file it is.';
comment on table legislation.law is 'A work: an act or a bill of the country.';
comment on table legislation.expression is
  'What a law said in a language from a day on: the text as it was given, its digest, and the same as Akoma Ntoso. Never changed.';
comment on table legislation.provision is 'The provisions of an expression by their address; worked out from its Akoma Ntoso.';
comment on table legislation.assessment is 'Laws held against obligations, as of a day.';
comment on table legislation.finding is
  'How an element of an obligation is answered. The author never reviews or validates their own.';
comment on table legislation.finding_entry is 'Every answer and every review, in order. Nothing is overwritten here.';
