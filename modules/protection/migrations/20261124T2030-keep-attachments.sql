-- What was uploaded for a file. The bytes lie sealed in the store of attachments, under random names; what they are is
-- sealed here. A row no action refers to is swept after a day, with its objects.
create table protection.attachment (
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  -- The names of the sealed objects in the store.
  object_id uuid not null unique,
  thumbnail_object_id uuid unique,
  -- Kind, size and digest of what is kept, and the digest of what was sent; sealed under the person's key.
  sealed_content bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  -- Derived: whether an action of the file refers to it. From then on it stays until the person is erased.
  referenced boolean not null default false
);
create index attachment_by_file on protection.attachment (file_id);
create index attachment_unreferenced on protection.attachment (uploaded_at) where not referenced;
alter table protection.attachment enable row level security;
alter table protection.attachment force row level security;
create policy see_attachment on protection.attachment using (
  exists (select from protection.case_file file where file.id = attachment.file_id)
);
create policy only_the_system_deletes on protection.attachment as restrictive for delete using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
grant select, insert, delete on protection.attachment to gloact_app;
grant update (thumbnail_object_id, sealed_content, referenced) on protection.attachment to gloact_app;

comment on table protection.attachment is 'Uploads of a file: which sealed objects in the store of attachments they are, and whether an action refers to them.';
