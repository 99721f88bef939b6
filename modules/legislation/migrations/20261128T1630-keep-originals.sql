create table legislation.original (
  expression_id uuid primary key references legislation.expression (id),
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  format text not null check (format in ('text', 'xml', 'html', 'json', 'docx', 'pdf')),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bytea not null check (octet_length(bytes) between 1 and 25000000),
  added_by uuid not null,
  added_at timestamptz(3) not null
);
alter table legislation.original enable row level security;
alter table legislation.original force row level security;
create policy see_original on legislation.original for select using (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id()
    and app.has_any_role('legal_officer', 'legal_reviewer')
);
create policy add_original on legislation.original for insert with check (
  app.is_system() or app.in_country(country) and agency_id = app.agency_id() and app.has_role('legal_officer')
);
grant select, insert on legislation.original to gloact_app;
comment on table legislation.original is
  'The file that a text was taken out of (Word, PDF, HTML), as it was given, with its digest. Never changed.';
