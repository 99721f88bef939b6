-- With how many people's names lists were exported, beside how many lists: one list holds as many names as it has files.
alter table protection.pace drop constraint pace_kind_check;
alter table protection.pace add constraint pace_kind_check check (kind in ('search', 'export', 'number', 'names'));
comment on table protection.pace is
  'How often somebody searched, exported lists, tried numbers, and how many names they exported, in the span that runs. Counts alone.';
