-- Voice messages by which children complain. Their bytes lie sealed in the store of attachments, under the key of the child's guardianship;
-- the guardianship authority alone plays them. The id is that of the complaint.
create table children.complaint_voice (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  -- The authority whose it is to hear it.
  agency_id uuid not null,
  request_id uuid not null references children.request,
  -- The child's file: erased with it.
  file_id uuid,
  object_id uuid not null,
  content_type text not null check (content_type like 'audio/%'),
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  added_by uuid not null,
  added_at timestamptz(3) not null
);
create index voice_by_request on children.complaint_voice (request_id, added_at);
create index voice_by_file on children.complaint_voice (file_id) where file_id is not null;

alter table children.complaint_voice enable row level security;
alter table children.complaint_voice force row level security;
create policy see_voice on children.complaint_voice for select using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and app.has_role('guardianship_authority'))
);
-- Written with the complaint, by the server on rows that whoever hands the device over does not see.
create policy add_voice on children.complaint_voice for insert with check (app.is_system());
create policy erase_voice on children.complaint_voice for delete using (app.is_system());
grant select, insert, delete on children.complaint_voice to gloact_app;

comment on table children.complaint_voice is
  'Voice messages by which children complain: what they are. Bytes are sealed elsewhere, and played by the guardianship authority alone.';
