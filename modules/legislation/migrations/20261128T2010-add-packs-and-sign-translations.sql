create table legislation.own_pack (
  pack text not null check (pack ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  content jsonb not null,
  added_by uuid not null,
  added_at timestamptz(3) not null,
  primary key (agency_id, pack)
);

create table legislation.translation_signoff (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  obligation text not null check (length(obligation) <= 60),
  language text not null check (language ~ '^[a-z]{2}$'),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  by_user uuid not null,
  at timestamptz(3) not null,
  constraint signed_once unique (agency_id, obligation, language, digest)
);

alter table legislation.own_pack enable row level security;
alter table legislation.own_pack force row level security;
alter table legislation.translation_signoff enable row level security;
alter table legislation.translation_signoff force row level security;
create policy see_own_pack on legislation.own_pack for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy see_translation_signoff on legislation.translation_signoff for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy add_own_pack on legislation.own_pack for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
create policy sign_translation on legislation.translation_signoff for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_reviewer')
    and by_user = app.user_id()
);
grant select, insert on legislation.own_pack, legislation.translation_signoff to gloact_app;
comment on table legislation.own_pack is
  'Obligations that an agency added itself, of a regional or national instrument: each version under a name of its own, never changed.';
comment on table legislation.translation_signoff is
  'Which translation of an obligation somebody entitled read and signed off, by the digest of its words: others are unreviewed.';
