-- An e-mail says that a notice waits, once.
alter table identity.access_notice add column mailed_at timestamptz;
grant update (mailed_at) on identity.access_notice to gloact_app;
create index access_notice_to_mail on identity.access_notice (at) where mailed_at is null and seen_at is null;
comment on column identity.access_notice.mailed_at is
  'When an e-mail said that this waits to be read; null: none was sent, as where the instance has no mail server.';
