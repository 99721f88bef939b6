-- Who recorded a change of path, or a consent after a refusal, that a second person has still to confirm. Derived from the
-- file's state, as everything of this row is; a task is read off it. Files of before have none that waits.
alter table protection.case_file
  add column path_waits_by uuid,
  add column consent_waits_by uuid;
grant update (path_waits_by, consent_waits_by) on protection.case_file to gloact_app;
create index case_file_by_second_person on protection.case_file (agency_id, changed_at)
  where path_waits_by is not null or consent_waits_by is not null;
comment on column protection.case_file.path_waits_by is 'Who recorded the change of path that waits for a second person; derived.';
comment on column protection.case_file.consent_waits_by is 'Who recorded the consent after a refusal that waits for a second person; derived.';
