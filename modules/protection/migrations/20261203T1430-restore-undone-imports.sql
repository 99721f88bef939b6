-- What undoing an import took away can be brought back for thirty days, and those who answer for the files are told of it.
alter table protection.import_batch
  -- When it was last undone, of how many files and by whom; whether some files stayed or not.
  add column undo_ran_at timestamptz,
  add column undo_files integer,
  add column undo_by uuid,
  add column restored_at timestamptz;
grant update (undo_ran_at, undo_files, undo_by, restored_at) on protection.import_batch to gloact_app;

-- Bringing back is asked for and confirmed as undoing is.
alter table protection.import_undo add column what text not null default 'undo' check (what in ('undo', 'restore'));

comment on column protection.import_batch.undo_ran_at is 'When undoing it last ran; null: never.';
comment on column protection.import_undo.what is 'Undoing an import, or bringing back what undoing took away.';
