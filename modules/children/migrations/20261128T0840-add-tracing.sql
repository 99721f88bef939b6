-- What was ever suggested for a request, and for a child.
create index match_by_request on children.request ((facts ->> 'request_id')) where kind = 'children.tracing_match';
create index match_by_subject on children.request ((facts ->> 'subject_id')) where kind = 'children.tracing_match';

-- A photograph of a child, which only those who judge a suggestion for that child see. Its bytes lie sealed in the store of attachments,
-- under the key of the child's side.
create table children.tracing_photograph (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  subject_id uuid not null references children.request,
  -- The child's file, where there is one: erased with it.
  file_id uuid,
  object_id text not null,
  content_type text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null,
  uploaded_at timestamptz(3) not null,
  taken_back_at timestamptz(3),
  taken_back_by uuid,
  taken_back_because text check (taken_back_because in ('wrong_child', 'no_longer_agreed', 'other')),
  check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_because is null))
);
create index photograph_by_subject on children.tracing_photograph (subject_id, uploaded_at desc);
create index photograph_by_file on children.tracing_photograph (file_id) where file_id is not null;

alter table children.tracing_photograph enable row level security;
alter table children.tracing_photograph force row level security;
create policy see_photograph on children.tracing_photograph for select using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id())
);
create policy add_photograph on children.tracing_photograph for insert with check (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and uploaded_by = app.user_id() and taken_back_at is null)
);
create policy take_back_photograph on children.tracing_photograph for update using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and taken_back_at is null)
) with check (
  app.is_system() or (taken_back_by = app.user_id() and taken_back_at is not null)
);
create policy erase_photograph on children.tracing_photograph for delete using (app.is_system());
grant select, insert, delete on children.tracing_photograph to gloact_app;
grant update (taken_back_at, taken_back_by, taken_back_because) on children.tracing_photograph to gloact_app;

comment on table children.tracing_photograph is 'Photographs of children for tracing: what they are, and whether they were taken back. Bytes are sealed elsewhere.';
