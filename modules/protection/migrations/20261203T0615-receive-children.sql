-- Whether the authority for the protection of children has received a child whom another agency met: it stays a task until then.
alter table protection.case_file add column child_received_at timestamptz;
grant update (child_received_at) on protection.case_file to gloact_app;
comment on column protection.case_file.child_received_at is
  'When an authority that was told of the child first said that it received them; null: not yet, or nobody was told.';
