-- A worker's own word for a file ("green scarf"), by which the case team knows it among others. It is sealed as what is said in the
-- file is, and goes with the file: it hangs on it, and erasure takes every row that does.
create table protection.file_label (
  file_id uuid primary key references protection.case_file (id),
  person_id uuid not null,
  agency_id uuid not null,
  sealed bytea not null
);
alter table protection.file_label enable row level security;
alter table protection.file_label force row level security;
-- Of another agency's file that is shared no label is read: it is the case team's.
create policy see_label on protection.file_label using (
  exists (select from protection.case_file file where file.id = file_label.file_id)
  and (agency_id = app.agency_id() or app.is_system())
);
grant select, insert, update, delete on protection.file_label to gloact_app;

comment on table protection.file_label is 'What the case team calls a file among themselves, sealed under the person''s key.';
